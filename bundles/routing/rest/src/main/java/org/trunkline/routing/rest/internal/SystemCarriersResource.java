package org.trunkline.routing.rest.internal;

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
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.CarrierService;

/** {@code resources}: the carriers that serve every account (crossbar-api §7.3). */
@Component(service = SystemCarriersResource.class)
@RestResource
@Path("resources")
@Produces("application/json")
public final class SystemCarriersResource {
    private final CarrierJson carriers;

    @Activate
    public SystemCarriersResource(@Reference CarrierService carriers) {
        this.carriers = new CarrierJson(carriers);
    }

    @GET
    public Answer list(@Context RestRequest request) {
        return carriers.list(request, CarrierPool.SYSTEM);
    }

    @PUT
    public Answer create(@Context RestRequest request) {
        return carriers.create(request, CarrierPool.SYSTEM);
    }

    @GET
    @Path("{resource}")
    public Answer get(@Context RestRequest request, @PathParam("resource") String id) {
        return carriers.get(request, CarrierPool.SYSTEM, id);
    }

    @POST
    @Path("{resource}")
    public Answer replace(@Context RestRequest request, @PathParam("resource") String id) {
        return carriers.replace(request, CarrierPool.SYSTEM, id);
    }

    @PATCH
    @Path("{resource}")
    public Answer merge(@Context RestRequest request, @PathParam("resource") String id) {
        return carriers.merge(request, CarrierPool.SYSTEM, id);
    }

    @DELETE
    @Path("{resource}")
    public Answer delete(@Context RestRequest request, @PathParam("resource") String id) {
        return carriers.delete(request, CarrierPool.SYSTEM, id);
    }
}
