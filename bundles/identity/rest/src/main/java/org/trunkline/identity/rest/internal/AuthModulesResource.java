package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Component;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code security}: the ways to log in that there are. */
@Component(service = AuthModulesResource.class)
@RestResource
@Path("security")
@Produces("application/json")
public final class AuthModulesResource {

    @GET
    public Answer list(@Context RestRequest request) {
        request.caller();
        ObjectNode data = Json.object();
        data.putArray("available_auth_modules").add("cb_api_auth").add("cb_user_auth");
        return Answer.ok(data);
    }
}
