package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.ExplanationForm;
import org.trunkline.rating.Direction;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Says why a call would be allowed or refused. */
@Service
@Command(
        scope = "limits",
        name = "explain",
        description = "Explains what a call would be told now, rule by rule; changes nothing")
public final class ExplainCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "from", description = "The caller's number", required = true)
    private String from;

    @Argument(index = 2, name = "to", description = "The called number, as dialled", required = true)
    private String to;

    @Option(name = "-d", aliases = "--direction", description = "in or out")
    @Completion(
            value = StringsCompleter.class,
            values = {"in", "out"})
    private String direction = "out";

    @Option(
            name = "-r",
            aliases = "--resource-type",
            description = "As the switch names it, such as offnet-termination")
    private String resourceType = "";

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private CallAdmission admission;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        CallAttempt attempt = new CallAttempt(
                new CallKey("explain", "explain", "a"),
                direction(),
                new AccountSelector.ById(accounts.find(account).id()),
                from,
                to,
                resourceType,
                List.of(),
                false,
                Optional.empty(),
                true);
        CallExplanation explanation = admission.explain(accounts.caller(), attempt);
        if (json) {
            View.json(ExplanationForm.write(explanation));
        } else {
            show(explanation, accounts);
        }
        return null;
    }

    private Direction direction() {
        return switch (direction) {
            case "in", "inbound" -> Direction.INBOUND;
            case "out", "outbound" -> Direction.OUTBOUND;
            default -> throw new IllegalArgumentException("--direction must be in or out, not " + direction);
        };
    }

    private static void show(CallExplanation explanation, Accounts accounts) {
        CallDecision decision = explanation.decision();
        ObjectNode verdict = Json.object()
                .put("decision", decision.allowed() ? "allow" : "deny")
                .put(
                        "reason",
                        decision.reason().wireName() + ": " + decision.reason().message());
        decision.refusedBy().ifPresent(level -> verdict.put("refused by", accounts.name(level)));
        verdict.put("number", decision.number() + " (" + decision.classification() + ")");
        decision.maxSeconds().ifPresent(seconds -> verdict.put("first seconds", seconds));
        decision.expectedSeconds().ifPresent(seconds -> verdict.put("seconds by today's money", seconds));
        View.fields(verdict);
        List<ObjectNode> rows = new ArrayList<>();
        for (CallExplanation.Line line : explanation.lines()) {
            rows.add(Json.object()
                    .put("account", line.account().map(accounts::name).orElse(""))
                    .put("says", line.says().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .put("rule", line.text()));
        }
        View.rows(Stream.of("account", "says", "rule").toList(), rows);
    }
}
