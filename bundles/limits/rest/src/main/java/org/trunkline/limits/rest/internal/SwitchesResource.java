package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Extension: the switches that may ask for calls. A key is shown once, when its switch is made. */
@Component(service = SwitchesResource.class)
@RestResource
@Path("switches")
@Produces("application/json")
public final class SwitchesResource {
    private final SwitchKeys switches;

    @Activate
    public SwitchesResource(@Reference SwitchKeys switches) {
        this.switches = switches;
    }

    @GET
    public Answer list(@Context RestRequest request) {
        return Answer.list(switches.list(request.caller()).stream()
                .map(SwitchesResource::json)
                .toList());
    }

    @PUT
    public Answer create(@Context RestRequest request) {
        SwitchKeys.NewSwitch made = switches.create(request.caller(), request.data());
        return Answer.created(made.identity().id(), json(made.identity()).put("key", made.key()));
    }

    @GET
    @Path("{switch}")
    public Answer get(@Context RestRequest request, @PathParam("switch") String id) {
        return Answer.ok(json(switches.get(request.caller(), id)));
    }

    @DELETE
    @Path("{switch}")
    public Answer delete(@Context RestRequest request, @PathParam("switch") String id) {
        ObjectNode json = json(switches.get(request.caller(), id));
        switches.delete(request.caller(), id);
        json.putObject("_read_only").put("deleted", true);
        return Answer.ok(json);
    }

    private static ObjectNode json(SwitchIdentity identity) {
        return Json.object()
                .put("id", identity.id())
                .put("name", identity.name())
                .put("account_id", identity.scope().value())
                .put("renews", identity.renews())
                .put("may_correct", identity.mayCorrect())
                .put("may_assert_on_net", identity.mayAssertOnNet())
                .put("may_backdate", identity.mayBackdate())
                .put("key_ending", identity.keyEnding())
                .put("created", GregorianTime.of(identity.createdAt()));
    }
}
