package org.trunkline.identity.rest.internal;

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
import org.trunkline.identity.SecondFactor;
import org.trunkline.identity.SecondFactorService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.UserId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Extension: {@code accounts/{account}/users/{user}/multi_factor}, the second factor of a user. */
@Component(service = UserFactorResource.class)
@RestResource
@Path("accounts/{account}/users/{user}/multi_factor")
@Produces("application/json")
public final class UserFactorResource {
    private final SecondFactorService factors;

    @Activate
    public UserFactorResource(@Reference SecondFactorService factors) {
        this.factors = factors;
    }

    @GET
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        return Answer.ok(factors.find(request.caller(), in, id)
                .map(UserFactorResource::json)
                .orElseGet(() -> Json.object().put("enabled", false)));
    }

    /** For administrators, when a device is lost. */
    @DELETE
    public Answer reset(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        factors.reset(request.caller(), PathIds.account(account), PathIds.user(user));
        return Answer.ok(Json.object().put("enabled", false));
    }

    /** New codes for a lost device, shown once. */
    @PUT
    @Path("recovery_codes")
    public Answer recoveryCodes(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        return Answer.ok(MultiFactorResource.codes(factors.newRecoveryCodes(request.caller(), in, id)))
                .withStatus(201);
    }

    private static ObjectNode json(SecondFactor factor) {
        ObjectNode data = Json.object().put("enabled", factor.verified().isPresent());
        factor.verified().ifPresent(since -> data.put("verified", GregorianTime.of(since)));
        return data.put("recovery_codes_left", factor.recoveryCodesLeft());
    }
}
