package org.trunkline.accounts.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.accounts.AccountTemplateService;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/account_templates}: settings that a reseller gives to many accounts; an extension of our own. */
@Component(service = TemplateResource.class)
@RestResource
@Path("accounts/{account}/account_templates")
@Produces("application/json")
public final class TemplateResource {
    private final AccountTemplateService templates;

    @Activate
    public TemplateResource(@Reference AccountTemplateService templates) {
        this.templates = templates;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.list(templates.list(request.caller(), PathIds.account(account)).stream()
                .map(TemplateResource::row)
                .toList());
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        AccountTemplate made = templates.create(request.caller(), PathIds.account(account), request.data());
        return Answer.created(made.id(), json(made)).withRevision(Long.toString(made.revision()));
    }

    @GET
    @Path("{template}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("template") String id) {
        return answer(templates.get(request.caller(), PathIds.account(account), id));
    }

    @POST
    @Path("{template}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("template") String id) {
        return answer(templates.replace(
                request.caller(), PathIds.account(account), id, request.data(), request.expectedRevision()));
    }

    @PATCH
    @Path("{template}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("template") String id) {
        return answer(templates.merge(
                request.caller(), PathIds.account(account), id, request.data(), request.expectedRevision()));
    }

    @DELETE
    @Path("{template}")
    public Answer delete(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("template") String id) {
        return answer(templates.delete(request.caller(), PathIds.account(account), id, request.expectedRevision()));
    }

    private static Answer answer(AccountTemplate template) {
        return Answer.ok(json(template)).withRevision(Long.toString(template.revision()));
    }

    private static ObjectNode row(AccountTemplate template) {
        return Json.object().put("id", template.id()).put(AccountTemplate.NAME, template.name());
    }

    private static ObjectNode json(AccountTemplate template) {
        ObjectNode document = template.document().put("id", template.id());
        document.putObject("_read_only")
                .put("created", GregorianTime.of(template.created()))
                .put("modified", GregorianTime.of(template.modified()));
        return document;
    }
}
