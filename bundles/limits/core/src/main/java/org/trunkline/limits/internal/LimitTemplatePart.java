package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.LimitService;
import org.trunkline.limits.Limits;

/** Limits of a template: all that a seller sets, laid over what the account has; a null makes one inherited again. */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class LimitTemplatePart implements TemplatePart {
    static final String FIELD = "limits";

    private final LimitService limits;

    @Activate
    public LimitTemplatePart(@Reference LimitService limits) {
        this.limits = limits;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public JsonNode check(Caller caller, AccountId owner, JsonNode settings) {
        ObjectNode document = Json.publicKeys(TemplatePart.object(FIELD, settings));
        document.remove("id");
        Checks checks = new Checks(document);
        LimitForm.read(document, checks, Limits.DEFAULTS);
        try {
            checks.throwIfAny();
        } catch (InvalidException e) {
            throw TemplatePart.below(FIELD, e);
        }
        return document;
    }

    @Override
    public ObjectNode preview(Caller caller, AccountId account, JsonNode settings) {
        ObjectNode before = limits.getPrivate(caller, account).document();
        return Differences.of(named(before), named(Json.merged(before, changes(settings))));
    }

    @Override
    public ObjectNode apply(Caller caller, AccountId account, JsonNode settings) {
        ObjectNode differences = preview(caller, account, settings);
        if (!differences.isEmpty()) {
            limits.merge(caller, account, changes(settings));
        }
        return differences;
    }

    private static ObjectNode changes(JsonNode settings) {
        return TemplatePart.object(FIELD, settings);
    }

    /** A number is the same however it was read: as it is written it is compared. */
    private static ObjectNode named(ObjectNode document) {
        ObjectNode named = Json.object();
        named.set(FIELD, Json.parseObject(Json.write(document)));
        return named;
    }
}
