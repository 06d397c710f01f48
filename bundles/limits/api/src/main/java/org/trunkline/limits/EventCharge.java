package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One event that is to be charged (switch-api "Charge").
 *
 * @param key what makes it happen once: 1..{@value #KEY_LENGTH_MAX} characters, unique for its switch
 * @param service one of {@link #SERVICES}: the source of its ledger entries, and what its rates are for
 * @param quantity 1..{@value #QUANTITY_MAX}, in what the service counts: messages, minutes, megabytes, …
 * @param to the number that decides the rate; empty for an event without one
 * @param metadata kept with the entries
 */
public record EventCharge(
        String key, AccountSelector selector, String service, long quantity, Optional<String> to, ObjectNode metadata) {
    public static final int KEY_LENGTH_MAX = 200;
    public static final long QUANTITY_MAX = 1_000_000;
    public static final List<String> SERVICES =
            List.of("sms", "mms", "transcription", "asr", "cnam", "data", "emergency");

    public EventCharge {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(metadata, "metadata");
    }
}
