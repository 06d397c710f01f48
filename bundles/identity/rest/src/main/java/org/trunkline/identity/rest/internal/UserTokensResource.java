package org.trunkline.identity.rest.internal;

import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.TokenService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/users/{user}/auth}: ends the tokens of the user (crossbar-api §2.1). */
@Component(service = UserTokensResource.class)
@RestResource
@Path("accounts/{account}/users/{user}/auth")
@Produces("application/json")
public final class UserTokensResource {
    private final TokenService tokens;

    @Activate
    public UserTokensResource(@Reference TokenService tokens) {
        this.tokens = tokens;
    }

    @PUT
    public Answer end(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        Actions.require(request, "reset_signature_secret");
        tokens.endTokens(request.caller(), in, id);
        return Answer.ok(Json.object());
    }
}
