package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.Login;
import org.trunkline.identity.RecoveryService;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code user_auth/recovery}: who has forgotten a password gets a link by mail, and is let in by it. */
@Component(service = RecoveryResource.class)
@RestResource
@Path("user_auth/recovery")
@Produces("application/json")
public final class RecoveryResource {
    private static final int ACCEPTED = 202;

    private final RecoveryService recoveries;
    private final LoginAnswers answers;

    @Activate
    public RecoveryResource(@Reference RecoveryService recoveries, @Reference LoginAnswers answers) {
        this.recoveries = recoveries;
        this.answers = answers;
    }

    @PUT
    @Unauthenticated
    public Answer request(@Context RestRequest request) {
        recoveries.request(RecoveryJson.request(request.data()), LoginJson.source(request));
        return Answer.ok(Json.nodes().textNode(RecoveryJson.HANDLED)).withStatus(ACCEPTED);
    }

    @POST
    @Unauthenticated
    public Answer redeem(@Context RestRequest request) {
        ObjectNode data = request.data();
        Login login = recoveries.redeem(
                RecoveryJson.resetId(data), RecoveryJson.secondFactor(data), LoginJson.source(request));
        return answers.of(login.identity(), login.token());
    }
}
