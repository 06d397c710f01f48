package org.trunkline.numbers.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** {@code accounts/{account}/phone_numbers/classifiers}: the classes of numbers that calls are restricted by (crossbar-api §7.6). */
@Component(service = ClassifiersResource.class)
@RestResource
@Path("accounts/{account}/phone_numbers/classifiers")
@Produces("application/json")
public final class ClassifiersResource {
    private static final int NUMBER_LENGTH_MAX = 64;

    private final NumberPlan plan;
    private final Access access;

    @Activate
    public ClassifiersResource(@Reference NumberPlan plan, @Reference Access access) {
        this.plan = plan;
        this.access = access;
    }

    /** By name; the order is that in which they are tried. */
    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        access.require(request.caller(), PathIds.account(account), Permission.ACCOUNT_READ);
        ObjectNode data = Json.object();
        plan.classifiers().forEach(each -> data.set(each.name(), json(each)));
        return Answer.ok(data);
    }

    /** The class of one number, as phones of the account would dial it. */
    @GET
    @Path("{number}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("number") String number) {
        AccountNode node = access.require(request.caller(), PathIds.account(account), Permission.ACCOUNT_READ);
        if (number.length() > NUMBER_LENGTH_MAX) {
            throw new NotFoundException(number.substring(0, NUMBER_LENGTH_MAX));
        }
        String e164 = plan.isEmergency(number, node.country())
                ? number
                : plan.toE164(number, node.country()).orElse(number);
        ObjectNode data = Json.object().put("number", number).put("e164", e164);
        return Answer.ok(data.setAll(json(plan.classify(e164))));
    }

    private static ObjectNode json(Classifier classifier) {
        ObjectNode json = Json.object()
                .put("name", classifier.name())
                .put("regex", classifier.regex())
                .put("friendly_name", classifier.friendlyName());
        classifier.prettyPrint().ifPresent(form -> json.put("pretty_print", form));
        if (classifier.emergency()) {
            json.put("emergency", true);
        }
        return json;
    }
}
