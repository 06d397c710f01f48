package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.FundingService;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.LedgerService.AccountBalance;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.TimeRange;

/** Entries, sums and balances of an account; credits and debits by hand. */
@Component(service = LedgersResource.class)
@RestResource
@Path("accounts/{account}/ledgers")
@Produces("application/json")
public final class LedgersResource {
    private static final String IMPACT_RESELLER = "impact_reseller";

    private final LedgerService ledgers;
    private final FundingService funding;
    private final EntryJson json;
    private final Clock clock;

    @Activate
    public LedgersResource(
            @Reference LedgerService ledgers,
            @Reference FundingService funding,
            @Reference AccountTree tree,
            @Reference Clock clock) {
        this.ledgers = ledgers;
        this.funding = funding;
        this.json = new EntryJson(tree);
        this.clock = clock;
    }

    @GET
    public Answer summary(@Context RestRequest request, @PathParam("account") String account) {
        TimeRange range = TimeRange.of(request, clock.instant());
        return Answer.ok(
                EntryJson.of(ledgers.totals(request.caller(), PathIds.account(account), range.from(), range.to())));
    }

    @GET
    @Path("available")
    public Answer available(@Context RestRequest request, @PathParam("account") String account) {
        List<ObjectNode> rows = ledgers.available(request.caller(), PathIds.account(account)).stream()
                .map(each -> {
                    ObjectNode row = Json.object().put("name", each.name()).put("friendly_name", each.friendlyName());
                    each.markupTypes().forEach(row.putArray("markup_type")::add);
                    return row;
                })
                .toList();
        return Answer.list(rows);
    }

    @GET
    @Path("total")
    public Answer total(@Context RestRequest request, @PathParam("account") String account) {
        long micros = ledgers.balanceMicros(request.caller(), PathIds.account(account));
        return Answer.ok(Json.object().set("amount", Json.number(Money.fromMicros(micros))));
    }

    @GET
    @Path("balances")
    public Answer balances(@Context RestRequest request, @PathParam("account") String account) {
        PageRequest asked = request.page();
        Page<AccountBalance> page = ledgers.balances(request.caller(), PathIds.account(account), asked);
        Map<AccountId, FundingMode> modes = funding.modes(
                request.caller(),
                PathIds.account(account),
                page.rows().stream().map(AccountBalance::account).toList());
        return Answer.page(asked, page, row -> json.of(row, modes.get(row.account())));
    }

    @GET
    @Path("summary/{month}")
    public Answer month(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("month") String month) {
        YearMonth wanted = Months.of(month);
        TimeRange range = TimeRange.of(wanted);
        Caller caller = request.caller();
        AccountId id = PathIds.account(account);
        return Answer.ok(json.of(
                ledgers.totals(caller, id, range.from(), range.to()),
                ledgers.totalsByCallingAccount(caller, id, wanted)));
    }

    @GET
    @Path("{source}")
    public Answer entries(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("source") String source) {
        TimeRange range = TimeRange.of(request, clock.instant());
        Caller caller = request.caller();
        AccountId id = PathIds.account(account);
        return EntryList.answer(
                request, json, page -> ledgers.entries(caller, id, source, range.from(), range.to(), page));
    }

    @GET
    @Path("{source}/{id}")
    public Answer entry(
            @Context RestRequest request,
            @PathParam("account") String account,
            @PathParam("source") String source,
            @PathParam("id") String id) {
        return Answer.ok(json.of(ledgers.entry(request.caller(), PathIds.account(account), source, id)));
    }

    @PUT
    @Path("credit")
    public Answer credit(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return posted(
                request.caller(),
                id,
                ledgers.credit(request.caller(), id, request.data(), request.flag(IMPACT_RESELLER)));
    }

    @PUT
    @Path("debit")
    public Answer debit(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return posted(
                request.caller(),
                id,
                ledgers.debit(request.caller(), id, request.data(), request.flag(IMPACT_RESELLER)));
    }

    /** One entry as it is; with the reseller's, each under its account beside what it has now (crossbar-api §6.2). */
    private Answer posted(Caller caller, AccountId account, List<Entry> entries) {
        if (entries.size() == 1) {
            return Answer.created(EntryJson.location(entries.get(0)), json.of(entries.get(0)));
        }
        ObjectNode books = Json.object();
        for (Entry entry : entries) {
            AccountId owner = entry.line().account();
            ObjectNode row = books.putObject(owner.value());
            row.set("ledger", json.of(entry));
            row.set("available_dollars", Json.number(Money.fromMicros(ledgers.balanceMicros(caller, owner))));
            row.put("is_reseller", !owner.equals(account));
        }
        return Answer.created(EntryJson.location(entries.get(0)), books);
    }
}
