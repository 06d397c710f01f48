package org.trunkline.webhooks.rest.internal;

import com.fasterxml.jackson.databind.node.TextNode;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;
import org.trunkline.webhooks.WebhookService;

/** {@code webhooks}: what can be told, and what that looks like (crossbar-api §9.3). */
@Component(service = HooksResource.class)
@RestResource
@Path("webhooks")
@Produces("application/json")
@Unauthenticated
public final class HooksResource {
    /** The wire calls the samples of a hook so; the id of the hook alone names them too. */
    private static final String SAMPLES = "webhooks_";

    private final WebhookService webhooks;

    @Activate
    public HooksResource(@Reference WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    public Answer list() {
        return Answer.list(webhooks.hooks().stream().map(WebhookJson::hook).toList());
    }

    @GET
    @Path("samples")
    public Answer samples() {
        return Answer.list(webhooks.hooks().stream()
                .map(hook -> TextNode.valueOf(SAMPLES + hook.id()))
                .toList());
    }

    @GET
    @Path("samples/{hook}")
    public Answer samplesOfOne(@Context RestRequest request, @PathParam("hook") String hook) {
        String id = hook.startsWith(SAMPLES) ? hook.substring(SAMPLES.length()) : hook;
        return Answer.list(
                webhooks.samples(id).stream().filter(request.filter()::test).toList());
    }
}
