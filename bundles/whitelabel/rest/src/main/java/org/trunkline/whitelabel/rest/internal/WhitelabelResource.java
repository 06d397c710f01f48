package org.trunkline.whitelabel.rest.internal;

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
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelService;

/** {@code accounts/{account}/whitelabel}: what an account calls itself (crossbar-api §9.1). */
@Component(service = WhitelabelResource.class)
@RestResource
@Path("accounts/{account}/whitelabel")
@Produces("application/json")
public final class WhitelabelResource {
    private final WhitelabelService whitelabels;

    @Activate
    public WhitelabelResource(@Reference WhitelabelService whitelabels) {
        this.whitelabels = whitelabels;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return WhitelabelJson.answer(whitelabels.get(request.caller(), PathIds.account(account)));
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        return WhitelabelJson.answer(whitelabels.create(request.caller(), PathIds.account(account), request.data()))
                .withStatus(201);
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return WhitelabelJson.answer(
                whitelabels.replace(request.caller(), id, request.data(), request.expectedRevision()));
    }

    @PATCH
    public Answer merge(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return WhitelabelJson.answer(
                whitelabels.merge(request.caller(), id, request.data(), request.expectedRevision()));
    }

    @DELETE
    public Answer delete(@Context RestRequest request, @PathParam("account") String account) {
        Whitelabel gone = whitelabels.delete(request.caller(), PathIds.account(account), request.expectedRevision());
        ObjectNode document = WhitelabelJson.document(gone);
        document.putObject("_read_only").put("deleted", true);
        return Answer.ok(document);
    }

    @GET
    @Path("welcome")
    @Produces({"application/json", "text/html"})
    public Answer welcome(@Context RestRequest request, @PathParam("account") String account) {
        return WhitelabelJson.page(whitelabels.welcome(request.caller(), PathIds.account(account)));
    }

    @POST
    @Path("welcome")
    public Answer writeWelcome(@Context RestRequest request, @PathParam("account") String account) {
        whitelabels.writeWelcome(request.caller(), PathIds.account(account), WhitelabelJson.file(request));
        return Answer.ok(Json.object());
    }

    @GET
    @Path("{image}")
    public Answer image(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("image") String image) {
        AccountId id = PathIds.account(account);
        return WhitelabelJson.content(whitelabels.image(request.caller(), id, WhitelabelJson.kind(image)));
    }

    @POST
    @Path("{image}")
    public Answer writeImage(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("image") String image) {
        AccountId id = PathIds.account(account);
        whitelabels.writeImage(request.caller(), id, WhitelabelJson.kind(image), WhitelabelJson.file(request));
        return Answer.ok(Json.object());
    }
}
