package org.trunkline.whitelabel.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.whitelabel.WhitelabelDomainService;

/** {@code whitelabel/domains}: which DNS records every domain needs (crossbar-api §9.1). No host has this name. */
@Component(service = SystemDomainsResource.class)
@RestResource
@Path("whitelabel/domains")
@Produces("application/json")
public final class SystemDomainsResource {
    private final WhitelabelDomainService domains;

    @Activate
    public SystemDomainsResource(@Reference WhitelabelDomainService domains) {
        this.domains = domains;
    }

    @GET
    public Answer get(@Context RestRequest request) {
        return Answer.ok(domains.records(request.caller()));
    }

    @POST
    public Answer replace(@Context RestRequest request) {
        return Answer.ok(domains.writeRecords(request.caller(), request.data()));
    }
}
