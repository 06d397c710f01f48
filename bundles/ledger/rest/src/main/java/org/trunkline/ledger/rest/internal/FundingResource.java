package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.FundingService;
import org.trunkline.ledger.FundingService.AccountFunding;
import org.trunkline.ledger.FundingService.Granted;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Whether the credit of an account is real or granted, and what it grants itself. Own extension. */
@Component(service = FundingResource.class)
@RestResource
@Path("accounts/{account}/ledgers")
@Produces("application/json")
public final class FundingResource {
    private final FundingService funding;

    @Activate
    public FundingResource(@Reference FundingService funding) {
        this.funding = funding;
    }

    @GET
    @Path("funding")
    public Answer show(@Context RestRequest request, @PathParam("account") String account) {
        return answer(funding.funding(request.caller(), PathIds.account(account)));
    }

    @POST
    @Path("funding")
    public Answer change(@Context RestRequest request, @PathParam("account") String account) {
        return answer(funding.changeFunding(request.caller(), PathIds.account(account), request.data()));
    }

    @GET
    @Path("granted")
    public Answer granted(@Context RestRequest request, @PathParam("account") String account) {
        Granted granted = funding.granted(request.caller(), PathIds.account(account));
        ObjectNode json = Json.object();
        json.set("credit", Json.number(Money.fromMicros(granted.creditMicros())));
        json.set("granted", Json.number(Money.fromMicros(granted.grantedMicros())));
        json.set("excess", Json.number(Money.fromMicros(granted.excessMicros())));
        return Answer.ok(json.put("accounts", granted.accounts()));
    }

    private static Answer answer(AccountFunding funding) {
        return Answer.ok(Json.object()
                .put("mode", funding.mode().wireName())
                .put("default", funding.isDefault())
                .put("covered", funding.covered()));
    }
}
