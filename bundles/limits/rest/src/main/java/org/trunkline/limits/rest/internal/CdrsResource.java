package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetails;
import org.trunkline.limits.CallTotal;
import org.trunkline.rest.Answer;
import org.trunkline.rest.LongList;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.TimeRange;

/** The call attempts of an account. */
@Component(service = CdrsResource.class)
@RestResource
@Path("accounts/{account}/cdrs")
@Produces("application/json")
public final class CdrsResource {
    private final CallDetails calls;
    private final AccountTree tree;
    private final Clock clock;

    @Activate
    public CdrsResource(@Reference CallDetails calls, @Reference AccountTree tree, @Reference Clock clock) {
        this.calls = calls;
        this.tree = tree;
        this.clock = clock;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return rows(request, PathIds.account(account), false).answer(request);
    }

    /** One row for each conversation: the leg that started first. */
    @GET
    @Path("interaction")
    public Answer interactions(@Context RestRequest request, @PathParam("account") String account) {
        return CdrCsv.answer(request, rows(request, PathIds.account(account), true));
    }

    @GET
    @Path("summary")
    public Answer summary(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        TimeRange range = TimeRange.of(request, clock.instant());
        ObjectNode json = Json.object();
        String realm = tree.find(id).map(AccountNode::realm).orElse("");
        for (CallTotal total : calls.totals(request.caller(), id, range.from(), range.to())) {
            ObjectNode sums = json.withObject("/" + total.direction().wireName())
                    .withObjectProperty(realm)
                    .withObjectProperty(total.classification());
            sums.put("total", sums.path("total").longValue() + total.billedSeconds());
            if (!total.rateName().isEmpty()) {
                sums.put(total.rateName(), total.billedSeconds());
            }
        }
        return Answer.ok(json);
    }

    @GET
    @Path("{id}")
    public Answer get(@Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        AccountId owner = PathIds.account(account);
        return Answer.ok(CdrDocument.of(calls.get(request.caller(), owner, id), owner));
    }

    @GET
    @Path("legs/{id}")
    public Answer legs(@Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        AccountId owner = PathIds.account(account);
        return Answer.list(calls.legs(request.caller(), owner, id).stream()
                .map(call -> CdrDocument.of(call, owner))
                .toList());
    }

    private LongList<CallDetail> rows(RestRequest request, AccountId account, boolean firstLegs) {
        TimeRange range = TimeRange.of(request, clock.instant());
        Caller caller = request.caller();
        return CdrList.of(
                request, tree, account, each -> calls.list(caller, account, range.from(), range.to(), firstLegs, each));
    }
}
