package org.trunkline.webhooks.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.webhooks.spi.WebhookStoreContract.ACME;
import static org.trunkline.webhooks.spi.WebhookStoreContract.GLOBEX;
import static org.trunkline.webhooks.spi.WebhookStoreContract.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.spi.DeliveryStore.Added;
import org.trunkline.webhooks.spi.DeliveryStore.Claim;
import org.trunkline.webhooks.spi.DeliveryStore.Outcome;

/** What every {@link DeliveryStore} promises. */
public interface DeliveryStoreContract {
    Instant NOW = Instant.parse("2026-11-28T12:00:00.123456Z");
    Duration LEASE = Duration.ofMinutes(2);

    WebhookStore webhooks();

    DeliveryStore deliveries();

    default StoredWebhook hook(String id, AccountId account) {
        return webhooks().insert(WebhookStoreContract.webhook(id, account, "{}"), change());
    }

    static Delivery delivery(int number, StoredWebhook webhook, Instant created) {
        return new Delivery(
                String.format("%032x", number),
                webhook.webhook().account(),
                webhook.webhook().id(),
                "{\"n\":" + number + ",\"text\":\"é\"}",
                0,
                created);
    }

    default Delivery added(int number, StoredWebhook webhook) {
        Delivery delivery = delivery(number, webhook, NOW);
        assertThat(deliveries().add(delivery, 100)).isEqualTo(Added.ADDED);
        return delivery;
    }

    default List<Claim> claims(Instant now) {
        return deliveries().claim(now, now.plus(LEASE), 100, Set.of());
    }

    static Attempt attempt(Delivery delivery, Instant at) {
        return new Attempt(
                Ids.random(),
                delivery.account(),
                delivery.webhook(),
                delivery.id(),
                at,
                false,
                Optional.of(500),
                "the receiver answers 500 ☎\u0000",
                2);
    }

    default boolean settle(Claim claim, Outcome outcome, Instant at, Instant next) {
        return deliveries().settle(claim, outcome, attempt(claim.delivery(), at), next);
    }

    @Test
    default void bringsTheOldestOfEachQueueAndOnlyToOne() {
        StoredWebhook one = hook("1", ACME);
        StoredWebhook two = hook("2", GLOBEX);
        Delivery later = delivery(1, one, NOW.plusSeconds(1));
        deliveries().add(later, 100);
        Delivery first = added(2, one);
        Delivery other = added(3, two);

        assertThat(claims(NOW.minusSeconds(1))).isEmpty();
        assertThat(claims(NOW.plusSeconds(1))).extracting(Claim::delivery).containsExactlyInAnyOrder(first, other);
        assertThat(claims(NOW.plusSeconds(2))).isEmpty();
        assertThat(claims(NOW.plusSeconds(1).plus(LEASE))).hasSize(2);
    }

    @Test
    default void passesOverThoseThatItIsTold() {
        StoredWebhook one = hook("1", ACME);
        StoredWebhook two = hook("2", GLOBEX);
        added(1, one);
        Delivery other = added(2, two);

        List<Claim> claims =
                deliveries().claim(NOW, NOW.plus(LEASE), 1, Set.of(one.webhook().id()));

        assertThat(claims).extracting(Claim::delivery).containsExactly(other);
    }

    @Test
    default void keepsADeliveryOnceAndNoMoreThanItIsTold() {
        StoredWebhook hook = hook("1", ACME);
        Delivery delivery = added(1, hook);
        added(2, hook);

        assertThat(deliveries().add(delivery, 100)).isEqualTo(Added.KNOWN);
        assertThat(deliveries().add(delivery(3, hook, NOW), 2)).isEqualTo(Added.FULL);
        settle(claims(NOW).get(0), Outcome.DELIVERED, NOW, NOW);
        assertThat(deliveries().add(delivery, 100)).as("after it was delivered").isEqualTo(Added.KNOWN);
        assertThat(deliveries().add(delivery(3, hook, NOW), 2)).isEqualTo(Added.ADDED);
        webhooks().delete(hook, change());
        assertThat(deliveries().add(delivery(4, hook, NOW), 100)).isEqualTo(Added.GONE);
    }

    @Test
    default void goesOnAfterSuccess() {
        StoredWebhook hook = hook("1", ACME);
        added(1, hook);
        Delivery second = added(2, hook);
        Claim claim = claims(NOW).get(0);

        assertThat(settle(claim, Outcome.DELIVERED, NOW, NOW)).isTrue();
        assertThat(settle(claim, Outcome.DELIVERED, NOW, NOW)).as("twice").isFalse();

        Claim next = claims(NOW).get(0);
        assertThat(next.delivery()).isEqualTo(second);
        assertThat(next.webhook()).isEqualTo(hook);
        settle(next, Outcome.DELIVERED, NOW, NOW);
        assertThat(claims(NOW.plus(LEASE))).isEmpty();
    }

