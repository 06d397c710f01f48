package org.trunkline.numbers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.numbers.NumberFeatures;
import org.trunkline.numbers.NumberPlan;

/** The public fields of a number as clients send them: those of features are checked, all others kept (crossbar-numbers N1.9). */
final class NumberDocument {
    static final String STATE = "create_with_state";
    static final String CARRIER = "carrier_name";
    static final String CARRIER_LOCAL = "local";

    /** A number is a small thing, and there are many. */
    private static final int LENGTH_MAX = 16_384;

    private static final int TEXT_LENGTH_MAX = 128;
    private static final int CNAM_LENGTH_MAX = 15;
    private static final int MEDIA_LENGTH_MAX = 512;
    private static final int ADDRESS_LENGTH_MAX = 254;
    private static final int ADDRESSES_MAX = 20;
    private static final int NUMBER_LENGTH_MAX = 35;
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]*");
    private static final Pattern SIP = Pattern.compile("sips?:[^\\p{Cntrl}\\s]+");

    /** What answers show and no client decides. */
    private static final List<String> COMPUTED = List.of(
            "id",
            "used_by",
            "state",
            "features",
            "features_available",
            "assigned_to",
            "created",
            "updated",
            "numbers",
            "accept_charges",
            STATE,
            CARRIER);

    /** What only those say who take emergency addresses. */
    private static final List<String> PROVIDED =
            List.of("status", "location_id", "latitude", "longitude", "activated_time");

    private static final List<String> E911_REQUIRED = List.of("street_address", "locality", "region", "postal_code");

    private final ObjectNode document;
    private final Checks checks;

    private NumberDocument(ObjectNode sent) {
        document = Json.publicKeys(sent);
        document.remove(COMPUTED);
        checks = new Checks(document).size(LENGTH_MAX);
    }

    /**
     * Returns what is kept of the fields.
     *
     * @param country of the account, in which numbers are read
     * @throws org.trunkline.kernel.InvalidException with everything that is wrong
     */
    static ObjectNode read(ObjectNode sent, NumberPlan plan, String country) {
        NumberDocument read = new NumberDocument(sent);
        read.cnam();
        read.e911();
        read.failover(plan, country);
        read.checks.bool(NumberFeatures.FORCE_OUTBOUND);
        read.prepend();
        read.ringback();
        read.messages(NumberFeatures.SMS);
        read.messages(NumberFeatures.MMS);
        read.checks.object(NumberFeatures.PORTING);
        read.names(NumberFeatures.ALLOWED);
        read.names(NumberFeatures.DENIED);
        read.checks.throwIfAny();
        return read.document;
    }

    private void cnam() {
        if (checks.object(NumberFeatures.CNAM).isPresent()) {
            text("cnam.display_name", 1, CNAM_LENGTH_MAX);
            checks.bool("cnam.inbound_lookup");
        }
    }

    private void e911() {
        Optional<ObjectNode> e911 = checks.object(NumberFeatures.E911);
        if (e911.isEmpty()) {
            return;
        }
        E911_REQUIRED.forEach(field -> checks.require("e911." + field));
        e911.get().remove(PROVIDED);
        text("e911.street_address", 1, TEXT_LENGTH_MAX);
        text("e911.extended_address", 0, TEXT_LENGTH_MAX);
        text("e911.locality", 1, TEXT_LENGTH_MAX);
        text("e911.region", 2, 2);
        text("e911.postal_code", 1, NUMBER_LENGTH_MAX);
        text("e911.plus_four", 0, NUMBER_LENGTH_MAX);
        text("e911.caller_name", 3, TEXT_LENGTH_MAX);
        checks.strings("e911.notification_contact_emails", ADDRESSES_MAX, ADDRESS_LENGTH_MAX);
        checks.object("e911.legacy_data");
    }

    private void failover(NumberPlan plan, String country) {
        Optional<ObjectNode> failover = checks.object(NumberFeatures.FAILOVER);
        Optional<String> number = text("failover.e164", 1, NUMBER_LENGTH_MAX);
        Optional<String> sip = checks.string("failover.sip", 1, ADDRESS_LENGTH_MAX, SIP);
        number.ifPresent(text -> plan.toE164(text, country)
                .ifPresentOrElse(
                        e164 -> failover.orElseThrow().put("e164", e164),
                        () -> checks.add(new FieldError(
                                "failover.e164",
                                "wrong_format",
                                "Field is not in the correct format",
                                null,
                                text,
                                null))));
        if (number.isPresent() && sip.isPresent()) {
            checks.add(FieldError.of(
                    "failover", "maxProperties", "Calls fail over to a number or to an address, not both"));
        }
    }

    private void prepend() {
        if (checks.object(NumberFeatures.PREPEND).isPresent()) {
            checks.bool("prepend.enabled");
            text("prepend.name", 0, NUMBER_LENGTH_MAX);
            text("prepend.number", 0, NUMBER_LENGTH_MAX);
        }
    }

    private void ringback() {
        if (checks.object(NumberFeatures.RINGBACK).isPresent()) {
            text("ringback.early", 1, MEDIA_LENGTH_MAX);
            text("ringback.transfer", 1, MEDIA_LENGTH_MAX);
        }
    }

    private void messages(String feature) {
        if (checks.object(feature).isPresent()) {
            checks.bool(feature + ".enabled");
        }
    }

    private void names(String field) {
        for (String name : checks.strings(field, NumberFeatures.ALL.size(), TEXT_LENGTH_MAX)
                .orElse(List.of())) {
            if (!NumberFeatures.ALL.contains(name)) {
                checks.add(new FieldError(
                        field, "enum", "Value not found in enumerated list of values", NumberFeatures.ALL, name, null));
            }
        }
    }

    private Optional<String> text(String field, int lengthMin, int lengthMax) {
        return checks.string(field, lengthMin, lengthMax, TEXT);
    }

    /** Returns the document with the fields that only sellers write as they are stored. */
    static ObjectNode keeping(ObjectNode document, ObjectNode stored, List<String> fields) {
        ObjectNode kept = document.deepCopy();
        for (String field : fields) {
            JsonNode value = stored.get(field);
            if (value == null) {
                kept.remove(field);
            } else {
                kept.set(field, value);
            }
        }
        return kept;
    }
}
