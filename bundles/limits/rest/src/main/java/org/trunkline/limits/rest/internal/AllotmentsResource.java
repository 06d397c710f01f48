package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.limits.AllotmentUsed;
import org.trunkline.limits.Allotments;
import org.trunkline.limits.Cycle;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.TimeRange;

/** The free seconds of an account, and how many of them were used (crossbar-api §6.9). */
@Component(service = AllotmentsResource.class)
@RestResource
@Path("accounts/{account}/allotments")
@Produces("application/json")
public final class AllotmentsResource {
    private final Allotments allotments;
    private final Clock clock;

    @Activate
    public AllotmentsResource(@Reference Allotments allotments, @Reference Clock clock) {
        this.allotments = allotments;
        this.clock = clock;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(allotments.get(request.caller(), PathIds.account(account)));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(allotments.replace(request.caller(), PathIds.account(account), request.data()));
    }

    @GET
    @Path("consumed")
    public Answer consumed(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        boolean manual = request.value("created_from").isPresent()
                || request.value("created_to").isPresent();
        Optional<TimeRange> range = manual ? Optional.of(TimeRange.of(request, clock.instant())) : Optional.empty();
        Optional<Instant> from = range.map(TimeRange::from);
        Optional<Instant> to = range.map(TimeRange::to);
        List<AllotmentUsed> used = allotments.used(request.caller(), id, from, to);
        ObjectNode json = Json.object();
        used.forEach(each -> json.set(each.name(), json(each)));
        return Answer.ok(json);
    }

    /** On the wire the last second of a time belongs to it. */
    private static ObjectNode json(AllotmentUsed used) {
        return Json.object()
                .put("cycle", used.cycle().map(Cycle::wireName).orElse("manual"))
                .put("consumed_from", GregorianTime.of(used.from()))
                .put("consumed_to", GregorianTime.of(used.to()) - 1)
                .put("consumed", used.seconds());
    }
}
