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
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.CarrierService;

/** {@code accounts/{account}/resources}: the carriers of an account (crossbar-api §7.3). */
@Component(service = CarriersResource.class)
@RestResource
@Path("accounts/{account}/resources")
@Produces("application/json")
public final class CarriersResource {
    private final CarrierJson carriers;

    @Activate
    public CarriersResource(@Reference CarrierService carriers) {
        this.carriers = new CarrierJson(carriers);
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return carriers.list(request, pool(account));
    }

    @PUT
    public Answer create(@Context RestRequest request, @PathParam("account") String account) {
        return carriers.create(request, pool(account));
    }

    @GET
    @Path("{resource}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("resource") String id) {
        return carriers.get(request, pool(account), id);
    }

    @POST
    @Path("{resource}")
    public Answer replace(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("resource") String id) {
        return carriers.replace(request, pool(account), id);
    }

    @PATCH
    @Path("{resource}")
    public Answer merge(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("resource") String id) {
        return carriers.merge(request, pool(account), id);
    }

    @DELETE
    @Path("{resource}")
    public Answer delete(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("resource") String id) {
        return carriers.delete(request, pool(account), id);
    }

    private static CarrierPool pool(String account) {
        return CarrierPool.of(PathIds.account(account));
    }
}
