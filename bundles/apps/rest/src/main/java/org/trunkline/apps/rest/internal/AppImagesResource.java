package org.trunkline.apps.rest.internal;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.apps.AppService;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code apps_store/{app}}: images of apps, which clients load without a token. */
@Component(service = AppImagesResource.class)
@RestResource
@Path("apps_store/{app}")
@Produces("application/json")
@Unauthenticated
public final class AppImagesResource {
    private final AppImages images;

    @Activate
    public AppImagesResource(@Reference AppService apps) {
        images = new AppImages(apps);
    }

    @GET
    @Path("icon")
    public Answer icon(@PathParam("app") String app) {
        return images.icon(app);
    }

    @GET
    @Path("screenshot/{number}")
    public Answer screenshot(@PathParam("app") String app, @PathParam("number") String number) {
        return images.screenshot(app, number);
    }
}
