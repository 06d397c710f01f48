package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.CallProof;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Proves that each call that has ended is charged exactly once, or says which is not. */
@Service
@Command(
        scope = "call",
        name = "verify",
        description = "Proves that each call that has ended is charged exactly once; changes nothing")
public final class CallVerifyCommand implements Action {
    private static final Duration PERIOD_DEFAULT = Duration.ofDays(1);

    @Option(
            name = "--from",
            description = "Calls that ended from then on, such as 2026-01-31T10:00:00Z; a day before --to if left out")
    private String from;

    @Option(name = "--to", description = "Calls that ended before; now if left out")
    private String to;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private CallProof proof;

    @Reference
    private AccountTree tree;

    @Reference
    private Clock clock;

    @Override
    public Object execute() {
        Instant end = to == null ? clock.instant() : time("--to", to);
        Instant start = from == null ? end.minus(PERIOD_DEFAULT) : time("--from", from);
        CallProof.Found found = proof.verify(new Accounts(tree).caller(), start, end);
        if (json) {
            View.json(fields(found));
        } else {
            System.out.println(found.calls() + " calls");
            found.problems().forEach(System.out::println);
        }
        if (!found.isSound()) {
            throw new IllegalStateException("NOT every call is charged exactly once: "
                    + found.problems().size() + " problems");
        }
        if (!json) {
            System.out.println("Every call is charged exactly once.");
        }
        return null;
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + " must be a time such as 2026-01-31T10:00:00Z", e);
        }
    }

    private static ObjectNode fields(CallProof.Found found) {
        ObjectNode fields = Json.object().put("sound", found.isSound()).put("calls", found.calls());
        found.problems().forEach(fields.putArray("problems")::add);
        return fields;
    }
}
