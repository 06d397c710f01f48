package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.InvalidException;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudCases;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Extension: the suspicions that the fraud guard of an account has. */
@Component(service = FraudResource.class)
@RestResource
@Path("accounts/{account}/fraud_cases")
@Produces("application/json")
public final class FraudResource {
    private static final String ALLOWED = "allowed";
    private static final String DENIED = "denied";

    private final FraudCases cases;

    @Activate
    public FraudResource(@Reference FraudCases cases) {
        this.cases = cases;
    }

    @GET
    public Answer list(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.list(cases.list(request.caller(), PathIds.account(account)).stream()
                .map(FraudResource::json)
                .filter(request.filter())
                .toList());
    }

    @GET
    @Path("{case}")
    public Answer get(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("case") String id) {
        return Answer.ok(json(cases.get(request.caller(), PathIds.account(account), id)));
    }

    /** Takes a document as it was read, with another {@code state}. */
    @POST
    @Path("{case}")
    public Answer decide(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("case") String id) {
        Optional<String> state = request.value("state");
        if (state.isEmpty()) {
            throw new InvalidException(List.of(FieldError.required("state")));
        }
        if (!state.get().equals(ALLOWED) && !state.get().equals(DENIED)) {
            throw new InvalidException(List.of(new FieldError(
                    "state",
                    "enum",
                    "Value not found in enumerated list of values",
                    Json.nodes().arrayNode().add(ALLOWED).add(DENIED),
                    state.get(),
                    null)));
        }
        return Answer.ok(json(cases.decide(
                request.caller(), PathIds.account(account), id, state.get().equals(ALLOWED))));
    }

    private static ObjectNode json(FraudCase each) {
        ObjectNode json = Json.object()
                .put("id", each.id())
                .put("rule", word(each.rule()))
                .put("outcome", word(each.outcome()))
                .put("state", word(each.state()))
                .put("country", each.country())
                .put("calls", each.calls())
                .put("from", each.from())
                .put("to", each.to())
                .put("first_at", GregorianTime.of(each.firstAt()))
                .put("last_at", GregorianTime.of(each.lastAt()));
        each.decidedBy().ifPresent(by -> json.put("decided_by", by));
        each.allowedUntil().ifPresent(until -> json.put("allowed_until", GregorianTime.of(until)));
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
