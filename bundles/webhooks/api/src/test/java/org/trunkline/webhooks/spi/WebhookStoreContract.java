package org.trunkline.webhooks.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.webhooks.Webhook;

/** What every {@link WebhookStore} promises. */
public interface WebhookStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant THEN = Instant.parse("2026-01-01T00:00:00.000001Z");

    WebhookStore webhooks();

    static Change change() {
        return new Change("webhooks", "x", ACME, "changed", Caller.system(ACME, "test"), Instant.EPOCH, "{}");
    }

    static StoredWebhook webhook(String id, AccountId account, String document) {
        return new StoredWebhook(
                new Webhook(id.repeat(32), account, Json.parseObject(document), Optional.empty(), THEN, THEN, 0),
                "wrapped " + id);
    }

    static StoredWebhook disabled(StoredWebhook webhook, String reason) {
        Webhook old = webhook.webhook();
        return new StoredWebhook(
                new Webhook(
                        old.id(),
                        old.account(),
                        old.document().put(Webhook.ENABLED, false),
                        Optional.of(reason),
                        old.created(),
                        old.modified(),
                        old.revision()),
                webhook.wrappedSecret());
    }

    static StoredWebhook enabled(StoredWebhook webhook) {
        Webhook old = webhook.webhook();
        return new StoredWebhook(
                new Webhook(
                        old.id(),
                        old.account(),
                        old.document().put(Webhook.ENABLED, true),
                        Optional.empty(),
                        old.created(),
                        old.modified(),
                        old.revision()),
                webhook.wrappedSecret());
    }

    @Test
    default void returnsWhatWasInserted() {
        StoredWebhook stored = webhooks().insert(webhook("1", ACME, "{\"name\":\"ä\\u0000\",\"x\":1.50}"), change());

        assertThat(stored.webhook().revision()).isEqualTo(1);
        assertThat(webhooks().find(ACME, stored.webhook().id())).contains(stored);
    }

    @Test
    default void hidesOneTenantsWebhooksFromAnother() {
        StoredWebhook stored = webhooks().insert(webhook("1", ACME, "{}"), change());

        assertThat(webhooks().find(GLOBEX, stored.webhook().id())).isEmpty();
        assertThat(webhooks().list(GLOBEX, Optional.empty(), 10, true)).isEmpty();
        assertThat(webhooks().enabled(List.of(GLOBEX))).isEmpty();
    }

    @Test
    default void findsThoseThatAreEnabledAndThoseThatWereDisabledForAReason() {
        StoredWebhook one = webhooks().insert(webhook("1", ACME, "{}"), change());
        StoredWebhook two = webhooks().insert(webhook("2", GLOBEX, "{\"enabled\":false}"), change());
        StoredWebhook three = webhooks().insert(webhook("3", GLOBEX, "{}"), change());

        StoredWebhook failed = webhooks().update(disabled(three, "failed"), change());

        assertThat(webhooks().enabled(List.of(ACME, GLOBEX))).containsExactly(one);
        assertThat(webhooks().enabled(List.of())).isEmpty();
        assertThat(webhooks().disabled("", 10)).containsExactly(failed);
        assertThat(webhooks().disabled(failed.webhook().id(), 10)).isEmpty();
        assertThat(webhooks().find(GLOBEX, two.webhook().id())).contains(two);
    }

    @Test
    default void refusesWhatHasChangedMeanwhile() {
        StoredWebhook first = webhooks().insert(webhook("1", ACME, "{}"), change());
        webhooks().update(first, change());

        assertThatThrownBy(() -> webhooks().update(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> webhooks().delete(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> webhooks().update(webhook("2", ACME, "{}").atRevision(1), change()))
                .isInstanceOf(ConflictException.class);
        assertThat(webhooks()
                        .find(ACME, first.webhook().id())
                        .orElseThrow()
                        .webhook()
                        .revision())
                .isEqualTo(2);
    }

    @Test
    default void listsFromAKeyInBothDirections() {
        for (String id : List.of("2", "1", "3")) {
            webhooks().insert(webhook(id, ACME, "{}"), change());
        }

        assertThat(ids(Optional.empty(), 2, true)).containsExactly("1", "2");
        assertThat(ids(Optional.of("2".repeat(32)), 5, true)).containsExactly("2", "3");
        assertThat(ids(Optional.of("2".repeat(32)), 5, false)).containsExactly("2", "1");
    }

    private List<String> ids(Optional<String> from, int rowsMax, boolean ascending) {
        return webhooks().list(ACME, from, rowsMax, ascending).stream()
                .map(each -> each.webhook().id().substring(0, 1))
                .toList();
    }
}
