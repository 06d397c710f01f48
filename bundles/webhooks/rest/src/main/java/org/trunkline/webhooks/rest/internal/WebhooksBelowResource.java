package org.trunkline.webhooks.rest.internal;

import javax.ws.rs.PATCH;
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
import org.trunkline.webhooks.WebhookService;

/** {@code accounts/{account}/descendants/webhooks}: those of the account and of all below it. */
@Component(service = WebhooksBelowResource.class)
@RestResource
@Path("accounts/{account}/descendants/webhooks")
@Produces("application/json")
public final class WebhooksBelowResource {
    private final WebhookService webhooks;

    @Activate
    public WebhooksBelowResource(@Reference WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    @PATCH
    public Answer reEnable(@Context RestRequest request, @PathParam("account") String account) {
        return WebhooksResource.reEnabled(webhooks, request, account, true);
    }
}
