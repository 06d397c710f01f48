package org.trunkline.rating.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.RatingService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Which deck an account pays from and which it sells: an extension of the wire. */
@Component(service = DeckAssignmentResource.class)
@RestResource
@Path("accounts/{account}/deck_assignment")
@Produces("application/json")
public final class DeckAssignmentResource {
    private final RatingService rating;

    @Activate
    public DeckAssignmentResource(@Reference RatingService rating) {
        this.rating = rating;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(RateJson.of(rating.assignment(request.caller(), PathIds.account(account))));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        var wanted = RateJson.assignment(PathIds.account(account), request.data());
        return Answer.ok(RateJson.of(rating.assign(request.caller(), wanted)));
    }

    @PATCH
    public Answer merge(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        var document = RateJson.of(rating.assignment(request.caller(), id));
        var wanted = RateJson.assignment(id, Json.merged(document, request.data()));
        return Answer.ok(RateJson.of(rating.assign(request.caller(), wanted)));
    }
}