    @Test
    default void aFailureHoldsUpItsOwnQueueUntilItIsDue() {
        StoredWebhook hook = hook("1", ACME);
        Delivery delivery = added(1, hook);
        Instant next = NOW.plusSeconds(30);
        assertThat(claims(NOW).get(0).failures()).isZero();
        Claim claim = claims(NOW.plus(LEASE)).get(0);

        settle(claim, Outcome.AGAIN, NOW, next.plus(LEASE));

        added(2, hook);
        assertThat(claims(next.plus(LEASE).minusNanos(1_000))).isEmpty();
        Claim again = claims(next.plus(LEASE)).get(0);
        assertThat(again.delivery().id()).isEqualTo(delivery.id());
        assertThat(again.delivery().attempts()).isEqualTo(1);
        assertThat(again.failures()).isEqualTo(1);
    }

    @Test
    default void countsFailuresUntilASuccess() {
        StoredWebhook hook = hook("1", ACME);
        for (int i = 1; i <= 4; i++) {
            added(i, hook);
        }

        settle(claims(NOW).get(0), Outcome.GIVEN_UP, NOW, NOW);
        settle(claims(NOW).get(0), Outcome.EXPIRED, NOW, NOW);
        Claim third = claims(NOW).get(0);
        assertThat(third.failures()).isEqualTo(1);
        settle(third, Outcome.DELIVERED, NOW, NOW);
        assertThat(claims(NOW).get(0).failures()).isZero();
    }

    @Test
    default void bringsNothingToThoseThatAreDisabledUntilTheyAreEnabled() {
        StoredWebhook hook = hook("1", ACME);
        added(1, hook);
        settle(claims(NOW).get(0), Outcome.AGAIN, NOW, NOW.plusSeconds(3_600));
        StoredWebhook disabled = webhooks().update(WebhookStoreContract.disabled(hook, "failed"), change());
        added(2, hook);
        assertThat(claims(NOW.plusSeconds(3_600))).isEmpty();

        webhooks().update(WebhookStoreContract.enabled(disabled), change());

        Claim claim = claims(NOW).get(0);
        assertThat(claim.failures()).isZero();
        assertThat(claim.delivery().attempts()).isEqualTo(1);
    }

    @Test
    default void ofManySendersOneGetsADelivery() {
        added(1, hook("1", ACME));

        List<CompletableFuture<List<Claim>>> senders = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> claims(NOW)))
                .toList();

        assertThat(senders.stream().mapToInt(each -> each.join().size()).sum()).isEqualTo(1);
    }

    @Test
    default void showsAttemptsToTheirAccountByTime() {
        StoredWebhook one = hook("1", ACME);
        StoredWebhook two = hook("2", ACME);
        List<Attempt> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Attempt attempt = attempt(delivery(i, i == 1 ? two : one, NOW), NOW.plusSeconds(i));
            deliveries().note(attempt);
            all.add(attempt);
        }

        Page<Attempt> page = attempts(ACME, Optional.empty(), new PageRequest(Optional.empty(), 2, false));
        assertThat(page.rows())
                .extracting(Attempt::id)
                .containsExactly(all.get(2).id(), all.get(1).id());
        Page<Attempt> rest = attempts(ACME, Optional.empty(), new PageRequest(page.nextStartKey(), 2, false));
        assertThat(rest.rows())
                .extracting(Attempt::id)
                .containsExactly(all.get(0).id());
        assertThat(rest.nextStartKey()).isEmpty();
        assertThat(attempts(ACME, Optional.of(two.webhook().id()), PageRequest.first())
                        .rows())
                .extracting(Attempt::delivery, Attempt::responseCode, Attempt::retriesLeft)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(all.get(1).delivery(), Optional.of(500), 2));
        assertThat(attempts(GLOBEX, Optional.empty(), PageRequest.first()).rows())
                .isEmpty();
        assertThat(attempts(ACME, Optional.empty(), new PageRequest(Optional.of("no key"), 2, true))
                        .rows())
                .hasSizeLessThanOrEqualTo(2);
    }

    private Page<Attempt> attempts(AccountId account, Optional<String> webhook, PageRequest page) {
        return deliveries().attempts(account, webhook, page);
    }

    @Test
    default void forgetsWhatIsOldButNotWhatWaits() {
        StoredWebhook hook = hook("1", ACME);
        Delivery delivered = added(1, hook);
        Delivery waiting = added(2, hook);
        settle(claims(NOW).get(0), Outcome.DELIVERED, NOW, NOW);

        assertThat(deliveries().deleteBefore(NOW, 10)).isZero();
        assertThat(deliveries().deleteBefore(NOW.plusSeconds(1), 10)).isEqualTo(2);

        assertThat(attempts(ACME, Optional.empty(), PageRequest.first()).rows()).isEmpty();
        assertThat(deliveries().add(waiting, 100)).isEqualTo(Added.KNOWN);
        assertThat(deliveries().add(delivered, 100)).isEqualTo(Added.ADDED);
    }

    @Test
    default void whatWaitsGoesWithItsWebhook() {
        StoredWebhook hook = hook("1", ACME);
        added(1, hook);
        Claim claim = claims(NOW).get(0);

        webhooks().delete(hook, change());

        assertThat(settle(claim, Outcome.DELIVERED, NOW, NOW)).isFalse();
        assertThat(claims(NOW.plus(LEASE))).isEmpty();
    }
}
