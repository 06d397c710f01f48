package org.trunkline.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.WebhookService;
import org.trunkline.webhooks.WebhookService.Written;

/** Who may write webhooks, and what they may say. */
final class WebhookManagerTest {
    private static final String URI = "https://hooks.example/in";

    private final World world = new World(Config.LOCAL.allowing(""));

    @AfterEach
    void close() {
        world.delivery.close();
    }

    private Webhook made() {
        return world.hook(URI).webhook();
    }

    private Webhook merged(Webhook webhook, ObjectNode changes) {
        return world.webhooks.merge(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id(), changes, revision -> true);
    }

    @Test
    void fillsInWhatIsNotSaid() {
        Webhook webhook = made();

        assertThat(webhook.document())
                .isEqualTo(
                        Json.parseObject(
                                """
                        {"name":"n","hook":"object","format":"json","uri":"https://hooks.example/in",
                         "custom_data":{"type":"all","action":"all"},"http_verb":"post","retries":2,"enabled":true,
                         "include_subaccounts":false,"include_internal_legs":true}"""));
        assertThat(world.webhooks.get(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id()))
                .isEqualTo(webhook);
    }

    @Test
    void makesASecretThatIsShownOnceAndLiesEncrypted() {
        ObjectNode document = World.document(URI);
        document.remove("secret");
        Written written = world.webhooks.create(World.CUSTOMER, OneReseller.CUSTOMER, document);
        Webhook webhook = written.webhook();
        String secret = written.secret().orElseThrow();

        String wrapped = world.store
                .find(OneReseller.CUSTOMER, webhook.id())
                .orElseThrow()
                .wrappedSecret();
        assertThat(secret).hasSize(64);
        assertThat(wrapped).doesNotContain(secret);
        assertThat(World.SECRETS.unwrap(wrapped, Attempts.label(webhook.id()))).contains(secret.getBytes());
        assertThat(Json.write(webhook.document())).doesNotContain(secret);
        assertThat(world.changes).noneMatch(change -> change.detail().contains(secret));
    }

    @Test
    void aSecretThatIsSentIsKeptUntilTheNextOneAndNeverShown() {
        Webhook webhook = made();
        String wrapped = world.store
                .find(OneReseller.CUSTOMER, webhook.id())
                .orElseThrow()
                .wrappedSecret();

        merged(webhook, Json.object().put("name", "other"));
        assertThat(world.store
                        .find(OneReseller.CUSTOMER, webhook.id())
                        .orElseThrow()
                        .wrappedSecret())
                .isEqualTo(wrapped);
        Webhook changed = merged(webhook, Json.object().put("secret", "another secret of mine".replace(' ', '-')));

        assertThat(changed.document().has("secret")).isFalse();
        assertThat(world.store
                        .find(OneReseller.CUSTOMER, webhook.id())
                        .orElseThrow()
                        .wrappedSecret())
                .isNotEqualTo(wrapped);
        assertThat(world.changes).noneMatch(change -> change.detail().contains("another"));
        assertThat(world.changes.get(world.changes.size() - 1).detail()).contains("new_secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'uri':'ftp://a.example/'}|uri.wrong_format",
                "{'uri':'a.example'}|uri.wrong_format",
                "{'uri':'http://user:pass@a.example/'}|uri.wrong_format",
                "{'uri':'http://a.example:0/'}|uri.wrong_format",
                "{'uri':'http://a.example/#x'}|uri.wrong_format",
                "{'uri':'http://2130706433/'}|uri.wrong_format",
                "{'uri':'http://127.1/'}|uri.wrong_format",
                "{'uri':'http://a b/'}|uri.wrong_format",
                "{'uri':5}|uri.type",
                "{'uri':null}|uri.required",
                "{'hook':'channel_create'}|hook.enum",
                "{'name':''}|name.minLength",
                "{'http_verb':'delete'}|http_verb.enum",
                "{'format':'xml'}|format.enum",
                "{'retries':5}|retries.maximum",
                "{'retries':-1}|retries.minimum",
                "{'secret':'short'}|secret.minLength",
                "{'secret':'with spaces and more'}|secret.pattern",
                "{'custom_data':5}|custom_data.type",
                "{'custom_data':{'type':'device'}}|custom_data.type.enum",
                "{'custom_data':{'action':null}}|custom_data.action.required",
                "{'custom_data':{'a':{'b':1}}}|custom_data.type",
                "{'enabled':'perhaps'}|enabled.type"
            })
    void refusesWhatIsWrongByTheNameOfItsField(String changes, String expected) {
        ObjectNode document = Json.merged(World.document(URI), Json.parseObject(changes.replace('\'', '"')));

        assertThatThrownBy(() -> world.webhooks.create(World.CUSTOMER, OneReseller.CUSTOMER, document))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .contains(expected));
    }

    @Test
    void isForAdministratorsOfTheAccountAndOfThoseAbove() {
        Caller user = Caller.user(OneReseller.CUSTOMER, UserId.random(), Role.USER, "user");
        Webhook webhook = made();

        assertThatThrownBy(() -> world.webhooks.get(user, OneReseller.CUSTOMER, webhook.id()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.webhooks.list(World.CUSTOMER, OneReseller.RESELLER, PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.webhooks.get(World.RESELLER, OneReseller.RESELLER, webhook.id()))
                .isInstanceOf(NotFoundException.class);
        assertThat(world.webhooks.get(World.RESELLER, OneReseller.CUSTOMER, webhook.id()))
                .isEqualTo(webhook);
        AccountId other = new AccountId("c".repeat(32));
        assertThatThrownBy(() -> world.webhooks.attempts(World.CUSTOMER, other, Optional.empty(), PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesAWriteToARevisionThatIsNotExpected() {
        Webhook webhook = made();

        assertThatThrownBy(() -> world.webhooks.replace(
                        World.CUSTOMER,
                        OneReseller.CUSTOMER,
                        webhook.id(),
                        World.document(URI),
                        revision -> revision == 7))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() ->
                        world.webhooks.delete(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id(), revision -> false))
                .isInstanceOf(ConflictException.class);
        world.webhooks.delete(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id(), revision -> revision == 1);
        assertThatThrownBy(() -> world.webhooks.get(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anAccountHasNoMoreThanSoMany() {
        for (int i = 0; i < WebhookService.WEBHOOKS_MAX; i++) {
            made();
        }

        assertThatThrownBy(this::made).isInstanceOf(InvalidException.class);
    }
}
