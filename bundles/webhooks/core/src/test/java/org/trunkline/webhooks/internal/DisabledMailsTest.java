package org.trunkline.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.NewMail;
import org.trunkline.webhooks.Webhook;

/** Who is told that Trunkline has disabled a webhook. */
@Timeout(60)
final class DisabledMailsTest {
    private final Receiver receiver = new Receiver();
    private final World world = new World();
    private final KeptMails mails = new KeptMails();
    private final List<User> users = new ArrayList<>();
    private final ObjectNode account = Json.object();
    private final Webhook webhook = world.hook(receiver.uri() + "?token=hidden").webhook();

    DisabledMailsTest() {
        new DisabledMails(world.store, world.accounts, this::document, this::users, world.outbox, mails);
    }

    @AfterEach
    void close() {
        world.delivery.close();
        receiver.close();
    }

    private ObjectNode document(AccountId id) {
        assertThat(id).isEqualTo(OneReseller.CUSTOMER);
        return account;
    }

    private List<User> users(AccountId id) {
        assertThat(id).isEqualTo(OneReseller.CUSTOMER);
        return users;
    }

    private void contact(String email) {
        account.withObject("/contact/technical").put("email", email);
    }

    private void user(String name, Optional<String> email, Role role, boolean enabled) {
        users.add(new User(
                UserId.random(),
                OneReseller.CUSTOMER,
                Optional.of(name),
                name,
                "",
                email,
                role,
                enabled,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                Json.object()));
    }

    /** Lets the webhook fail until it is disabled; returns what the outbox keeps of that. */
    private Outbox.Entry disabled(String entry) {
        receiver.status = 500;
        for (int i = 0; i < 6; i++) {
            world.userIsCreated();
            world.delivery.deliverDue();
            world.clock.move(Duration.ofHours(1));
        }
        Change change = world.changes.get(world.changes.size() - 1);
        return new Outbox.Entry(
                entry, change.topic(), change.key(), change.account(), change.action(), change.at(), change.detail());
    }

    private List<String> told() {
        return mails.all().stream().map(NewMail::to).toList();
    }

    @Test
    void theTechnicalContactIsToldWhichOneAndWhy() {
        contact("desk@acme.example");
        user("ann", Optional.of("ann@acme.example"), Role.ADMIN, true);

        world.bring(disabled("e1"));

        assertThat(told()).containsExactly("desk@acme.example");
        NewMail mail = mails.all().get(0);
        assertThat(mail.kind()).isEqualTo(MailKind.WEBHOOK_DISABLED);
        assertThat(mail.account()).isEqualTo(OneReseller.CUSTOMER);
        assertThat(mail.macros())
                .isEqualTo(Map.of(
                        "account.id",
                        OneReseller.CUSTOMER.value(),
                        "account.name",
                        "n",
                        "webhook.id",
                        webhook.id(),
                        "webhook.name",
                        "n",
                        "webhook.uri",
                        receiver.uri(),
                        "webhook.reason",
                        "6 failures in a row, the last: the receiver answers 500"))
                .containsOnlyKeys(MailKind.WEBHOOK_DISABLED.macros());
    }

    @Test
    void withoutAContactItsActiveAdministratorsWithAnAddressAre() {
        contact("");
        user("ann", Optional.of("ann@acme.example"), Role.ADMIN, true);
        user("bob", Optional.of("bob@acme.example"), Role.USER, true);
        user("cid", Optional.of("cid@acme.example"), Role.ADMIN, false);
        user("dan", Optional.of(""), Role.ADMIN, true);
        user("eve", Optional.empty(), Role.ADMIN, true);
        user("fay", Optional.of("fay@acme.example"), Role.ADMIN, true);

        world.bring(disabled("e1"));

        assertThat(told()).containsExactly("ann@acme.example", "fay@acme.example");
    }

    @Test
    void ofManyAdministratorsTheFirstTenAre() {
        for (int i = 0; i < 12; i++) {
            user("u" + i, Optional.of("u" + i + "@acme.example"), Role.ADMIN, true);
        }

        world.bring(disabled("e1"));

        assertThat(told()).hasSize(DisabledMails.ADMINISTRATORS_MAX).contains("u0@acme.example");
    }

    @Test
    void onceForEachTimeItIsDisabled() {
        contact("desk@acme.example");
        Outbox.Entry first = disabled("e1");
        world.bring(first);
        world.bring(first);
        assertThat(told()).hasSize(1);

        world.webhooks.reEnable(World.CUSTOMER, OneReseller.CUSTOMER, false);
        world.bring(disabled("e2"));

        assertThat(told()).hasSize(2);
    }

    @Test
    void nobodyIsOnceItIsEnabledAgainOrGone() {
        contact("desk@acme.example");
        Outbox.Entry entry = disabled("e1");
        world.webhooks.reEnable(World.CUSTOMER, OneReseller.CUSTOMER, false);
        world.bring(entry);
        world.webhooks.delete(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id(), revision -> true);
        world.bring(entry);

        assertThat(told()).isEmpty();
    }
}
