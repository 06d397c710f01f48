package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginRecords;
import org.trunkline.identity.SecurityService;
import org.trunkline.identity.SecurityService.Security;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/security}: how users and programs log in, and who tried to. */
@Component(service = SecurityResource.class)
@RestResource
@Path("accounts/{account}/security")
@Produces("application/json")
public final class SecurityResource {
    private final SecurityService security;
    private final LoginRecords logins;
    private final Clock clock;

    @Activate
    public SecurityResource(
            @Reference SecurityService security, @Reference LoginRecords logins, @Reference Clock clock) {
        this.security = security;
        this.logins = logins;
        this.clock = clock;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return answer(security.get(request.caller(), PathIds.account(account)));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return answer(security.replace(request.caller(), id, own(request.data()), request.expectedRevision()));
    }

    @PATCH
    public Answer merge(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return answer(security.merge(request.caller(), id, own(request.data()), request.expectedRevision()));
    }

    @DELETE
    public Answer delete(@Context RestRequest request, @PathParam("account") String account) {
        return answer(security.delete(request.caller(), PathIds.account(account), request.expectedRevision()));
    }

    @GET
    @Path("attempts")
    public Answer attempts(@Context RestRequest request, @PathParam("account") String account) {
        return LoginRecordJson.list(request, PathIds.account(account), logins, clock.instant());
    }

    @GET
    @Path("attempts/{attempt}")
    public Answer attempt(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("attempt") String attempt) {
        return Answer.ok(LoginRecordJson.document(logins.get(request.caller(), PathIds.account(account), attempt)));
    }

    /** Clients may send back what they have read, where the account's own document lies one level deeper. */
    private static ObjectNode own(ObjectNode sent) {
        return !sent.has("auth_modules") && sent.get("account") instanceof ObjectNode own ? own : sent;
    }

    private static Answer answer(Security security) {
        ObjectNode data = Json.object();
        data.set("account", security.own());
        data.set("inherited_config", security.inherited());
        return Answer.ok(data).withRevision(Long.toString(security.revision()));
    }
}
