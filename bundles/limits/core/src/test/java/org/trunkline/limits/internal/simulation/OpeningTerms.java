package org.trunkline.limits.internal.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;

/** Limits that few accounts have: soft ones, caps, allotments, guards. */
final class OpeningTerms {
    private static final String[] NAMES = {"international", "outbound_international", "did_us", "inbound_did_us"};
    private static final String[] CYCLES = {"minutely", "hourly", "daily", "daily", "weekly", "monthly", "monthly"};
    private static final String[] OUTCOMES = {"off", "alert", "challenge", "block"};

    private final Random random;

    OpeningTerms(Random random) {
        this.random = random;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    void addTo(ObjectNode limits) {
        limits.put("soft_limit_inbound", oneIn(6)).put("soft_limit_outbound", oneIn(5));
        if (oneIn(6)) {
            limits.put("calls_per_second", random.nextInt(3));
        }
        if (oneIn(5)) {
            String numbers = oneIn(2) ? ModelRules.ABROAD : "+1*";
            limits.putObject("inbound_channels_per_did_rules").put(numbers, random.nextInt(3));
        }
        if (oneIn(8)) {
            limits.set("max_cost_per_minute", Json.number(Money.fromNanos(random.nextInt(200_000_000))));
        }
        if (oneIn(10)) {
            limits.set("max_surcharge_amount", Json.number(Money.fromNanos(random.nextInt(60_000_000))));
        }
        if (oneIn(10)) {
            limits.put("max_call_seconds", 1 + random.nextInt(4_000));
        }
        cap("max_hour_spend_amount", 600_000, limits);
        cap("max_day_spend_amount", 1_500_000, limits);
        cap("max_month_spend_amount", 4_000_000, limits);
        if (oneIn(3)) {
            limits.set("pvt_allotments", allotments());
        }
    }

    private void cap(String name, int most, ObjectNode limits) {
        if (oneIn(7)) {
            limits.set(name, Json.number(Money.fromMicros(random.nextInt(most))));
        }
    }

    /** Returns one to three allotments; some of them use what others have. */
    private ObjectNode allotments() {
        ObjectNode allotments = Json.object();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            String other = NAMES[random.nextInt(NAMES.length)];
            ObjectNode allotment = allotments
                    .putObject(name)
                    .put("amount", random.nextInt(oneIn(2) ? 200 : 2_000))
                    .put("cycle", CYCLES[random.nextInt(CYCLES.length)])
                    .put("minimum", random.nextInt(3) * 30)
                    .put("increment", new int[] {1, 1, 6, 60}[random.nextInt(4)])
                    .put("no_consume_time", oneIn(5) ? random.nextInt(70) : 0)
                    .put("when_used_up", oneIn(2) ? "end" : "continue");
            if (oneIn(3) && !name.equals(other)) {
                allotment.putArray("group_consume").add(other);
            }
        }
        return allotments;
    }

    /** Returns a guard with all of its rules, most of them on. */
    ObjectNode guard() {
        ObjectNode guard = Json.object();
        guard.putObject("new_country").put("outcome", outcome()).put("days", 1 + random.nextInt(2));
        guard.putObject("burst")
                .put("outcome", outcome())
                .put("calls", 1 + random.nextInt(4))
                .put("seconds", 1 + random.nextInt(300));
        guard.putObject("night").put("outcome", outcome()).put("from", "22:00").put("to", oneIn(2) ? "06:00" : "23:30");
        guard.putObject("spend")
                .put("outcome", outcome())
                .set("amount", Json.number(Money.fromMicros(random.nextInt(1_000_000))));
        if (oneIn(3)) {
            guard.putArray("allow").add(oneIn(2) ? "+49" : "+99");
        }
        return guard;
    }

    private String outcome() {
        return OUTCOMES[random.nextInt(OUTCOMES.length)];
    }
}
