package org.trunkline.numbers.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import javax.ws.rs.DELETE;
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
import org.trunkline.kernel.DomainException;
import org.trunkline.numbers.NumberOrder.Action;
import org.trunkline.numbers.NumberResult;
import org.trunkline.numbers.NumberService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/**
 * {@code accounts/{account}/phone_numbers/collection}: many numbers at once (crossbar-numbers N1.5). What becomes of each stands
 * in the answer, whose status is that of a success; of a single one the answer is that of the number itself.
 */
@Component(service = NumberCollectionResource.class)
@RestResource
@Path("accounts/{account}/phone_numbers/collection")
@Produces("application/json")
public final class NumberCollectionResource {
    private final NumberService numbers;

    @Activate
    public NumberCollectionResource(@Reference NumberService numbers) {
        this.numbers = numbers;
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        return apply(request, account, Action.CREATE).withStatus(201);
    }

    @PUT
    @Path("activate")
    public Answer activate(@Context RestRequest request, @PathParam("account") String account) {
        return apply(request, account, Action.ACTIVATE).withStatus(201);
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        return apply(request, account, Action.REPLACE);
    }

    @PATCH
    public Answer merge(@Context RestRequest request, @PathParam("account") String account) {
        return apply(request, account, Action.MERGE);
    }

    @DELETE
    public Answer release(@Context RestRequest request, @PathParam("account") String account) {
        return apply(request, account, request.flag("hard") ? Action.DELETE : Action.RELEASE);
    }

    private Answer apply(RestRequest request, String account, Action action) {
        List<NumberResult> results = numbers.apply(request.caller(), PathIds.account(account), action, request.data());
        return Answer.ok(
                results.size() == 1 ? NumberJson.document(results.get(0).orThrow()) : json(results));
    }

    static ObjectNode json(List<NumberResult> results) {
        ObjectNode success = Json.object();
        ObjectNode error = Json.object();
        for (NumberResult each : results) {
            each.done().ifPresent(view -> success.set(each.number(), NumberJson.document(view)));
            each.refused().ifPresent(why -> error.set(each.number(), json(why)));
        }
        ObjectNode data = Json.object();
        data.set("success", success);
        // clients know it as an empty list where nothing failed
        data.set("error", error.isEmpty() ? Json.nodes().arrayNode() : error);
        return data;
    }

    private static ObjectNode json(DomainException why) {
        ObjectNode error =
                Json.object().put("code", code(why)).put("error", why.code()).put("message", why.getMessage());
        if (why.causeValue() != null) {
            error.put("cause", why.causeValue());
        }
        why.errors().stream().findFirst().ifPresent(first -> error.put("cause", first.field()));
        return error;
    }

    private static int code(DomainException why) {
        return switch (why.kind()) {
            case INVALID -> 400;
            case PAYMENT_REQUIRED -> 402;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case UNAVAILABLE -> 503;
            default -> 500;
        };
    }
}
