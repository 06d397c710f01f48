package org.trunkline.routing.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.routing.Carrier;

/** What documents of carriers must look like (crossbar-api §7.3). */
final class CarrierDocument {
    private static final int NAME_LENGTH_MAX = 128;
    private static final int GATEWAYS_MAX = 100;
    private static final int RULES_MAX = 100;
    private static final int FLAGS_MAX = 100;
    private static final int TEXT_LENGTH_MAX = 64;
    private static final int CLASSIFIERS_MAX = 50;
    private static final String WEIGHT = "weight_cost";
    private static final String CLASSIFIERS = "classifiers";
    private static final List<String> EXPRESSIONS = List.of("rules", "cid_rules");
    private static final List<String> CALLER_ID_TYPES = List.of("internal", "external", "emergency");

    /** What the wire adds to answers; clients send it back. */
    private static final Set<String> COMPUTED = Set.of("id", "metadata");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");
    private static final Pattern DIALLED = Pattern.compile("[^\\s<>@;\"]*");

    private CarrierDocument() {}

    /**
     * Returns the document with what was not said filled in; passwords still stand in it.
     *
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong
     */
    static ObjectNode read(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove(COMPUTED);
        Checks checks = new Checks(document).require(Carrier.NAME, Carrier.GATEWAYS);
        checks.string(Carrier.NAME, 1, NAME_LENGTH_MAX);
        weight(checks, WEIGHT);
        checks.integer("grace_period", 1, 20);
        for (String flag : List.of(
                "enabled", "emergency", "require_flags", "ignore_flags", "format_from_uri", "from_account_realm")) {
            checks.bool(flag);
        }
        checks.strings("flags", FLAGS_MAX, TEXT_LENGTH_MAX);
        EXPRESSIONS.forEach(field -> expressions(checks, field));
        checks.strings("rules_test", RULES_MAX, Regexes.LENGTH_MAX);
        expression(checks, "flat_rate_blacklist");
        expression(checks, "flat_rate_whitelist");
        checks.string("from_uri_realm", 1, NAME_LENGTH_MAX);
        checks.oneOf("gateway_strategy", List.of("sequential", "random"));
        if (checks.object("caller_id_options").isPresent()) {
            checks.oneOf("caller_id_options.type", CALLER_ID_TYPES);
        }
        for (String object : List.of("formatters", "media")) {
            checks.object(object);
        }
        if (checks.bool("peer").orElse(false)) {
            checks.add(FieldError.of("peer", "forbidden", "Peers are not allowed"));
        }
        classifiers(checks, document);
        gateways(checks, document);
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        setDefaults(
                document,
                Json.object()
                        .put("enabled", true)
                        .put(WEIGHT, 50)
                        .put("grace_period", 5)
                        .put("emergency", false)
                        .put("gateway_strategy", "sequential"));
        return document;
    }

    private static void weight(Checks checks, String field) {
        checks.integer(field, 0, 100);
    }

