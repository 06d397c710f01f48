package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.limits.AccountSpending;
import org.trunkline.limits.Limits;
import org.trunkline.limits.SpendForm;
import org.trunkline.limits.SpendResets;
import org.trunkline.shell.console.View;

/** What an account has spent, a window a row. */
final class SpendFields {
    private static final List<String> NAMES = List.of("window", "spent", "cap", "since", "reset_at", "reset_by");

    private SpendFields() {}

    static void show(AccountSpending spending, boolean json) {
        if (json) {
            View.json(SpendForm.write(spending));
        } else {
            View.rows(
                    NAMES,
                    spending.windows().stream()
                            .map(window -> row(window, spending.currency()))
                            .toList());
        }
    }

    private static ObjectNode row(AccountSpending.Window window, String currency) {
        Optional<SpendResets.Reset> reset = window.reset();
        return Json.object()
                .put("window", window.window().wireName())
                .put("spent", amount(window.spentMicros(), currency))
                .put("cap", window.capMicros() == Limits.UNLIMITED ? "none" : amount(window.capMicros(), currency))
                .put("since", window.from().toString())
                .put("reset_at", reset.map(each -> each.at().toString()).orElse(""))
                .put("reset_by", reset.map(SpendResets.Reset::by).orElse(""));
    }

    private static String amount(long micros, String currency) {
        return Money.fromMicros(micros).toPlainString() + " " + currency;
    }
}
