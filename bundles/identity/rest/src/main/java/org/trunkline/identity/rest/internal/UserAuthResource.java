package org.trunkline.identity.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.Identity;
import org.trunkline.identity.LoginService;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code user_auth}: users log in. */
@Component(service = UserAuthResource.class)
@RestResource
@Path("user_auth")
@Produces("application/json")
public final class UserAuthResource {
    private final LoginService logins;
    private final LoginAnswers answers;

    @Activate
    public UserAuthResource(@Reference LoginService logins, @Reference LoginAnswers answers) {
        this.logins = logins;
        this.answers = answers;
    }

    @PUT
    @Unauthenticated
    public Answer login(@Context RestRequest request) {
        if (request.value("action").filter("impersonate_user"::equals).isPresent()) {
            throw new ForbiddenException(
                    "whom to impersonate stands in the path: accounts/{account}/users/{user}/user_auth");
        }
        return answers.created(logins.login(LoginJson.attempt(request.data()), LoginJson.source(request)));
    }

    /** Describes the caller's own token, no other. */
    @GET
    @Path("{token}")
    public Answer get(@Context RestRequest request, @PathParam("token") String token) {
        Identity identity = logins.identify(token);
        Caller caller = request.caller();
        if (!identity.account().equals(caller.account()) || !identity.user().equals(caller.user())) {
            throw new NotFoundException("token");
        }
        return answers.of(identity, token);
    }
}
