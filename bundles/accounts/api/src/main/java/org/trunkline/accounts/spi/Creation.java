package org.trunkline.accounts.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * That an account was created by a request that may be repeated.
 *
 * @param by the account of the caller; keys of different accounts have nothing to do with each other
 * @param key what the client calls the request
 * @param account what was created
 * @param fingerprint tells one request from another, without keeping it
 */
public record Creation(AccountId by, String key, AccountId account, String fingerprint, Instant at) {
    /** For so long a repeat is known as one. */
    public static final Duration KEPT = Duration.ofHours(24);

    public Creation {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(at, "at");
    }

    /** Returns whether it no longer counts at that moment. */
    public boolean isOver(Instant now) {
        return !now.isBefore(at.plus(KEPT));
    }
}
