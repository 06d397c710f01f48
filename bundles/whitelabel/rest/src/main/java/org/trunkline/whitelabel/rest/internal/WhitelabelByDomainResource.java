package org.trunkline.whitelabel.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;
import org.trunkline.whitelabel.WhitelabelService;

/** {@code whitelabel/{domain}}: what clients ask for before anybody has logged in (monster-ui-contract §2.3). */
@Component(service = WhitelabelByDomainResource.class)
@RestResource
@Path("whitelabel/{domain}")
@Produces("application/json")
@Unauthenticated
public final class WhitelabelByDomainResource {
    private final WhitelabelService whitelabels;

    @Activate
    public WhitelabelByDomainResource(@Reference WhitelabelService whitelabels) {
        this.whitelabels = whitelabels;
    }

    @GET
    public Answer get(@PathParam("domain") String domain) {
        return whitelabels
                .at(domain)
                .map(WhitelabelJson::answer)
                .orElseThrow(() -> new NotFoundException("whitelabel"));
    }

    @GET
    @Path("welcome")
    @Produces({"application/json", "text/html"})
    public Answer welcome(@PathParam("domain") String domain) {
        return whitelabels
                .welcomeAt(domain)
                .map(WhitelabelJson::page)
                .orElseThrow(() -> new NotFoundException("whitelabel"));
    }

    @GET
    @Path("{image}")
    public Answer image(@PathParam("domain") String domain, @PathParam("image") String image) {
        return whitelabels
                .imageAt(domain, WhitelabelJson.kind(image))
                .map(WhitelabelJson::content)
                .orElseThrow(() -> new NotFoundException("whitelabel"));
    }
}
