package org.trunkline.limits.rest.internal;

import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.LiveCalls;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** All calls in progress, for root. */
@Component(service = AllChannelsResource.class)
@RestResource
@Path("channels")
@Produces("application/json")
public final class AllChannelsResource {
    private final LiveCalls calls;
    private final AccountTree tree;
    private final Clock clock;

    @Activate
    public AllChannelsResource(@Reference LiveCalls calls, @Reference AccountTree tree, @Reference Clock clock) {
        this.calls = calls;
        this.tree = tree;
        this.clock = clock;
    }

    @GET
    public Answer list(@Context RestRequest request) {
        ChannelJson json = new ChannelJson(clock.instant());
        return Answer.list(calls.list(request.caller(), tree.root().id(), true).stream()
                .map(json::row)
                .toList());
    }
}
