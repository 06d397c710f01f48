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
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/auth}: ends the tokens of the account (crossbar-api §2.1). */
@Component(service = AccountTokensResource.class)
@RestResource
@Path("accounts/{account}/auth")
@Produces("application/json")
public final class AccountTokensResource {
    private final TokenService tokens;

    @Activate
    public AccountTokensResource(@Reference TokenService tokens) {
        this.tokens = tokens;
    }

    @PUT
    public Answer end(@Context RestRequest request, @PathParam("account") String account) {
        Actions.require(request, "reset_signature_secret");
        tokens.endTokens(request.caller(), PathIds.account(account));
        return Answer.ok(Json.object());
    }
}
