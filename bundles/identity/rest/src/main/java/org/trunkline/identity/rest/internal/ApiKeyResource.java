package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.ApiKey;
import org.trunkline.identity.ApiKeyService;
import org.trunkline.identity.ApiKeyService.NewApiKey;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/api_key}: the key is shown once, when it is made; later its last four characters. */
@Component(service = ApiKeyResource.class)
@RestResource
@Path("accounts/{account}/api_key")
@Produces("application/json")
public final class ApiKeyResource {
    private final ApiKeyService keys;

    @Activate
    public ApiKeyResource(@Reference ApiKeyService keys) {
        this.keys = keys;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        var key = keys.find(request.caller(), PathIds.account(account));
        return Answer.ok(key.map(ApiKeyResource::json).orElseGet(Json::object));
    }

    @PUT
    public Answer regenerate(@Context RestRequest request, @PathParam("account") String account) {
        NewApiKey made = keys.regenerate(request.caller(), PathIds.account(account));
        return Answer.ok(json(made.key()).put("api_key", made.secret())).withStatus(201);
    }

    private static ObjectNode json(ApiKey key) {
        return Json.object().put("last_four", key.lastFour()).put("created", GregorianTime.of(key.created()));
    }
}
