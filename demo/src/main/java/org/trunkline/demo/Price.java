package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a call must cost by the rates that its decision named, computed apart from the server: begun increments after a
 * minimum, a fee, one rounding to micros at the end.
 */
final class Price {
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
    private static final int MICROS_SCALE = 6;

    private final Map<String, JsonNode> rates = new HashMap<>();

    /** Takes the rates of the levels that pay by the minute. */
    Price(JsonNode decision) {
        for (JsonNode level : decision.path("levels")) {
            if (level.path("billing").asText().equals("per_minute")) {
                rates.put(level.path("account_id").asText(), level.path("rate"));
            }
        }
    }

    /** Returns whether each level of a settlement is charged exactly what so many seconds cost; a free level nothing. */
    boolean explains(JsonNode settlement, long billedSeconds) {
        for (JsonNode level : settlement.path("levels")) {
            JsonNode rate = rates.get(level.path("account_id").asText());
            BigDecimal expected = rate == null ? BigDecimal.ZERO : of(rate, billedSeconds);
            BigDecimal amount =
                    level.path("amount").isNumber() ? level.path("amount").decimalValue() : BigDecimal.ZERO;
            if (amount.negate().compareTo(expected) != 0) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal of(JsonNode rate, long billedSeconds) {
        if (billedSeconds <= 0) {
            return BigDecimal.ZERO;
        }
        long minimum = rate.path("minimum").asLong();
        long increment = Math.max(1, rate.path("increment").asLong());
        long begun = Math.max(0, Math.floorDiv(billedSeconds - minimum + increment - 1, increment));
        BigDecimal charged = BigDecimal.valueOf(minimum + begun * increment);
        return rate.path("surcharge")
                .decimalValue()
                .multiply(SECONDS_PER_MINUTE)
                .add(rate.path("cost_per_minute").decimalValue().multiply(charged))
                .divide(SECONDS_PER_MINUTE, MICROS_SCALE, RoundingMode.HALF_UP);
    }
}
