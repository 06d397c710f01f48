package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/** Who guesses is slowed down, and nobody is locked out by a stranger. */
final class GuessesTest {
    private final IdentityFixture.MovedClock clock = new IdentityFixture.MovedClock();
    private final Guesses guesses = new Guesses(clock);

    private Guesses.Guess from(String address) {
        return guesses.begin(TwoAccounts.ACME, address, () -> false);
    }

    private void wrong(String address, int times) {
        IntStream.range(0, times).forEach(i -> from(address));
    }

    private long secondsToWait(String address) {
        try {
            from(address);
            return 0;
        } catch (DomainException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.TOO_MANY);
            return Long.parseLong(e.causeValue());
        }
    }

    @Test
    void eachWrongOneAfterTheFreeOnesDoublesTheWait() {
        wrong("192.0.2.1", Guesses.FREE);
        assertThat(secondsToWait("192.0.2.1")).isEqualTo(1);
        for (long wait : new long[] {2, 4, 8, 16, 32, 64, 128, 256, 512}) {
            clock.move(Duration.ofSeconds(wait / 2));
            from("192.0.2.1");
            assertThat(secondsToWait("192.0.2.1")).isEqualTo(wait);
        }
        clock.move(Duration.ofSeconds(512));
        from("192.0.2.1");
        assertThat(secondsToWait("192.0.2.1")).as("no longer than the window").isEqualTo(900);
    }

    @Test
    void othersDoNotWait() {
        wrong("192.0.2.1", Guesses.FREE);

        assertThat(secondsToWait("192.0.2.2")).isZero();
        assertThatCode(() -> guesses.begin(TwoAccounts.ROOT, "192.0.2.1", () -> false))
                .doesNotThrowAnyException();
    }

    @Test
    void aClientOfIpv6IsAWholeNetwork() {
        IntStream.range(0, Guesses.FREE).forEach(i -> from("2001:db8::%x".formatted(i + 1)));

        assertThat(secondsToWait("2001:db8::ffff")).isPositive();
        assertThat(secondsToWait("2001:db8:0:1::1")).isZero();
    }

    @Test
    void rightCredentialsAreNoGuess() {
        wrong("192.0.2.1", Guesses.FREE - 1);
        from("192.0.2.1").right();

        wrong("192.0.2.1", Guesses.FREE);
        assertThat(secondsToWait("192.0.2.1")).isPositive();
    }

    @Test
    void whoIsAskedForSomethingElseHasNotGuessed() {
        for (int i = 0; i < 10 * Guesses.FREE; i++) {
            from("192.0.2.1").undone();
        }

        assertThat(secondsToWait("192.0.2.1")).isZero();
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        wrong("192.0.2.1", Guesses.FREE);
        clock.move(Guesses.WINDOW);

        assertThat(secondsToWait("192.0.2.1")).isZero();
    }

    @Test
    void guessesFromAllOverMakeStrangersWaitAndNobodyElse() {
        for (int i = 0; i < Guesses.ACCOUNT_FREE; i++) {
            from("198.51.100." + i);
        }

        assertThatThrownBy(() -> from("203.0.113.1")).isInstanceOf(DomainException.class);
        assertThatCode(() -> guesses.begin(TwoAccounts.ACME, "203.0.113.2", () -> true))
                .doesNotThrowAnyException();
        clock.move(Guesses.WINDOW);
        assertThatCode(() -> from("203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    void peopleWhoMistypeNowAndThenKeepNobodyOut() {
        for (int i = 0; i < 3 * Guesses.ACCOUNT_FREE; i++) {
            from("198.51.100." + i);
            clock.move(Duration.ofMinutes(1));
        }

        assertThatCode(() -> from("203.0.113.1")).doesNotThrowAnyException();
    }

    @Test
    void manyAtOnceAreNoWayAround() {
        AtomicInteger passed = new AtomicInteger();
        List<CompletableFuture<Void>> all = IntStream.range(0, 1_000)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try {
                        from("192.0.2.1");
                        passed.incrementAndGet();
                    } catch (DomainException e) {
                        // one that has to wait
                    }
                }))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(passed).hasValue(Guesses.FREE);
    }
}
