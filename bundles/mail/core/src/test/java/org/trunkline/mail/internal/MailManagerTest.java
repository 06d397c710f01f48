package org.trunkline.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.TestSecrets;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailState;
import org.trunkline.mail.NewMail;
import org.trunkline.mail.spi.InMemoryMailStore;
import org.trunkline.mail.spi.InMemoryMailTemplateStore;

/** Mails where no mail server is set. */
final class MailManagerTest {
    private static final PageRequest ALL = new PageRequest(Optional.empty(), 10, false);

    private final Given given = new Given();
    private final InMemoryMailStore store = new InMemoryMailStore();
    private final MailTemplateManager templates =
            new MailTemplateManager(new InMemoryMailTemplateStore(), given, given, given);
    private final MailDelivery delivery =
            new MailDelivery(store, given, Given.SECRETS, Given.Config.at(1), Optional.empty());
    private final MailManager mails = new MailManager(store, templates, delivery, given, Given.SECRETS);

    private Optional<String> sent(String key) {
        return mails.send(
                Given.SYSTEM,
                new NewMail(
                        MailKind.NEW_USER,
                        key,
                        Given.CUSTOMER,
                        "ann@acme.example",
                        Map.of("link", "https://portal.example/?recovery={{user.email}}", "user.email", "x")));
    }

    @Test
    void keepsMailsThatNobodySends() {
        String id = sent("one").orElseThrow();
        delivery.deliverDue();

        Mail mail = mails.get(Given.SYSTEM, id);
        assertThat(mail.state()).isEqualTo(MailState.WAITING);
        assertThat(mail.attempts()).isZero();
        assertThat(mail.text()).contains("https://portal.example/?recovery={{user.email}}");
        assertThat(mails.isSending()).isFalse();
        assertThat(mails.list(Given.SYSTEM, Optional.of(Given.CUSTOMER), Optional.of(MailState.WAITING), ALL)
                        .rows())
                .containsExactly(mail);
    }

    @Test
    void aThiefOfTheDatabaseReadsNoLink() {
        String id = sent("one").orElseThrow();

        Mail kept = store.find(id).orElseThrow();
        assertThat(kept.text() + kept.html()).doesNotContain("portal.example").doesNotContain("recovery");
        assertThat(mails.list(Given.SYSTEM, Optional.empty(), Optional.empty(), ALL)
                        .rows()
                        .get(0)
                        .html())
                .contains("recovery=");

        MailManager stranger = new MailManager(store, templates, delivery, given, TestSecrets.of("quite another key"));
        assertThat(stranger.get(Given.SYSTEM, id).text()).isEqualTo(MailDelivery.UNREADABLE);
    }

    @Test
    void aMailFromBeforeBodiesWereSealedIsReadAsItIs() {
        Mail mail = mails.get(Given.SYSTEM, sent("one").orElseThrow());
        InMemoryMailStore old = new InMemoryMailStore();
        old.insert(mail, new Change("mails", mail.id(), mail.account(), "queued", Given.SYSTEM, given.instant(), "{}"));

        assertThat(new MailManager(old, templates, delivery, given, Given.SECRETS).get(Given.SYSTEM, mail.id()))
                .isEqualTo(mail);
    }

    @Test
    void keepsOneMailForOneReason() {
        assertThat(sent("one")).isEqualTo(sent("one"));
        assertThat(sent("two")).isNotEqualTo(sent("one"));
        assertThat(mails.list(Given.SYSTEM, Optional.empty(), Optional.empty(), ALL)
                        .rows())
                .hasSize(2);
    }

    @Test
    void keepsNoneWhoseKindIsSwitchedOff() {
        templates.replace(
                Given.SYSTEM, Given.ROOT, MailKind.NEW_USER, Json.object().put("enabled", false), revision -> true);

        assertThat(sent("one")).isEmpty();
        assertThat(mails.list(Given.SYSTEM, Optional.empty(), Optional.empty(), ALL)
                        .rows())
                .isEmpty();
    }

    @Test
    void isTheBusinessOfTheSystemAlone() {
        Caller administrator = Caller.apiKey(Given.ROOT);

        assertThatThrownBy(() -> mails.list(administrator, Optional.empty(), Optional.empty(), ALL))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> mails.retry(administrator, "x")).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void triesAgainWhatIsNotSent() {
        String id = sent("one").orElseThrow();
        var claim =
                store.claim(given.instant(), given.instant().plusSeconds(60), 1).get(0);
        store.fail(claim, "550");

        assertThat(mails.retry(Given.SYSTEM, id).state()).isEqualTo(MailState.WAITING);

        claim = store.claim(given.instant(), given.instant().plusSeconds(60), 1).get(0);
        store.sent(claim, given.instant());
        assertThatThrownBy(() -> mails.retry(Given.SYSTEM, id)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> mails.retry(Given.SYSTEM, "f".repeat(32))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void forgetsMailsAfterTheirTime() {
        sent("one");
        given.move(Duration.ofDays(30));
        assertThat(delivery.clean()).isZero();
        given.move(Duration.ofSeconds(1));
        assertThat(delivery.clean()).isEqualTo(1);
    }

    @Test
    void waitsTwiceAsLongEachTime() {
        assertThat(MailDelivery.delay(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(MailDelivery.delay(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(MailDelivery.delay(6)).isEqualTo(Duration.ofMinutes(32));
        assertThat(MailDelivery.delay(7)).isEqualTo(MailDelivery.DELAY_MAX);
        assertThat(MailDelivery.delay(1_000)).isEqualTo(MailDelivery.DELAY_MAX);
    }
}
