package org.trunkline.routing.rest.internal;

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
import org.trunkline.kernel.AccountId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.routing.AccessList;
import org.trunkline.routing.AccessListService;

/** {@code accounts/{account}/access_lists}: from where an account takes calls (crossbar-api §2.6); empty where nothing is said. */
@Component(service = AccessListResource.class)
@RestResource
@Path("accounts/{account}/access_lists")
@Produces("application/json")
public final class AccessListResource {
    private final AccessListService lists;

    @Activate
    public AccessListResource(@Reference AccessListService lists) {
        this.lists = lists;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return answer(lists.get(request.caller(), PathIds.account(account)));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return answer(lists.replace(request.caller(), id, request.data(), request.expectedRevision()));
    }

    @DELETE
    public Answer clear(@Context RestRequest request, @PathParam("account") String account) {
        return answer(lists.clear(request.caller(), PathIds.account(account), request.expectedRevision()));
    }

    private static Answer answer(AccessList list) {
        return Answer.ok(list.document()).withRevision(Long.toString(list.revision()));
    }
}
