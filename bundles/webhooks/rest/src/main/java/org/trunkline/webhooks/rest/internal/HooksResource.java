package org.trunkline.webhooks.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;
import org.trunkline.webhooks.WebhookService;

/** {@code webhooks}: what can be told (crossbar-api §9.3). */
@Component(service = HooksResource.class)
@RestResource
@Path("webhooks")
@Produces("application/json")
@Unauthenticated
public final class HooksResource {
    private final WebhookService webhooks;

    @Activate
    public HooksResource(@Reference WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    public Answer list() {
        return Answer.list(webhooks.hooks().stream().map(WebhookJson::hook).toList());
    }
}
