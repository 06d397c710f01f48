package org.trunkline.identity.rest.internal;

import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginService;
import org.trunkline.json.Checks;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code auth}: new tokens for old ones, and what a token says. */
@Component(service = AuthResource.class)
@RestResource
@Path("auth")
@Produces("application/json")
public final class AuthResource {
    private static final List<String> ACTIONS = List.of("refresh_token");

    private final LoginService logins;
    private final LoginAnswers answers;

    @Activate
    public AuthResource(@Reference LoginService logins, @Reference LoginAnswers answers) {
        this.logins = logins;
        this.answers = answers;
    }

    @PUT
    public Answer act(@Context RestRequest request) {
        Checks checks = new Checks(request.data()).require("action");
        checks.oneOf("action", ACTIONS);
        checks.throwIfAny();
        return answers.created(logins.refresh(request.caller()));
    }

    @GET
    @Path("tokeninfo")
    @Unauthenticated
    public Answer tokenInfo(@Context RestRequest request) {
        String token = request.value("token").orElseThrow(() -> new NotFoundException("token"));
        return answers.of(logins.identify(token), token);
    }

    @POST
    @Path("tokeninfo")
    @Unauthenticated
    public Answer postedTokenInfo(@Context RestRequest request) {
        return tokenInfo(request);
    }
}
