package org.trunkline.whitelabel.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.whitelabel.WhitelabelDomainService;

/** {@code accounts/{account}/whitelabel/domains}: which DNS records its domain needs, and has (crossbar-api §9.1). */
@Component(service = WhitelabelDomainsResource.class)
@RestResource
@Path("accounts/{account}/whitelabel/domains")
@Produces("application/json")
public final class WhitelabelDomainsResource {
    private static final String DOMAIN = "domain";

    private final WhitelabelDomainService domains;

    @Activate
    public WhitelabelDomainsResource(@Reference WhitelabelDomainService domains) {
        this.domains = domains;
    }

    @GET
    public Answer expected(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(domains.expected(request.caller(), PathIds.account(account), request.value(DOMAIN)));
    }

    @POST
    public Answer compared(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(domains.compared(request.caller(), PathIds.account(account), request.value(DOMAIN)));
    }
}
