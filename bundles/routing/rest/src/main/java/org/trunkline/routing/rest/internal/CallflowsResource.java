package org.trunkline.routing.rest.internal;

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
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.CallflowService;

/** {@code accounts/{account}/callflows}: what happens to calls of the numbers of an account (crossbar-numbers N5). */
@Component(service = CallflowsResource.class)
@RestResource
@Path("accounts/{account}/callflows")
@Produces("application/json")
public final class CallflowsResource {
    private final CallflowService callflows;

    @Activate
    public CallflowsResource(@Reference CallflowService callflows) {
        this.callflows = callflows;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        PageRequest asked = request.page();
        var page = FilteredPage.of(
                asked, request.filter(), part -> callflows.list(request.caller(), id, part), CallflowJson::filtered);
        return Answer.page(asked, page, CallflowJson::row);
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        Callflow made = callflows.create(request.caller(), PathIds.account(account), request.data());
        return Answer.created(made.id(), CallflowJson.document(made)).withRevision(Long.toString(made.revision()));
    }

    @GET
    @Path("{callflow}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("callflow") String id) {
        return answer(callflows.get(request.caller(), PathIds.account(account), known(id)));
    }

    @POST
    @Path("{callflow}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("callflow") String id) {
        AccountId in = PathIds.account(account);
        return answer(callflows.replace(request.caller(), in, known(id), request.data(), request.expectedRevision()));
    }

    @PATCH
    @Path("{callflow}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("callflow") String id) {
        AccountId in = PathIds.account(account);
        return answer(callflows.merge(request.caller(), in, known(id), request.data(), request.expectedRevision()));
    }

    @DELETE
    @Path("{callflow}")
    public Answer delete(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("callflow") String id) {
        AccountId in = PathIds.account(account);
        Callflow gone = callflows.delete(request.caller(), in, known(id), request.expectedRevision());
        ObjectNode document = CallflowJson.document(gone);
        document.putObject("_read_only").put("deleted", true);
        return Answer.ok(document);
    }

    private static Answer answer(Callflow callflow) {
        return Answer.ok(CallflowJson.document(callflow)).withRevision(Long.toString(callflow.revision()));
    }

    private static String known(String id) {
        if (!Ids.isWellFormed(id)) {
            throw new NotFoundException(id.length() > 64 ? id.substring(0, 64) : id);
        }
        return id;
    }
}
