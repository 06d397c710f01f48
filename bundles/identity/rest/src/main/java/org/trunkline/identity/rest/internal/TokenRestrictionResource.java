package org.trunkline.identity.rest.internal;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.TokenRestrictionService;
import org.trunkline.identity.TokenRestrictionService.TokenRestrictions;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/token_restrictions}: what tokens of the account may ask for. */
@Component(service = TokenRestrictionResource.class)
@RestResource
@Path("accounts/{account}/token_restrictions")
@Produces("application/json")
public final class TokenRestrictionResource {
    private final TokenRestrictionService restrictions;

    @Activate
    public TokenRestrictionResource(@Reference TokenRestrictionService restrictions) {
        this.restrictions = restrictions;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return answer(restrictions.get(request.caller(), PathIds.account(account)));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        return answer(restrictions.replace(
                request.caller(), PathIds.account(account), request.data(), request.expectedRevision()));
    }

    @DELETE
    public Answer delete(@Context RestRequest request, @PathParam("account") String account) {
        return answer(restrictions.delete(request.caller(), PathIds.account(account), request.expectedRevision()));
    }

    private static Answer answer(TokenRestrictions restrictions) {
        return Answer.ok(restrictions.document()).withRevision(Long.toString(restrictions.revision()));
    }
}
