package org.trunkline.rating.rest.internal;

import java.time.Clock;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.ExchangeRateService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Exchange rates, which root has: an extension of the wire. */
@Component(service = ExchangeRateResource.class)
@RestResource
@Path("exchange_rates")
@Produces("application/json")
public final class ExchangeRateResource {
    private final ExchangeRateService rates;
    private final Clock clock;

    @Activate
    public ExchangeRateResource(@Reference ExchangeRateService rates, @Reference Clock clock) {
        this.rates = rates;
        this.clock = clock;
    }

    @GET
    public Answer list(@Context RestRequest request) {
        var page = request.page();
        var from = request.value(ExchangeRateJson.FROM);
        var to = request.value(ExchangeRateJson.TO);
        return Answer.page(page, rates.list(request.caller(), from, to, page), ExchangeRateJson::of);
    }

    @PUT
    public Answer add(@Context RestRequest request) {
        ExchangeRate wanted = ExchangeRateJson.wanted(request.data(), clock.instant());
        ExchangeRate rate = rates.add(request.caller(), wanted);
        return Answer.created(rate.id(), ExchangeRateJson.of(rate));
    }

    @GET
    @Path("{id}")
    public Answer get(@Context RestRequest request, @PathParam("id") String id) {
        return Answer.ok(ExchangeRateJson.of(rates.get(request.caller(), id)));
    }

    @DELETE
    @Path("{id}")
    public Answer delete(@Context RestRequest request, @PathParam("id") String id) {
        return Answer.ok(ExchangeRateJson.deleted(rates.delete(request.caller(), id)));
    }
}
