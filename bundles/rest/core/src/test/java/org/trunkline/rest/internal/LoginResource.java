package org.trunkline.rest.internal;

import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Unauthenticated;

/** Lets everybody in. */
@Path("user_auth")
@Produces("application/json")
@Unauthenticated
public final class LoginResource {

    @PUT
    public Answer put(@Context RestRequest request) {
        return Answer.created("token", request.data());
    }
}
