package org.trunkline.apps.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.AppService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;
import org.trunkline.rest.Unauthenticated;

/** {@code accounts/{account}/apps_store}: the apps of an account, and who in it may use them (crossbar-api §8.2). */
@Component(service = AppsResource.class)
@RestResource
@Path("accounts/{account}/apps_store")
@Produces("application/json")
public final class AppsResource {
    private static final String BLACKLIST = "blacklist";

    private final AppService apps;
    private final AppJson json;
    private final AppImages images;

    @Activate
    public AppsResource(@Reference AppService apps, @Reference AccountTree tree) {
        this.apps = apps;
        this.json = new AppJson(tree);
        this.images = new AppImages(apps);
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        List<ObjectNode> rows = apps.list(request.caller(), PathIds.account(account)).stream()
                .filter(app -> request.filter().test(json.document(app)))
                .map(json::row)
                .toList();
        return Answer.list(rows);
    }

    @GET
    @Path("{app}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("app") String app) {
        return Answer.ok(json.document(apps.get(request.caller(), PathIds.account(account), app)));
    }

    @PUT
    @Path("{app}")
    public Answer install(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("app") String app) {
        AccountId id = PathIds.account(account);
        return Answer.ok(entry(apps.install(request.caller(), id, app, request.data())))
                .withStatus(201);
    }

    @POST
    @Path("{app}")
    public Answer change(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("app") String app) {
        return Answer.ok(entry(apps.change(request.caller(), PathIds.account(account), app, request.data())));
    }

    @DELETE
    @Path("{app}")
    public Answer uninstall(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("app") String app) {
        apps.uninstall(request.caller(), PathIds.account(account), app);
        return Answer.ok(Json.object());
    }

    @GET
    @Path(BLACKLIST)
    public Answer blacklist(@Context RestRequest request, @PathParam("account") String account) {
        return blacklist(apps.blacklist(request.caller(), PathIds.account(account)));
    }

    @POST
    @Path(BLACKLIST)
    public Answer replaceBlacklist(@Context RestRequest request, @PathParam("account") String account) {
        return blacklist(apps.replaceBlacklist(request.caller(), PathIds.account(account), request.data()));
    }

    @GET
    @Path("{app}/icon")
    @Unauthenticated
    public Answer icon(@PathParam("app") String app) {
        return images.icon(app);
    }

    @GET
    @Path("{app}/screenshot/{number}")
    @Unauthenticated
    public Answer screenshot(@PathParam("app") String app, @PathParam("number") String number) {
        return images.screenshot(app, number);
    }

    private static ObjectNode entry(AccountApp app) {
        return app.entry().orElseGet(Json::object);
    }

    private static Answer blacklist(List<String> ids) {
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray(BLACKLIST);
        ids.forEach(list::add);
        return Answer.ok(data);
    }
}
