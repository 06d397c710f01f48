package org.trunkline.webhooks.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.WebhookService;

/** {@code accounts/{account}/webhooks}: whom an account tells of what happens (crossbar-api §9.3). */
@Component(service = WebhooksResource.class)
@RestResource
@Path("accounts/{account}/webhooks")
@Produces("application/json")
public final class WebhooksResource {
    private static final String RE_ENABLE = "re-enable";

    private final WebhookService webhooks;

    @Activate
    public WebhooksResource(@Reference WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        PageRequest asked = request.page();
        var page = FilteredPage.of(
                asked, request.filter(), part -> webhooks.list(request.caller(), id, part), WebhookJson::filtered);
        return Answer.page(asked, page, WebhookJson::row);
    }

    /** The secret is in this answer and in no other. */
    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        WebhookService.Written made = webhooks.create(request.caller(), PathIds.account(account), request.data());
        ObjectNode document = WebhookJson.document(made.webhook());
        made.secret().ifPresent(secret -> document.put("secret", secret));
        return Answer.created(made.webhook().id(), document)
                .withRevision(Long.toString(made.webhook().revision()));
    }

    @PATCH
    public Answer reEnable(@Context RestRequest request, @PathParam("account") String account) {
        return reEnabled(webhooks, request, account, false);
    }

    static Answer reEnabled(WebhookService webhooks, RestRequest request, String account, boolean below) {
        AccountId id = PathIds.account(account);
        var caller = request.caller();
        if (!request.data().path(RE_ENABLE).asBoolean()) {
            // who may not do it learns that first
            webhooks.attempts(caller, id, Optional.empty(), new PageRequest(Optional.empty(), 1, false));
            throw new InvalidException(RE_ENABLE, "required", "Field is required but missing");
        }
        return Answer.list(webhooks.reEnable(caller, id, below).stream()
                .map(WebhookJson::row)
                .toList());
    }

    @GET
    @Path("attempts")
    public Answer attempts(@Context RestRequest request, @PathParam("account") String account) {
        return attempts(request, account, Optional.empty());
    }

    @GET
    @Path("{webhook}/attempts")
    public Answer attemptsOfOne(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("webhook") String id) {
        return attempts(request, account, Optional.of(WebhookJson.known(id)));
    }

    private Answer attempts(RestRequest request, String account, Optional<String> webhook) {
        AccountId id = PathIds.account(account);
        PageRequest asked = request.page();
        var page = FilteredPage.of(
                asked,
                request.filter(),
                part -> webhooks.attempts(request.caller(), id, webhook, part),
                WebhookJson::attempt);
        return Answer.page(asked, page, WebhookJson::attempt);
    }

    @GET
    @Path("{webhook}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("webhook") String id) {
        return answer(webhooks.get(request.caller(), PathIds.account(account), WebhookJson.known(id)));
    }

    @POST
    @Path("{webhook}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("webhook") String id) {
        AccountId in = PathIds.account(account);
        return answer(webhooks.replace(
                request.caller(), in, WebhookJson.known(id), request.data(), request.expectedRevision()));
    }

    @PATCH
    @Path("{webhook}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("webhook") String id) {
        AccountId in = PathIds.account(account);
        return answer(webhooks.merge(
                request.caller(), in, WebhookJson.known(id), request.data(), request.expectedRevision()));
    }

    @DELETE
    @Path("{webhook}")
    public Answer delete(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("webhook") String id) {
        AccountId in = PathIds.account(account);
        Webhook gone = webhooks.delete(request.caller(), in, WebhookJson.known(id), request.expectedRevision());
        ObjectNode document = WebhookJson.document(gone);
        document.putObject("_read_only").put("deleted", true);
        return Answer.ok(document);
    }

    private static Answer answer(Webhook webhook) {
        return Answer.ok(WebhookJson.document(webhook)).withRevision(Long.toString(webhook.revision()));
    }
}
