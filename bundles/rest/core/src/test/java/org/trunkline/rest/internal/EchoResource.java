package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Unauthenticated;

/** Answers with what it was sent. */
@Path("accounts/{account}/echo")
@Produces("application/json")
public final class EchoResource {

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return Answer.ok(Json.object()
                        .put("account", id.value())
                        .put("by", request.caller().name()))
                .withRevision("r1");
    }

    @PUT
    public Answer put(@Context RestRequest request) {
        return Answer.created("made", request.data());
    }

    @PATCH
    public Answer patch(@Context RestRequest request) {
        throw new ConflictException("revision");
    }

    @DELETE
    public Answer delete(@Context RestRequest request) {
        return Answer.ok(Json.object().put("deleted", true).setAll(request.data()));
    }

    @GET
    @Path("list")
    public Answer list(@Context RestRequest request) {
        var asked = request.page();
        return Answer.page(asked, new Page<>(List.of(1, 2), Optional.of("key/3")), IntNode::valueOf);
    }

    @POST
    @Path("file")
    public Answer file(@Context RestRequest request) throws IOException {
        long bytes = request.body().transferTo(OutputStream.nullOutputStream());
        return Answer.ok(Json.object().put("bytes", bytes).put("type", request.contentType()));
    }

    @PUT
    @Path("act")
    public Answer act() {
        return Answer.ok(Json.object()).withStatus(201);
    }

    @PUT
    @Path("once")
    public Answer once(@Context RestRequest request) {
        return Answer.created(request.idempotencyKey().orElse("none"), Json.object());
    }

    /** Writes a document that has revision 5. */
    @POST
    @Path("revised")
    public Answer revised(@Context RestRequest request) {
        if (!request.expectedRevision().test(5)) {
            throw new ConflictException("revision");
        }
        return Answer.ok(Json.object()).withRevision("6-computed");
    }

    @PUT
    @Path("elsewhere")
    public Answer elsewhere() {
        return Answer.created("/accounts/new", Json.object());
    }

    @GET
    @Path("missing")
    public Answer missing() {
        throw new NotFoundException("what is not there");
    }

    @GET
    @Path("broken")
    public Answer broken() {
        throw new IllegalStateException("a secret detail");
    }

    @GET
    @Path("open")
    @Unauthenticated
    public Answer open() {
        return Answer.ok(Json.object().put("open", true));
    }

    @PUT
    @Path("restricted")
    public Answer restricted() {
        return Answer.ok(Json.object());
    }

    @GET
    @Path("restricted")
    public Answer unrestricted() {
        return Answer.ok(Json.object());
    }
}
