package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/users}: the users of an account. */
@Component(service = UserResource.class)
@RestResource
@Path("accounts/{account}/users")
@Produces("application/json")
public final class UserResource {
    private static final String ON_CREATION = "send_email_on_creation";

    private final UserService users;

    @Activate
    public UserResource(@Reference UserService users) {
        this.users = users;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return UserJson.list(request, page -> users.list(request.caller(), PathIds.account(account), page));
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        ObjectNode sent = request.data();
        // clients say it in the query or beside the data too
        request.value(ON_CREATION).ifPresent(wanted -> sent.put(ON_CREATION, wanted));
        return UserJson.created(users.create(request.caller(), PathIds.account(account), sent));
    }

    @GET
    @Path("{user}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        return UserJson.answer(users.get(request.caller(), PathIds.account(account), PathIds.user(user)));
    }

    @POST
    @Path("{user}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        User changed = users.replace(request.caller(), in, id, request.data(), request.expectedRevision());
        return UserJson.answer(changed);
    }

    @PATCH
    @Path("{user}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        User changed = users.merge(request.caller(), in, id, request.data(), request.expectedRevision());
        return UserJson.answer(changed);
    }

    @DELETE
    @Path("{user}")
    public Answer delete(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        AccountId in = PathIds.account(account);
        UserId id = PathIds.user(user);
        return UserJson.deleted(users.delete(request.caller(), in, id, request.expectedRevision()));
    }
}
