package org.trunkline.rest.internal;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/**
 * Token buckets, one for each client address and account. The buckets used longest ago are forgotten, which fills them: an
 * attacker with that many addresses is not stopped here.
 */
final class RateLimiter {
    static final int BUCKETS_MAX = 100_000;

    private static final long MILLIS_PER_TOKEN_UNIT = 1_000;
    private static final long ELAPSED_MILLIS_MAX = 86_400_000;

    /** What was taken, and what is left. */
    record Charge(long consumed, long remaining) {}

    private final Clock clock;
    private final long tokensMax;
    private final long refillPerSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > BUCKETS_MAX;
        }
    };

    /** @param tokensMax how many a full bucket holds; 0 limits nothing */
    RateLimiter(Clock clock, long tokensMax, long refillPerSecond) {
        this.clock = clock;
        this.tokensMax = tokensMax;
        this.refillPerSecond = refillPerSecond;
    }

    /**
     * Takes so many tokens for the request, at most a full bucket, and notes the charge at the request.
     *
     * @throws DomainException TOO_MANY if they are not there; then nothing is taken
     */
    void take(CrossbarRequest request, long cost) {
        if (tokensMax <= 0) {
            return;
        }
        String account = request.isAuthenticated() ? request.caller().account().value() : "no_account";
        request.charged(take(request.clientAddress() + "/" + account, Math.min(cost, tokensMax)));
    }

    private synchronized Charge take(String key, long cost) {
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(key, any -> new Bucket(tokensMax * MILLIS_PER_TOKEN_UNIT, now));
        bucket.fill(now, refillPerSecond, tokensMax * MILLIS_PER_TOKEN_UNIT);
        if (bucket.milliTokens < cost * MILLIS_PER_TOKEN_UNIT) {
            throw new DomainException(ErrorKind.TOO_MANY, "too_many_requests", "too many requests");
        }
        bucket.milliTokens -= cost * MILLIS_PER_TOKEN_UNIT;
        return new Charge(cost, bucket.milliTokens / MILLIS_PER_TOKEN_UNIT);
    }

    /** Counts in thousandths, so that a refill per second is one of so many thousandths per millisecond. */
    private static final class Bucket {
        private long milliTokens;
        private long filledAtMillis;

        Bucket(long milliTokens, long filledAtMillis) {
            this.milliTokens = milliTokens;
            this.filledAtMillis = filledAtMillis;
        }

        void fill(long nowMillis, long perSecond, long max) {
            long elapsed = Math.min(Math.max(0, nowMillis - filledAtMillis), ELAPSED_MILLIS_MAX);
            milliTokens = Math.min(max, milliTokens + elapsed * perSecond);
            filledAtMillis = nowMillis;
        }
    }
}
