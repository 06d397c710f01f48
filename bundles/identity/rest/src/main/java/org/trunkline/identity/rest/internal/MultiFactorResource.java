package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.SecondFactorService;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code multi_factor}: users set up their second factor, before they can log in. */
@Component(service = MultiFactorResource.class)
@RestResource
@Path("multi_factor")
@Produces("application/json")
public final class MultiFactorResource {
    private final SecondFactorService factors;

    @Activate
    public MultiFactorResource(@Reference SecondFactorService factors) {
        this.factors = factors;
    }

    /** Without a code: a new secret to be shown. With one: the secret counts from now on. */
    @PUT
    @Path("qrcode")
    @Unauthenticated
    public Answer qrCode(@Context RestRequest request) {
        LoginAttempt attempt = LoginJson.attempt(request.data());
        LoginSource source = LoginJson.source(request);
        if (attempt.secondFactor().isEmpty()) {
            ArrayNode data = Json.nodes().arrayNode();
            data.addObject().put("qr_url", factors.setUp(attempt, source));
            return Answer.ok(data);
        }
        return Answer.ok(codes(factors.verify(attempt, source)).put("verified", true));
    }

    static ObjectNode codes(List<String> recoveryCodes) {
        ObjectNode data = Json.object();
        recoveryCodes.forEach(data.putArray("recovery_codes")::add);
        return data;
    }
}