    private static void expressions(Checks checks, String field) {
        List<String> all = checks.strings(field, RULES_MAX, Regexes.LENGTH_MAX).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            requireSafe(checks, field + "." + i, all.get(i));
        }
    }

    private static void expression(Checks checks, String field) {
        checks.string(field, 1, Regexes.LENGTH_MAX).ifPresent(text -> requireSafe(checks, field, text));
    }

    private static void requireSafe(Checks checks, String field, String text) {
        if (!Regexes.isSafe(text)) {
            checks.add(new FieldError(
                    field,
                    "wrong_format",
                    "Field must be a regular expression without repetitions of repetitions and references back",
                    null,
                    text,
                    null));
        }
    }

    private static void classifiers(Checks checks, ObjectNode document) {
        Optional<ObjectNode> classifiers = checks.object(CLASSIFIERS);
        if (classifiers.isEmpty()) {
            return;
        }
        if (classifiers.get().size() > CLASSIFIERS_MAX) {
            checks.add(FieldError.of(
                    CLASSIFIERS, "maxProperties", "The object must have at most " + CLASSIFIERS_MAX + " keys"));
            return;
        }
        for (Map.Entry<String, JsonNode> each : classifiers.get().properties()) {
            String path = CLASSIFIERS + "." + each.getKey();
            if (!(each.getValue() instanceof ObjectNode classifier)) {
                checks.add(FieldError.of(path, "type", "Value did not match type(s): object"));
                continue;
            }
            Checks own = new Checks(classifier);
            own.bool("enabled");
            own.bool("emergency");
            weight(own, WEIGHT);
            expression(own, "regex");
            own.string("prefix", 0, TEXT_LENGTH_MAX, DIALLED);
            own.string("suffix", 0, TEXT_LENGTH_MAX, DIALLED);
            take(checks, path, own);
        }
    }

    private static void gateways(Checks checks, ObjectNode document) {
        JsonNode sent = document.path(Carrier.GATEWAYS);
        if (sent.isMissingNode() || sent.isNull()) {
            return;
        }
        if (!(sent instanceof ArrayNode gateways)) {
            checks.add(FieldError.of(Carrier.GATEWAYS, "type", "Value did not match type(s): array"));
            return;
        }
        if (gateways.size() > GATEWAYS_MAX) {
            checks.add(FieldError.of(Carrier.GATEWAYS, "maxItems", "The list is more than " + GATEWAYS_MAX + " items"));
            return;
        }
        for (int i = 0; i < gateways.size(); i++) {
            String path = Carrier.GATEWAYS + "." + i;
            if (gateways.get(i) instanceof ObjectNode gateway) {
                take(checks, path, gateway(gateway));
            } else {
                checks.add(FieldError.of(path, "type", "Value did not match type(s): object"));
            }
        }
    }

    private static Checks gateway(ObjectNode gateway) {
        Checks checks = new Checks(gateway).require("server");
        checks.string("server", 1, NAME_LENGTH_MAX, HOST);
        checks.integer("port", 1, 65_535);
        checks.string("username", 0, 32);
        checks.string(Carrier.PASSWORD, 0, 32);
        checks.string("realm", 0, TEXT_LENGTH_MAX);
        checks.string("route", 0, Regexes.LENGTH_MAX);
        checks.string("prefix", 0, TEXT_LENGTH_MAX, DIALLED);
        checks.string("suffix", 0, TEXT_LENGTH_MAX, DIALLED);
        for (String flag :
                List.of("enabled", "register", "bypass_media", "force_port", "format_from_uri", "skype_rr")) {
            checks.bool(flag);
        }
        checks.strings("codecs", FLAGS_MAX, TEXT_LENGTH_MAX).ifPresent(codecs -> {
            if (new HashSet<>(codecs).size() < codecs.size()) {
                checks.add(FieldError.of("codecs", "uniqueItems", "List of items is not unique"));
            }
        });
        checks.oneOf("invite_format", List.of("route", "username", "e164", "npan", "1npan", "strip_plus"));
        checks.oneOf("endpoint_type", List.of("sip", "freetdm", "skype", "amqp"));
        checks.oneOf("caller_id_type", CALLER_ID_TYPES);
        checks.integer("progress_timeout", 0, 600);
        for (String object : List.of("custom_sip_headers", "media", "invite_parameters")) {
            checks.object(object);
        }
        setDefaults(
                gateway,
                Json.object()
                        .put("port", 5060)
                        .put("enabled", true)
                        .put("invite_format", "route")
                        .put("force_port", false));
        return checks;
    }

    private static void take(Checks checks, String path, Checks own) {
        own.errors()
                .forEach(error -> checks.add(new FieldError(
                        path + "." + error.field(),
                        error.rule(),
                        error.message(),
                        error.target(),
                        // what was sent for a password is in no answer
                        error.field().equals(Carrier.PASSWORD) ? null : error.value(),
                        error.cause())));
    }

    private static void setDefaults(ObjectNode document, ObjectNode defaults) {
        defaults.properties().stream()
                .filter(each -> document.path(each.getKey()).isMissingNode()
                        || document.path(each.getKey()).isNull())
                .forEach(each -> document.set(each.getKey(), each.getValue()));
    }

    /** Takes the passwords out of a document: by the place of their gateways. */
    static ObjectNode takePasswords(ObjectNode document) {
        ObjectNode passwords = Json.object();
        JsonNode gateways = document.path(Carrier.GATEWAYS);
        for (int i = 0; i < gateways.size(); i++) {
            JsonNode password = ((ObjectNode) gateways.get(i)).remove(Carrier.PASSWORD);
            if (password != null
                    && password.isTextual()
                    && !password.textValue().isEmpty()) {
                passwords.set(Integer.toString(i), password);
            }
        }
        return passwords;
    }

    /** Puts them back. */
    static ObjectNode withPasswords(ObjectNode document, ObjectNode passwords) {
        JsonNode gateways = document.path(Carrier.GATEWAYS);
        for (int i = 0; i < gateways.size(); i++) {
            JsonNode password = passwords.get(Integer.toString(i));
            if (password != null) {
                ((ObjectNode) gateways.get(i)).set(Carrier.PASSWORD, password);
            }
        }
        return document;
    }
}
