package org.trunkline.accounts.rest.internal;

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
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.json.Checks;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}}: one account, those around it in the tree, and whether it is a reseller. */
@Component(service = AccountResource.class)
@RestResource
@Path("accounts/{account}")
@Produces("application/json")
public final class AccountResource {
    private static final int ID_LENGTH = 32;

    private final AccountService accounts;
    private final AccountJson json;

    @Activate
    public AccountResource(@Reference AccountService accounts, @Reference AccountTree tree) {
        this.accounts = accounts;
        this.json = new AccountJson(accounts, tree);
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return json.answer(request.caller(), accounts.get(request.caller(), PathIds.account(account)));
    }

    /** Creates an account below this one. */
    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        return json.create(request, PathIds.account(account));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        var changed = accounts.replace(request.caller(), id, request.data(), request.expectedRevision());
        return json.answer(request.caller(), changed);
    }

    @PATCH
    public Answer merge(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        var changed = accounts.merge(request.caller(), id, request.data(), request.expectedRevision());
        return json.answer(request.caller(), changed);
    }

    @DELETE
    public Answer delete(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return json.deleted(request.caller(), accounts.delete(request.caller(), id, request.expectedRevision()));
    }

    @GET
    @Path("children")
    public Answer children(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return json.list(request, page -> accounts.children(request.caller(), id, page), json::row);
    }

    @GET
    @Path("siblings")
    public Answer siblings(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return json.list(request, page -> accounts.siblings(request.caller(), id, page), json::row);
    }

    @GET
    @Path("descendants")
    public Answer descendants(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return json.list(request, page -> accounts.descendants(request.caller(), id, page), json::rowWithTree);
    }

    @GET
    @Path("tree")
    public Answer tree(@Context RestRequest request, @PathParam("account") String account) {
        var ancestors = accounts.tree(request.caller(), PathIds.account(account));
        return Answer.list(ancestors.stream().map(AccountJson::named).toList());
    }

    @GET
    @Path("parents")
    public Answer parents(@Context RestRequest request, @PathParam("account") String account) {
        var ancestors = accounts.parents(request.caller(), PathIds.account(account));
        return Answer.list(ancestors.stream().map(AccountJson::named).toList());
    }

    @POST
    @Path("move")
    public Answer move(@Context RestRequest request, @PathParam("account") String account) {
        Checks checks = new Checks(request.data()).require("to");
        Optional<String> to = checks.string("to", ID_LENGTH, ID_LENGTH);
        checks.throwIfAny();
        Account moved = accounts.move(request.caller(), PathIds.account(account), PathIds.account(to.orElseThrow()));
        return json.answer(request.caller(), moved);
    }

    /** Brings a deleted account back; an extension of our own. */
    @POST
    @Path("restore")
    public Answer restore(@Context RestRequest request, @PathParam("account") String account) {
        return json.answer(request.caller(), accounts.restore(request.caller(), PathIds.account(account)));
    }

    @PUT
    @Path("reseller")
    public Answer promote(@Context RestRequest request, @PathParam("account") String account) {
        Account promoted = accounts.promote(request.caller(), PathIds.account(account));
        return json.answer(request.caller(), promoted).withStatus(201);
    }

    @DELETE
    @Path("reseller")
    public Answer demote(@Context RestRequest request, @PathParam("account") String account) {
        return json.answer(request.caller(), accounts.demote(request.caller(), PathIds.account(account)));
    }
}
