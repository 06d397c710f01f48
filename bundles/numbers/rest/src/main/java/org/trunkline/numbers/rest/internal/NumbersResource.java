package org.trunkline.numbers.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberOrder.Action;
import org.trunkline.numbers.NumberService;
import org.trunkline.numbers.NumberView;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/phone_numbers/{number}}: one number (crossbar-numbers N1.3, N1.4). */
@Component(service = NumbersResource.class)
@RestResource
@Path("accounts/{account}/phone_numbers")
@Produces("application/json")
public final class NumbersResource {
    private final NumberService numbers;

    @Activate
    public NumbersResource(@Reference NumberService numbers) {
        this.numbers = numbers;
    }

    /** The account's numbers, which stand as keys of an object; with a prefix: numbers that it could take. */
    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        Optional<String> prefix = request.value("prefix").filter(each -> !each.isEmpty());
        return prefix.isPresent()
                ? NumberLists.found(numbers, request, id, prefix.get())
                : NumberLists.own(numbers, request, id);
    }

    /** What a reseller has to give, and what it will have when that has aged. */
    @GET
    @Path("pool")
    public Answer pool(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        var asked = request.page();
        return Answer.page(asked, numbers.pool(request.caller(), id, asked), NumberJson::pooled);
    }

    @GET
    @Path("carriers_info")
    public Answer carriers(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(NumberLists.carriers(numbers.creationStates(request.caller(), PathIds.account(account))));
    }

    @POST
    @Path("check")
    public Answer check(@Context RestRequest request, @PathParam("account") String account) {
        ObjectNode data = Json.object();
        numbers.check(request.caller(), PathIds.account(account), request.data())
                .forEach((number, free) -> data.put(number, free ? "success" : "error"));
        return Answer.ok(data);
    }

    /** There are no copies that could differ: this is the list. */
    @POST
    @Path("fix")
    public Answer fix(@Context RestRequest request, @PathParam("account") String account) {
        return NumberLists.own(numbers, request, PathIds.account(account));
    }

    @POST
    @Path("fix/{number}")
    public Answer fixOne(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        numbers.get(request.caller(), PathIds.account(account), number);
        return Answer.ok(Json.object());
    }

    @GET
    @Path("{number}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return answer(numbers.get(request.caller(), PathIds.account(account), number));
    }

    @GET
    @Path("{number}/identify")
    public Answer identify(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        AccountId id = PathIds.account(account);
        AccountId owner = numbers.identify(request.caller(), id, number);
        NumberView view = numbers.get(request.caller(), id, number);
        return Answer.ok(Json.object()
                .put("account_id", owner.value())
                .put("number", view.number().number()));
    }

    @PUT
    @Path("{number}")
    public Answer create(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return apply(request, account, number, Action.CREATE).withStatus(201);
    }

    @PUT
    @Path("{number}/activate")
    public Answer activate(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return apply(request, account, number, Action.ACTIVATE).withStatus(201);
    }

    @PUT
    @Path("{number}/reserve")
    public Answer reserve(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return apply(request, account, number, Action.RESERVE).withStatus(201);
    }

    @POST
    @Path("{number}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return apply(request, account, number, Action.REPLACE);
    }

    @PATCH
    @Path("{number}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return apply(request, account, number, Action.MERGE);
    }

    /** Gives the number up; {@code hard=true} takes it out of the inventory, for those to whom it falls back. */
    @DELETE
    @Path("{number}")
    public Answer release(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        return apply(request, account, number, request.flag("hard") ? Action.DELETE : Action.RELEASE);
    }

    private Answer apply(RestRequest request, String account, String number, Action action) {
        NumberOrder order = new NumberOrder(action, List.of(number), request.data(), request.expectedRevision());
        return answer(numbers.apply(request.caller(), PathIds.account(account), order)
                .get(0)
                .orThrow());
    }

    private static Answer answer(NumberView view) {
        return Answer.ok(NumberJson.document(view))
                .withRevision(Long.toString(view.number().revision()));
    }
}
