package org.trunkline.limits.rest.internal;

import java.time.Clock;
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
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** The calls in progress of an account; with {@code descendants=true} (extension) of all below it too. */
@Component(service = ChannelsResource.class)
@RestResource
@Path("accounts/{account}/channels")
@Produces("application/json")
public final class ChannelsResource {
    private static final String HANGUP = "hangup";
    private static final int ACCEPTED = 202;

    private final LiveCalls calls;
    private final Clock clock;

    @Activate
    public ChannelsResource(@Reference LiveCalls calls, @Reference Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        ChannelJson json = new ChannelJson(clock.instant());
        List<LiveCall> live = calls.list(request.caller(), PathIds.account(account), request.flag("descendants"));
        return Answer.list(live.stream().map(json::row).toList());
    }

    @GET
    @Path("{call}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("call") String callId) {
        LiveCall call = calls.get(request.caller(), PathIds.account(account), callId, request.value("switch_id"));
        return Answer.ok(new ChannelJson(clock.instant()).one(call));
    }

    /** The only command that can be given here; the others of the wire are for the switch itself. */
    @POST
    @Path("{call}")
    public Answer command(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("call") String callId) {
        AccountId id = PathIds.account(account);
        Optional<String> action = request.value("action");
        if (action.isEmpty()) {
            throw new InvalidException(List.of(FieldError.required("action")));
        }
        if (!action.get().equals(HANGUP)) {
            throw new InvalidException(List.of(new FieldError(
                    "action",
                    "enum",
                    "Value not found in enumerated list of values",
                    Json.nodes().arrayNode().add(HANGUP),
                    action.get(),
                    null)));
        }
        calls.end(request.caller(), id, callId, request.value("switch_id"));
        return Answer.ok(Json.nodes().textNode("hangup initiated")).withStatus(ACCEPTED);
    }
}
