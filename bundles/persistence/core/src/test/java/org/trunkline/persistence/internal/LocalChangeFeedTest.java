package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;

/** How committed changes reach the read models of this process. */
final class LocalChangeFeedTest {
    private static final AccountId ACCOUNT = AccountId.random();

    private final LocalChangeFeed feed = new LocalChangeFeed();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void returnsAfterTheListenersOfTheTopicHaveAppliedTheChange() {
        feed.subscribe("limits", change -> seen.add(change.key()));
        feed.subscribe("decks", change -> seen.add("other topic"));

        feed.deliver(List.of(change("limits", "a"), change("limits", "b")));

        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void goesOnWhenAListenerThrows() {
        feed.subscribe("limits", change -> {
            throw new IllegalStateException("broken listener, the test wants it");
        });
        feed.subscribe("limits", change -> seen.add(change.key()));

        feed.deliver(List.of(change("limits", "a")));
        feed.deliver(List.of(change("limits", "b")));

        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void waitsForASlowListenerNoLongerThanTheBound() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch applied = new CountDownLatch(1);
        feed.subscribe("limits", change -> {
            awaitQuietly(release);
            applied.countDown();
        });
        long start = System.nanoTime();

        feed.deliver(List.of(change("limits", "a")));

        long waitedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(waitedMillis).isBetween(ChangeFeed.WAIT_MAX_MILLIS - 1, 20 * ChangeFeed.WAIT_MAX_MILLIS);
        release.countDown();
        assertThat(applied.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(feed.check().ok()).isTrue();
    }

    @Test
    void doesNotWaitForItselfWhenAListenerWrites() {
        feed.subscribe("limits", change -> {
            seen.add(change.key());
            if (change.key().equals("a")) {
                feed.deliver(List.of(change("limits", "b")));
            }
        });

        feed.deliver(List.of(change("limits", "a")));
        feed.deliver(List.of(change("limits", "c")));

        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void handsOverWhatAnInterruptedWriterHasCommitted() {
        feed.subscribe("limits", change -> seen.add(change.key()));

        Thread.currentThread().interrupt();
        feed.deliver(List.of(change("limits", "a")));
        assertThat(Thread.interrupted()).isTrue();
        feed.deliver(List.of(change("limits", "b")));

        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void saysThatThisNodeIsStaleOnceChangesAreLost() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        feed.subscribe("limits", change -> {
            stuck.countDown();
            awaitQuietly(release);
        });
        deliverWithoutWaiting(1);
        assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
        deliverWithoutWaiting(LocalChangeFeed.QUEUED_BATCHES_MAX);
        assertThat(feed.check().ok()).isTrue();

        deliverWithoutWaiting(1);

        assertThat(feed.check().ok()).isFalse();
        assertThat(feed.check().message()).contains("lost 1", "restart this node");
        release.countDown();
    }

    /** A writer that is interrupted hands its change over and does not wait for the listeners. */
    private void deliverWithoutWaiting(int batches) {
        for (int i = 0; i < batches; i++) {
            Thread.currentThread().interrupt();
            feed.deliver(List.of(change("limits", "a")));
        }
        Thread.interrupted();
    }

    @Test
    void stopsCallingAListenerWhoseSubscriptionIsClosed() {
        ChangeFeed.Subscription subscription = feed.subscribe("limits", change -> seen.add(change.key()));
        subscription.close();

        feed.deliver(List.of(change("limits", "a")));

        assertThat(seen).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Change change(String topic, String key) {
        return new Change(topic, key, ACCOUNT, "changed", Caller.system(ACCOUNT, "test"), Instant.EPOCH, "{}");
    }
}
