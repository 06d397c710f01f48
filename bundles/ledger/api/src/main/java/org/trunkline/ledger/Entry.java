package org.trunkline.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of the ledger. Never changes.
 *
 * @param id {@code YYYYMM-<32 hex>}, derived from the key of its posting and its place in it ({@link EntryIds})
 * @param key the posting's key
 * @param line what was posted
 * @param sequence its place among the entries of the account, from 1, without gaps
 * @param balanceMicros the account's balance with this entry
 * @param postedAt when; decides the month
 * @param executor who posted it, for {@code executor} and {@code audit}
 */
public record Entry(
        String id, String key, PostingLine line, long sequence, long balanceMicros, Instant postedAt, String executor) {
    public Entry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(postedAt, "postedAt");
        Objects.requireNonNull(executor, "executor");
    }
}
