package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/** Buckets of 100 tokens, refilled by 10 in a second. */
class RateLimiterTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final RateLimiter limiter = new RateLimiter(clock, 100, 10);

    @Test
    void chargesUntilTheBucketIsEmpty() {
        CrossbarRequest request = from("192.0.2.1");
        limiter.take(request, 65);
        limiter.take(request, 35);

        assertThat(request.charge()).contains(new RateLimiter.Charge(35, 0));
        assertThatThrownBy(() -> limiter.take(request, 1)).isInstanceOfSatisfying(DomainException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.TOO_MANY);
            assertThat(failure.code()).isEqualTo("too_many_requests");
        });
    }

    @Test
    void refillsWithTime() {
        limiter.take(from("192.0.2.1"), 100);
        clock.advance(Duration.ofMillis(100));
        limiter.take(from("192.0.2.1"), 1);
        assertThatThrownBy(() -> limiter.take(from("192.0.2.1"), 1)).isInstanceOf(DomainException.class);

        clock.advance(Duration.ofDays(400));
        CrossbarRequest later = from("192.0.2.1");
        limiter.take(later, 1);

        assertThat(later.charge()).contains(new RateLimiter.Charge(1, 99));
    }

    @Test
    void takesNothingWhenItRefuses() {
        limiter.take(from("192.0.2.1"), 90);
        assertThatThrownBy(() -> limiter.take(from("192.0.2.1"), 35)).isInstanceOf(DomainException.class);

        limiter.take(from("192.0.2.1"), 10);
    }

    @Test
    void keepsAddressesAndAccountsApart() {
        CrossbarRequest known = from("192.0.2.1");
        known.authenticated(Caller.apiKey(new AccountId("b".repeat(32))), "token");
        limiter.take(from("192.0.2.1"), 100);

        limiter.take(known, 100);
        limiter.take(from("192.0.2.2"), 100);
    }

    @Test
    void limitsNothingWithoutABucket() {
        CrossbarRequest request = from("192.0.2.1");

        new RateLimiter(clock, 0, 10).take(request, 1_000);

        assertThat(request.charge()).isEmpty();
    }

    @Test
    void believesOnlyItsOwnProxies() {
        ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.1", "10.0.0.2", ""));

        assertThat(addresses.of("192.0.2.1", "203.0.113.5")).isEqualTo("192.0.2.1");
        assertThat(addresses.of("10.0.0.1", null)).isEqualTo("10.0.0.1");
        assertThat(addresses.of("10.0.0.1", "1.1.1.1, 203.0.113.5, 10.0.0.2")).isEqualTo("203.0.113.5");
        assertThat(addresses.of("10.0.0.1", "2001:db8::1")).isEqualTo("2001:db8::1");
        assertThat(addresses.of("10.0.0.1", "1.1.1.1, \"evil\"")).isEqualTo("10.0.0.1");
    }

    private static CrossbarRequest from(String address) {
        return new CrossbarRequest(
                "request",
                "",
                InputStream.nullInputStream(),
                Optional.empty(),
                new MultivaluedHashMap<>(),
                new CrossbarRequest.Client(address, ""),
                Preconditions.of(null, null),
                Optional.empty());
    }
}
