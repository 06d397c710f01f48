package org.trunkline.limits.rest.internal;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.ExplanationForm;
import org.trunkline.limits.LimitService;
import org.trunkline.limits.SpendForm;
import org.trunkline.limits.Spending;
import org.trunkline.rest.Answer;
import org.trunkline.rest.PathIds;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.RestResource;

/** Reads and replaces the limits of an account. */
@Component(service = LimitsResource.class)
@RestResource
@Path("accounts/{account}/limits")
@Produces("application/json")
public final class LimitsResource {
    private final LimitService limits;
    private final CallAdmission admission;
    private final Spending spending;

    @Activate
    public LimitsResource(
            @Reference LimitService limits, @Reference CallAdmission admission, @Reference Spending spending) {
        this.limits = limits;
        this.admission = admission;
        this.spending = spending;
    }

    @GET
    public Answer get(@Context RestRequest request, @PathParam("account") String account) {
        return LimitsJson.answer(limits.get(request.caller(), PathIds.account(account)));
    }

    @POST
    public Answer replace(@Context RestRequest request, @PathParam("account") String account) {
        return LimitsJson.answer(limits.replace(request.caller(), PathIds.account(account), request.data()));
    }

    /** Extension: all limits, those too that only sellers set. */
    @GET
    @Path("private")
    public Answer getAll(@Context RestRequest request, @PathParam("account") String account) {
        return LimitsJson.all(limits.getPrivate(request.caller(), PathIds.account(account)));
    }

    /** Extension: merges limits that only sellers set, such as {@code max_postpay_amount}. */
    @PATCH
    @Path("private")
    public Answer merge(@Context RestRequest request, @PathParam("account") String account) {
        return LimitsJson.all(limits.merge(request.caller(), PathIds.account(account), request.data()));
    }

    /** Extension: what is spent in the windows of the caps now. */
    @GET
    @Path("spend")
    public Answer spent(@Context RestRequest request, @PathParam("account") String account) {
        return Answer.ok(SpendForm.write(spending.get(request.caller(), PathIds.account(account))));
    }

    /** Extension: begins all windows anew. */
    @DELETE
    @Path("spend")
    public Answer resetAll(@Context RestRequest request, @PathParam("account") String account) {
        return reset(request, account, "");
    }

    /** Extension: begins one window anew. */
    @DELETE
    @Path("spend/{window}")
    public Answer reset(
            @Context RestRequest request, @PathParam("account") String account, @PathParam("window") String window) {
        return Answer.ok(
                SpendForm.write(spending.reset(request.caller(), PathIds.account(account), SpendForm.windows(window))));
    }

    /** Extension: what a call would be told at this moment, and what every rule says to it; changes nothing. */
    @POST
    @Path("explain")
    public Answer explain(@Context RestRequest request, @PathParam("account") String account) {
        CallAttempt attempt = ExplainRequest.attempt(PathIds.account(account), request.data());
        return Answer.ok(ExplanationForm.write(admission.explain(request.caller(), attempt)));
    }
}
