package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the answers of the server add up to, kept beside its ledger so that the two can be compared. */
final class Books {
    /** What one account was charged in one way. */
    record Sum(long calls, long seconds, BigDecimal amount) {
        static final Sum ZERO = new Sum(0, 0, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(calls + other.calls, seconds + other.seconds, amount.add(other.amount));
        }
    }

    private final Map<String, Long> decisions = new TreeMap<>();
    private final Map<String, Map<String, Sum>> charges = new HashMap<>();
    private final Map<String, Long> flags = new TreeMap<>();
    private final Set<String> overdrawn = new HashSet<>();
    private long cut;

    synchronized void decided(JsonNode decision) {
        String key = decision.path("decision").asText() + " "
                + decision.path("reason").asText();
        decisions.merge(key, 1L, Long::sum);
    }

    /** Takes a settlement: amounts are negative where the account pays. */
    synchronized void settled(JsonNode settlement, boolean wasCut) {
        cut += wasCut ? 1 : 0;
        JsonNode flagged = settlement.path("flags");
        flagged.forEach(flag -> flags.merge(flag.asText(), 1L, Long::sum));
        for (JsonNode level : settlement.path("levels")) {
            String account = level.path("account_id").asText();
            Sum sum = new Sum(
                    1,
                    level.path("charged_seconds").asLong(),
                    level.path("amount").isNumber() ? level.path("amount").decimalValue() : BigDecimal.ZERO);
            charges.computeIfAbsent(account, id -> new TreeMap<>())
                    .merge(level.path("billing").asText(), sum, Sum::plus);
            if (!flagged.isEmpty()) {
                overdrawn.add(account);
            }
        }
    }

    /** Returns how often each "allow reason" and "deny reason" came. */
    synchronized Map<String, Long> decisions() {
        return new TreeMap<>(decisions);
    }

    /** Returns the charges of an account by way of billing, such as {@code per_minute}. */
    synchronized Map<String, Sum> charges(String account) {
        return new TreeMap<>(charges.getOrDefault(account, Map.of()));
    }

    synchronized BigDecimal total(String account) {
        return charges(account).values().stream().map(Sum::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns how often each flag stood on a settlement. */
    synchronized Map<String, Long> flags() {
        return new TreeMap<>(flags);
    }

    /** A flagged settlement may cross the floor of the accounts it charged. */
    synchronized boolean mayBeOverdrawn(String account) {
        return overdrawn.contains(account);
    }

    /** Returns how many calls the switch ended because nothing more was granted. */
    synchronized long cut() {
        return cut;
    }
}
