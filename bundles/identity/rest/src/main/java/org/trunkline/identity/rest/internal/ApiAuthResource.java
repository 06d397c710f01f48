package org.trunkline.identity.rest.internal;

import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code api_auth}: programs log in with the key of an account. */
@Component(service = ApiAuthResource.class)
@RestResource
@Path("api_auth")
@Produces("application/json")
public final class ApiAuthResource {
    private final LoginService logins;
    private final LoginAnswers answers;

    @Activate
    public ApiAuthResource(@Reference LoginService logins, @Reference LoginAnswers answers) {
        this.logins = logins;
        this.answers = answers;
    }

    @PUT
    @Unauthenticated
    public Answer login(@Context RestRequest request) {
        return answers.created(logins.loginByKey(LoginJson.apiKey(request.data()), LoginJson.source(request)));
    }
}
