package org.trunkline.limits.rest.internal;

import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetails;
import org.trunkline.rest.Answer;
import org.trunkline.rest.LongList;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.TimeRange;

/** The call attempts of a user. */
@Component(service = UserCdrsResource.class)
@RestResource
@Path("accounts/{account}/users/{user}/cdrs")
@Produces("application/json")
public final class UserCdrsResource {
    private final CallDetails calls;
    private final AccountTree tree;
    private final Clock clock;

    @Activate
    public UserCdrsResource(@Reference CallDetails calls, @Reference AccountTree tree, @Reference Clock clock) {
        this.calls = calls;
        this.tree = tree;
        this.clock = clock;
    }

    @GET
    public Answer list(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        return rows(request, account, user, false).answer(request);
    }

    /** One row for each conversation: the leg of the user that started first. */
    @GET
    @Path("interaction")
    public Answer interactions(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("user") String user) {
        return CdrCsv.answer(request, rows(request, account, user, true));
    }

    private LongList<CallDetail> rows(RestRequest request, String account, String user, boolean firstLegs) {
        AccountId owner = PathIds.account(account);
        UserId id = PathIds.user(user);
        TimeRange range = TimeRange.of(request, clock.instant());
        Caller caller = request.caller();
        return CdrList.of(
                request, tree, owner, each -> calls.list(caller, owner, id, range.from(), range.to(), firstLegs, each));
    }
}
