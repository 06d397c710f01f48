package org.trunkline.ledger.rest.internal;

import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.AdjustmentService;
import org.trunkline.ledger.Entry;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Grants, refunds and corrections. Own extension. */
@Component(service = AdjustmentsResource.class)
@RestResource
@Path("accounts/{account}/ledgers")
@Produces("application/json")
public final class AdjustmentsResource {
    private final AdjustmentService adjustments;
    private final EntryJson json;

    @Activate
    public AdjustmentsResource(@Reference AdjustmentService adjustments, @Reference AccountTree tree) {
        this.adjustments = adjustments;
        this.json = new EntryJson(tree);
    }

    @PUT
    @Path("grant")
    public Answer grant(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return posted(adjustments.grant(request.caller(), id, request.data(), request.idempotencyKey()));
    }

    @PUT
    @Path("{source}/{id}/refund")
    public Answer refund(
            @Context RestRequest request,
            @PathParam("account") String account,
            @PathParam("source") String source,
            @PathParam("id") String id) {
        AccountId owner = PathIds.account(account);
        return posted(
                adjustments.refund(request.caller(), owner, source, id, request.data(), request.idempotencyKey()));
    }

    @PUT
    @Path("{source}/{id}/correction")
    public Answer correct(
            @Context RestRequest request,
            @PathParam("account") String account,
            @PathParam("source") String source,
            @PathParam("id") String id) {
        AccountId owner = PathIds.account(account);
        return posted(
                adjustments.correct(request.caller(), owner, source, id, request.data(), request.idempotencyKey()));
    }

    private Answer posted(Entry entry) {
        return Answer.created(EntryJson.location(entry), json.of(entry));
    }
}
