package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;

/** What an account has spent, as REST and console show it. */
public final class SpendForm {
    private SpendForm() {}

    /** Returns the currency, and each window by its name; times in Gregorian seconds, a cap of −1 = none. */
    public static ObjectNode write(AccountSpending spending) {
        ObjectNode json = Json.object().put("currency", spending.currency());
        for (AccountSpending.Window each : spending.windows()) {
            ObjectNode window = json.putObject(each.window().wireName());
            window.set("spent", Json.number(Money.fromMicros(each.spentMicros())));
            if (each.capMicros() == Limits.UNLIMITED) {
                window.put("cap", Limits.UNLIMITED);
            } else {
                window.set("cap", Json.number(Money.fromMicros(each.capMicros())));
            }
            window.put("from", GregorianTime.of(each.from()));
            each.reset().ifPresent(reset -> window.put("reset_at", GregorianTime.of(reset.at()))
                    .put("reset_by", reset.by()));
        }
        return json;
    }

    /**
     * Reads the name of a window; none means all of them.
     *
     * @throws InvalidException if there is no such window
     */
    public static Set<SpendWindow> windows(String name) {
        if (name.isEmpty()) {
            return EnumSet.allOf(SpendWindow.class);
        }
        return Stream.of(SpendWindow.values())
                .filter(window -> window.wireName().equals(name))
                .findFirst()
                .map(EnumSet::of)
                .orElseThrow(() -> new InvalidException("window", "enum", "Write hour, day or month"));
    }
}
