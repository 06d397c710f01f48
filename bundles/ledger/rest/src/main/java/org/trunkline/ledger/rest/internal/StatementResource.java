package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.Statement;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Format;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.TimeRange;

/** What an account had, got, spent and has: sums as JSON, every entry as CSV, workbook or PDF. Own extension. */
@Component(service = StatementResource.class)
@RestResource
@Path("accounts/{account}/ledgers/statement")
@Produces({"application/json", "application/pdf"})
public final class StatementResource {
    private final LedgerService ledgers;
    private final EntryJson json;
    private final Clock clock;

    /** What a statement covers at most. */
    static final Duration LONGEST = Duration.ofDays(366).plusHours(1);

    @Activate
    public StatementResource(@Reference LedgerService ledgers, @Reference AccountTree tree, @Reference Clock clock) {
        this.ledgers = ledgers;
        this.json = new EntryJson(tree);
        this.clock = clock;
    }

    @GET
    public Answer show(@Context RestRequest request, @PathParam("account") String account) {
        TimeRange range = TimeRange.of(request, clock.instant(), LONGEST);
        Statement statement = ledgers.statement(request.caller(), PathIds.account(account), range.from(), range.to());
        return request.format() == Format.JSON
                ? Answer.ok(sums(statement))
                : Answer.rows(new StatementTable(statement, json).rows());
    }

    private ObjectNode sums(Statement statement) {
        Map<String, ServiceTotal> totals = statement.totals();
        long moved =
                totals.values().stream().mapToLong(ServiceTotal::amountMicros).reduce(0, Math::addExact);
        ObjectNode sums = Json.object();
        sums.set("account", json.account(statement.account().id()));
        sums.put("currency", statement.account().currency());
        sums.put("created_from", GregorianTime.of(statement.from()));
        sums.put("created_to", GregorianTime.of(statement.to().minusSeconds(1)));
        sums.set("opening", Json.number(Money.fromMicros(statement.openingMicros())));
        sums.set("ledgers", EntryJson.of(totals));
        sums.set("closing", Json.number(Money.fromMicros(Math.addExact(statement.openingMicros(), moved))));
        return sums;
    }
}
