package org.trunkline.rating.rest.internal;

import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rating.RatingService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Quotes for one account, from the deck that it pays from. */
@Component(service = AccountRateResource.class)
@RestResource
@Path("accounts/{account}/rates")
@Produces("application/json")
public final class AccountRateResource {
    private final RatingService rating;

    @Activate
    public AccountRateResource(@Reference RatingService rating) {
        this.rating = rating;
    }

    @GET
    @Path("number/{number}")
    public Answer quote(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        var asked = QuoteRequests.of(request, number, Optional.empty());
        return Answer.ok(RateJson.of(rating.quote(request.caller(), PathIds.account(account), asked)));
    }
}
