package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginRecords;
import org.trunkline.identity.SecondFactorRequired;
import org.trunkline.identity.SecurityService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/multi_factor}: the second factors that an account may want of its users. */
@Component(service = AccountFactorResource.class)
@RestResource
@Path("accounts/{account}/multi_factor")
@Produces("application/json")
public final class AccountFactorResource {
    private final SecurityService security;
    private final LoginRecords logins;
    private final Clock clock;

    @Activate
    public AccountFactorResource(
            @Reference SecurityService security, @Reference LoginRecords logins, @Reference Clock clock) {
        this.security = security;
        this.logins = logins;
        this.clock = clock;
    }

    /** Clients name one of these in the document {@code security} of the account. */
    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        security.get(request.caller(), PathIds.account(account));
        ObjectNode data = Json.object();
        data.putArray("configured");
        data.putArray("multi_factor_providers")
                .addObject()
                .put("id", SecondFactorRequired.PROVIDER)
                .put("name", "One-time passwords by time (TOTP)")
                .put("provider_name", SecondFactorRequired.PROVIDER)
                .put("enabled", true);
        return Answer.ok(data);
    }

    @GET
    @Path("attempts")
    public Answer attempts(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return LoginRecordJson.list(request, id, logins, clock.instant());
    }
}
