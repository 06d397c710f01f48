package org.trunkline.identity.rest.internal;

import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginService;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/users/{user}/user_auth}: a token of somebody else (crossbar-api §2.1). */
@Component(service = ImpersonationResource.class)
@RestResource
@Path("accounts/{account}/users/{user}/user_auth")
@Produces("application/json")
public final class ImpersonationResource {
    private final LoginService logins;
    private final LoginAnswers answers;

    @Activate
    public ImpersonationResource(@Reference LoginService logins, @Reference LoginAnswers answers) {
        this.logins = logins;
        this.answers = answers;
    }

    @PUT
    public Answer impersonate(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        Actions.require(request, "impersonate_user");
        return answers.created(logins.impersonate(request.caller(), in, id, LoginJson.source(request)));
    }
}
