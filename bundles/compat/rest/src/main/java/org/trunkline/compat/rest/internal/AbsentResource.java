package org.trunkline.compat.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.Permission;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Format;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/**
 * Says of an account that it has none of what Trunkline does not keep. Clients read these on their own, and stop or show an
 * error where they are refused (monster-ui-contract §2.3, §4.1, §7, §9).
 *
 * <p>Each path is a pattern, even where it means one word: a resource that has the same path in plain letters is the better
 * match then, so this one gives way as soon as a bundle with the real thing is there, and is back when that goes.
 */
@Component(service = AbsentResource.class)
@RestResource
@Path("accounts/{account}")
@Produces("application/json")
public final class AbsentResource {
    private final Access access;
    private final AccountTree tree;
    private final Clock clock;

    @Activate
    public AbsentResource(@Reference Access access, @Reference AccountTree tree, @Reference Clock clock) {
        this.access = access;
        this.tree = tree;
        this.clock = clock;
    }

    /** An empty list, whatever is filtered for. */
    @GET
    @Path(
            "{noun: alerts|callflows|conferences|devices|directories|external_numbers|faxboxes|groups|match_lists|media|menus"
                    + "|port_requests|resources|telexsmsboxes|transactions|vmboxes|webhooks}")
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return empty(request, account);
    }

    @GET
    @Path("{noun: descendants}/{list: port_requests}")
    public Answer listBelow(@Context RestRequest request, @PathParam("account") String account) {
        return empty(request, account);
    }

    /** The account's numbers, which stand as keys of an object on the wire; with a prefix: numbers that could be bought. */
    @GET
    @Path("{noun: phone_numbers}")
    public Answer phoneNumbers(@Context RestRequest request, @PathParam("account") String account) {
        if (request.value("prefix").filter(each -> !each.isEmpty()).isPresent()) {
            return empty(request, account);
        }
        require(request, account);
        ObjectNode data = Json.object();
        data.putObject("numbers");
        return Answer.ok(data.put("cascade_quantity", 0));
    }

    /** Who may register from where, and the service plans by their ids. */
    @GET
    @Path("{noun: access_lists|services}")
    public Answer object(@Context RestRequest request, @PathParam("account") String account) {
        require(request, account);
        return Answer.ok(Json.object());
    }

    /** What the account pays for regularly: nothing, as long as nothing is billed; as a file, its items. */
    @GET
    @Path("{noun: services}/{part: summary}")
    public Answer summary(@Context RestRequest request, @PathParam("account") String account) {
        AccountNode payer = require(request, account);
        if (request.format() != Format.JSON) {
            return Answer.list(List.of());
        }
        return Answer.ok(NoServices.summary(payer, tree.seller(payer.id()), clock.instant()));
    }

    private Answer empty(RestRequest request, String account) {
        require(request, account);
        return Answer.page(request.page(), Page.last(List.of()), row -> Json.object());
    }

    private AccountNode require(RestRequest request, String account) {
        return access.require(request.caller(), PathIds.account(account), Permission.ACCOUNT_READ);
    }
}
