package org.trunkline.accounts.rest.internal;

import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.AccountService;
import org.trunkline.kernel.AccountTree;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts}: creates accounts below the caller's own. There is no list of all accounts. */
@Component(service = AccountsResource.class)
@RestResource
@Path("accounts")
@Produces("application/json")
public final class AccountsResource {
    private final AccountJson json;

    @Activate
    public AccountsResource(@Reference AccountService accounts, @Reference AccountTree tree) {
        this.json = new AccountJson(accounts, tree);
    }

    @PUT
    public Answer create(@Context RestRequest request) {
        return json.create(request, request.caller().account());
    }
}
