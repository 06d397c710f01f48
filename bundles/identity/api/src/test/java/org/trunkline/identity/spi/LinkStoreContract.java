package org.trunkline.identity.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.UserId;

/** What every store of links does. */
public interface LinkStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    UserId ANN = new UserId("1".repeat(32));
    UserId BOB = new UserId("2".repeat(32));
    Instant START = Instant.parse("2026-11-28T12:00:00Z");
    Duration HOUR = Duration.ofHours(1);

    LinkStore links();

    static StoredLink link(UserId user, String hash, Instant created) {
        return new StoredLink(user, ACME, hash, "5".repeat(32), created, created.plus(HOUR), 0);
    }

    static Change changeOf(UserId user) {
        return new Change("user_links", user.value(), ACME, "made", Caller.system(ACME, "test"), START, "{}");
    }

    default boolean added(UserId user, String hash, Instant created) {
        return links().insert(link(user, hash, created), 2, changeOf(user));
    }

    @Test
    default void findsALinkUntilItIsOver() {
        added(ANN, "one", START);

        assertThat(links().attempt("one", START.plusSeconds(3_599), 10).orElseThrow())
                .isEqualTo(new StoredLink(ANN, ACME, "one", "5".repeat(32), START, START.plus(HOUR), 1));
        assertThat(links().attempt("one", START.plus(HOUR), 10)).isEmpty();
        assertThat(links().attempt("other", START, 10)).isEmpty();
    }

    @Test
    default void keepsSoManyLinksOfAUserAndNoMore() {
        assertThat(added(ANN, "one", START)).isTrue();
        assertThat(added(ANN, "two", START.plusSeconds(60))).isTrue();
        assertThat(added(ANN, "three", START.plusSeconds(120))).isFalse();
        assertThat(added(BOB, "bob", START)).isTrue();

        assertThat(added(ANN, "four", START.plus(HOUR))).as("one is over").isTrue();
        assertThat(links().attempt("four", START.plus(HOUR), 10)).isPresent();
        assertThat(links().attempt("two", START.plus(HOUR), 10)).isPresent();
        assertThat(links().attempt("three", START.plusSeconds(120), 10)).isEmpty();
    }

    @Test
    default void endsAfterTooManyAttempts() {
        added(ANN, "one", START);

        assertThat(links().attempt("one", START, 2)).isPresent();
        assertThat(links().attempt("one", START, 2)).isPresent();
        assertThat(links().attempt("one", START, 2)).isEmpty();
    }

    @Test
    default void takesAllLinksOfTheUserAwayWithTheOneThatIsUsed() {
        added(ANN, "one", START);
        added(ANN, "two", START);
        added(BOB, "bob", START);
        StoredLink link = links().attempt("one", START, 10).orElseThrow();

        assertThat(links().use(link, changeOf(ANN))).isTrue();

        assertThat(links().use(link, changeOf(ANN))).isFalse();
        assertThat(links().attempt("one", START, 10)).isEmpty();
        assertThat(links().attempt("two", START, 10)).isEmpty();
        assertThat(links().attempt("bob", START, 10)).isPresent();
    }

    @Test
    default void letsOneOfManyUseALink() throws Exception {
        for (int round = 0; round < 10; round++) {
            added(ANN, "link" + round, START);
            StoredLink link = links().attempt("link" + round, START, 10).orElseThrow();
            ExecutorService people = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Boolean>> work = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    work.add(() -> links().use(link, changeOf(ANN)));
                }
                int used = 0;
                for (Future<Boolean> each : people.invokeAll(work)) {
                    used += each.get() ? 1 : 0;
                }
                assertThat(used).isEqualTo(1);
            } finally {
                people.shutdownNow();
            }
        }
    }
}
