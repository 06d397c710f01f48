package org.trunkline.shell.rating;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.ExchangeRateService;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Shows exchange rates, the latest of a pair first. */
@Service
@Command(scope = "rate", name = "exchange-list", description = "Shows exchange rates")
public final class ExchangeListCommand implements Action {
    @Option(name = "-f", aliases = "--from", description = "Only rates from this currency")
    private String from;

    @Option(name = "-t", aliases = "--to", description = "Only rates to this currency")
    private String to;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private ExchangeRateService rates;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        List<ObjectNode> rows = rates
                .list(
                        new Accounts(tree).caller(),
                        Optional.ofNullable(from),
                        Optional.ofNullable(to),
                        PageRequest.all())
                .rows()
                .stream()
                .map(ExchangeListCommand::fields)
                .toList();
        if (json) {
            ArrayNode all = Json.nodes().arrayNode();
            rows.forEach(all::add);
            View.json(all);
        } else {
            View.rows(List.of("from", "to", "rate", "valid_from", "id"), rows);
        }
        return null;
    }

    static ObjectNode fields(ExchangeRate rate) {
        return Json.object()
                .put("from", rate.from())
                .put("to", rate.to())
                .put("rate", Money.fromNanos(rate.nanos()))
                .put("valid_from", rate.validFrom().toString())
                .put("id", rate.id());
    }
}
