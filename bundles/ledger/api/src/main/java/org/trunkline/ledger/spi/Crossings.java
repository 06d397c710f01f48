package org.trunkline.ledger.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Money;

/**
 * Says which thresholds a posting crosses. Postings to an account follow one another, so each crossing is in exactly one of
 * them, and its change is recorded with it: no crossing is told twice or never.
 */
public final class Crossings {
    public static final String TOPIC = "balances";
    public static final String FELL_BELOW = "fell_below";
    public static final String ROSE_ABOVE = "rose_above";

    private Crossings() {}

    /** @throws org.trunkline.kernel.InvalidException if no store could keep the name */
    public static void checkName(String name) {
        LineBounds.checkThreshold(name);
    }

    /**
     * Returns a change for each threshold between the balance before a posting and after it. A balance that equals a
     * threshold is not below it.
     *
     * @param thresholds micros by name
     */
    public static List<Change> of(
            Map<String, Long> thresholds, AccountId account, long before, long after, String executor, Instant at) {
        List<Change> changes = new ArrayList<>();
        thresholds.forEach((name, threshold) -> {
            boolean wasBelow = before < threshold;
            boolean isBelow = after < threshold;
            if (wasBelow != isBelow) {
                var detail = Json.object().put("name", name);
                detail.set("threshold", Json.number(Money.fromMicros(threshold)));
                detail.set("balance", Json.number(Money.fromMicros(after)));
                changes.add(new Change(
                        TOPIC,
                        account.value(),
                        account,
                        isBelow ? FELL_BELOW : ROSE_ABOVE,
                        Caller.system(account, executor),
                        at,
                        Json.write(detail)));
            }
        });
        return changes;
    }
}
