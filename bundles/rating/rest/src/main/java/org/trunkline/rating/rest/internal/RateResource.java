package org.trunkline.rating.rest.internal;

import java.util.Optional;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Caller;
import org.trunkline.rating.RateDocument;
import org.trunkline.rating.RatingService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** The rates of the caller's own decks, and quotes for the caller's own account. */
@Component(service = RateResource.class)
@RestResource
@Path("rates")
@Produces("application/json")
public final class RateResource {
    private final RatingService rating;

    @Activate
    public RateResource(@Reference RatingService rating) {
        this.rating = rating;
    }

    @GET
    public Answer list(@Context RestRequest request) {
        Caller caller = request.caller();
        Optional<String> prefix = request.value("prefix").map(RateJson::digits);
        return prefix.isPresent()
                ? Answer.list(rating.matching(caller, caller.account(), deck(request), prefix.get()).stream()
                        .map(RateJson::of)
                        .toList())
                : page(request);
    }

    private Answer page(RestRequest request) {
        var page = request.page();
        var rates = rating.rates(request.caller(), request.caller().account(), deck(request), page);
        return Answer.page(page, rates, RateJson::row);
    }

    @PUT
    public Answer create(@Context RestRequest request) {
        Caller caller = request.caller();
        RateDocument rate = rating.create(caller, caller.account(), deck(request), request.data());
        return Answer.created(rate.id(), RateJson.of(rate));
    }

    @GET
    @Path("ratedecks")
    public Answer decks(@Context RestRequest request) {
        Caller caller = request.caller();
        return Answer.ok(RateJson.decks(rating.decks(caller, caller.account())));
    }

    @GET
    @Path("number/{number}")
    public Answer quote(@Context RestRequest request, @PathParam("number") String number) {
        Caller caller = request.caller();
        var asked = QuoteRequests.of(request, number, request.value("ratedeck_id"));
        return Answer.ok(RateJson.of(rating.quote(caller, caller.account(), asked)));
    }

    @GET
    @Path("{id}")
    public Answer get(@Context RestRequest request, @PathParam("id") String id) {
        Caller caller = request.caller();
        return Answer.ok(RateJson.of(rating.rate(caller, caller.account(), deck(request), id)));
    }

    @POST
    @Path("{id}")
    public Answer replace(@Context RestRequest request, @PathParam("id") String id) {
        Caller caller = request.caller();
        return Answer.ok(RateJson.of(rating.replace(caller, caller.account(), deck(request), id, request.data())));
    }

    @PATCH
    @Path("{id}")
    public Answer merge(@Context RestRequest request, @PathParam("id") String id) {
        Caller caller = request.caller();
        return Answer.ok(RateJson.of(rating.merge(caller, caller.account(), deck(request), id, request.data())));
    }

    @DELETE
    @Path("{id}")
    public Answer delete(@Context RestRequest request, @PathParam("id") String id) {
        Caller caller = request.caller();
        return Answer.ok(RateJson.deleted(rating.delete(caller, caller.account(), deck(request), id)));
    }

    private static String deck(RestRequest request) {
        return request.value("ratedeck_id").filter(name -> !name.isBlank()).orElse(RatingService.DECK_DEFAULT);
    }
}
