package org.trunkline.mail.rest.internal;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.mail.MailTemplateService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/notifications}: the templates of mails. */
@Component(service = NotificationResource.class)
@RestResource
@Path("accounts/{account}/notifications")
@Produces("application/json")
public final class NotificationResource {
    private final MailTemplateService templates;

    @Activate
    public NotificationResource(@Reference MailTemplateService templates) {
        this.templates = templates;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        AccountId id = PathIds.account(account);
        return Answer.list(templates.list(request.caller(), id).stream()
                .map(template -> NotificationJson.row(template, id))
                .toList());
    }

    @GET
    @Path("{id}")
    public Answer get(@Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        AccountId in = PathIds.account(account);
        return NotificationJson.answer(templates.get(request.caller(), in, NotificationJson.kind(id)), in);
    }

    @POST
    @Path("{id}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        AccountId in = PathIds.account(account);
        return NotificationJson.answer(
                templates.replace(
                        request.caller(), in, NotificationJson.kind(id), request.data(), request.expectedRevision()),
                in);
    }

    /** Answers the template that counts from now on. */
    @DELETE
    @Path("{id}")
    public Answer remove(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        AccountId in = PathIds.account(account);
        return NotificationJson.answer(templates.remove(request.caller(), in, NotificationJson.kind(id)), in);
    }

    @POST
    @Path("{id}/preview")
    public Answer preview(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("id") String id) {
        return Answer.ok(NotificationJson.preview(templates.preview(
                request.caller(), PathIds.account(account), NotificationJson.kind(id), request.data())));
    }
}
