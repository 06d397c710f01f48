package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Money;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Lists calls in progress. */
@Service
@Command(scope = "call", name = "list", description = "Lists the calls in progress, the oldest first")
public final class CallListCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name: its calls and those of all below it; all if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private LiveCalls calls;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        var wanted = account == null ? accounts.root() : accounts.find(account);
        List<ObjectNode> rows = calls.list(accounts.caller(), wanted.id(), true).stream()
                .map(call -> fields(call, accounts))
                .toList();
        if (json) {
            View.json(Json.nodes().arrayNode().addAll(rows));
        } else {
            View.rows(
                    List.of(
                            "call_id",
                            "account",
                            "direction",
                            "from",
                            "to",
                            "reason",
                            "since",
                            "max_seconds",
                            "reserved"),
                    rows);
        }
        return null;
    }

    static ObjectNode fields(LiveCall call, Accounts accounts) {
        ObjectNode fields = Json.object()
                .put("call_id", call.key().callId())
                .put("leg", call.key().leg())
                .put("switch_id", call.key().switchId())
                .put("account", call.account().map(accounts::name).orElse(""))
                .put("account_id", call.account().map(Object::toString).orElse(null))
                .put("direction", call.direction().wireName())
                .put("from", call.from())
                .put("to", call.to())
                .put("classification", call.classification())
                .put("reason", call.reason().wireName())
                .put(
                        "since",
                        call.authorizedAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "answered_at",
                        call.answeredAt()
                                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse(null))
                .put(
                        "max_seconds",
                        call.maxSeconds().isPresent() ? call.maxSeconds().getAsLong() : null);
        call.levels().stream()
                .findFirst()
                .ifPresent(own -> fields.put(
                        "reserved", Money.fromMicros(own.heldMicros()).toPlainString() + " " + own.currency()));
        return fields;
    }
}
