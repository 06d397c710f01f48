package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.trunkline.accounts.Account;
import org.trunkline.json.Checks;
import org.trunkline.kernel.FieldError;

/**
 * Which settings of an account are valid (crossbar-api §3.2, client contract §3.1). Forms send an empty string for an input
 * that was left blank; it is taken for what it is. What is not named here is somebody else's and stays as it came.
 */
final class SettingChecks {
    private static final int CLASSIFIERS_MAX = 100;
    private static final int TABS_MAX = 100;
    private static final int LIST_MAX = 1_000;
    private static final int TEXT_LENGTH_MAX = 1_024;
    private static final int HTML_LENGTH_MAX = 65_536;
    private static final int AMOUNT_DECIMALS_MAX = 6;
    private static final BigDecimal AMOUNT_MAX = BigDecimal.valueOf(1_000_000_000);

    /** The last second of the year 9999. */
    private static final long GREGORIAN_MAX = 315_569_519_999L;

    /** Something to see, nothing that moves what stands beside it. */
    static final Pattern NAME =
            Pattern.compile("(?=.*[^\\p{Z}\\p{C}])[^\\p{Cntrl}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]*");

    private static final Pattern REALM = Pattern.compile("[.\\w-]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@\"<>(),;:\\\\\\[\\]\\p{Cntrl}]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private static final List<String> OBJECTS = List.of(
            "call_recording",
            "call_recording.account",
            "call_recording.endpoint",
            "call_waiting",
            "caller_id",
            "caller_id.asserted",
            "caller_id.emergency",
            "caller_id.external",
            "caller_id.internal",
            "caller_id_options",
            "contact",
            "contact.billing",
            "contact.technical",
            "contract",
            "contract.representative",
            "dial_plan",
            "do_not_disturb",
            "formatters",
            "metaflows",
            "music_on_hold",
            "notifications",
            "notifications.first_occurrence",
            "notifications.low_balance",
            "numbers_features",
            "preflow",
            "ringtones",
            "threshold",
            "topup",
            "topup.monthly",
            "ui_flags",
            "ui_restrictions",
            "ui_restrictions.myaccount",
            "voicemail",
            "zones");

    private static final List<String> FLAGS = List.of(
            "call_waiting.enabled",
            "caller_id_options.show_rate",
            "do_not_disturb.enabled",
            "notifications.first_occurrence.sent_initial_call",
            "notifications.first_occurrence.sent_initial_registration",
            "notifications.low_balance.enabled",
            "notifications.low_balance.sent_low_balance",
            "numbers_features.cnam_enabled",
            "numbers_features.e911_enabled");

    private static final Map<String, Integer> TEXTS = Map.ofEntries(
            Map.entry("caller_id.asserted.name", 35),
            Map.entry("caller_id.asserted.number", 35),
            Map.entry("caller_id.asserted.realm", 253),
            Map.entry("caller_id.emergency.name", 35),
            Map.entry("caller_id.emergency.number", 35),
            Map.entry("caller_id.external.name", 35),
            Map.entry("caller_id.external.number", 35),
            Map.entry("caller_id.internal.name", 35),
            Map.entry("caller_id.internal.number", 35),
            Map.entry("contract.representative.account_id", 64),
            Map.entry("contract.representative.name", 256),
            Map.entry("contract.representative.user_id", 64),
            Map.entry("music_on_hold.media_id", 2_048),
            Map.entry("org", TEXT_LENGTH_MAX),
            Map.entry("preflow.always", 64),
            Map.entry("ringtones.external", 256),
            Map.entry("ringtones.internal", 256));

    private static final List<String> CONTACT_TEXTS = List.of(
            "name",
            "first_name",
            "last_name",
            "number",
            "postal_code",
            "street_address",
            "street_address_extra",
            "locality",
            "region",
            "country");

    private static final Map<String, Set<String>> STRICT =
            Map.of("preflow", Set.of("always"), "call_recording", Set.of("account", "endpoint"));

    private final ObjectNode document;
    private final Checks checks;

    private SettingChecks(ObjectNode document) {
        this.document = document;
        this.checks = new Checks(document);
    }

    /** Checks every setting that is there, and writes coerced and safe values back. */
    static Checks check(ObjectNode document) {
        SettingChecks all = new SettingChecks(document);
        all.identity();
        OBJECTS.forEach(all.checks::object);
        FLAGS.forEach(field -> all.unlessBlank(field, all.checks::bool));
        TEXTS.forEach((field, lengthMax) -> all.checks.string(field, 0, lengthMax));
        all.contacts();
        all.numbers();
        all.amounts();
        all.restrictions();
        all.strict();
        all.html("announcement");
        all.html("custom_notes");
        return all.checks;
    }

    private void identity() {
        checks.string(Account.NAME, 1, 128, NAME);
        checks.string(Account.REALM, 4, 253, REALM);
        checks.bool(Account.ENABLED);
        checks.string(AccountDocument.TIMEZONE, 5, 32)
                .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .ifPresent(zone -> wrong(
                        AccountDocument.TIMEZONE,
                        "enum",
                        "Value must be the name of a timezone of IANA, such as Europe/Berlin",
                        null));
        unlessBlank("country", field -> checks.string(field, 2, 2, COUNTRY));
        unlessBlank(AccountDocument.LANGUAGE, field -> checks.string(field, 2, 35, LANGUAGE));
        checks.strings("flags", LIST_MAX, TEXT_LENGTH_MAX);
        checks.strings("authz_resource_types", LIST_MAX, TEXT_LENGTH_MAX);
    }

    private void contacts() {
        for (String contact : List.of("contact.technical.", "contact.billing.")) {
            CONTACT_TEXTS.forEach(text -> checks.string(contact + text, 0, 256));
            unlessBlank(contact + "email", field -> checks.string(field, 3, 254)
                    .filter(email -> !EMAIL.matcher(email).matches())
                    .ifPresent(email -> wrong(
                            field,
                            "wrong_format",
                            "Value must be an e-mail address such as ann@example.com",
                            "email")));
        }
    }

    private void numbers() {
        unlessBlank(
                "ui_flags.numbers_format",
                field -> checks.oneOf(
                        field, List.of("inherit", "international", "international_with_exceptions", "national")));
        String exceptions = "ui_flags.numbers_format_exceptions";
        checks.strings(exceptions, LIST_MAX, TEXT_LENGTH_MAX)
                .filter(countries -> countries.stream()
                        .anyMatch(country -> !COUNTRY.matcher(country).matches()))
                .ifPresent(countries -> wrong(
                        exceptions,
                        "pattern",
                        "Each value must be a country of ISO 3166, such as US",
                        COUNTRY.pattern()));
        unlessBlank(
                "caller_id_options.outbound_privacy",
                field -> checks.oneOf(field, List.of("full", "name", "number", "none")));
    }

    private void amounts() {
        amount("topup.amount", BigDecimal.ZERO);
        amount("topup.threshold", BigDecimal.ZERO);
        amount("notifications.low_balance.threshold", AMOUNT_MAX.negate());
        amount("threshold.threshold", AMOUNT_MAX.negate());
        unlessBlank("notifications.low_balance.last_notification", field -> checks.integer(field, 0, GREGORIAN_MAX));
        unlessBlank("contract.end_date", field -> checks.integer(field, 0, GREGORIAN_MAX));
    }

    private void amount(String field, BigDecimal min) {
        unlessBlank(field, each -> checks.decimal(each).ifPresent(value -> {
            if (value.compareTo(min) < 0) {
                wrong(field, "minimum", "Value must be at least " + min, min);
            } else if (value.compareTo(AMOUNT_MAX) > 0) {
                wrong(field, "maximum", "Value must be at most " + AMOUNT_MAX, AMOUNT_MAX);
            } else if (value.stripTrailingZeros().scale() > AMOUNT_DECIMALS_MAX) {
                wrong(field, "divisibleBy", "Value may have " + AMOUNT_DECIMALS_MAX + " decimals", AMOUNT_DECIMALS_MAX);
            }
        }));
    }

    private void restrictions() {
        for (String field : List.of(AccountDocument.RESTRICTION, AccountDocument.RESTRICTION_BELOW)) {
            checks.object(field)
                    .ifPresent(rules -> each(
                            field,
                            rules,
                            CLASSIFIERS_MAX,
                            rule -> rule.oneOf("action", List.of(AccountDocument.INHERIT, "deny"))));
        }
        if (at("ui_restrictions.myaccount") instanceof ObjectNode tabs) {
            each("ui_restrictions.myaccount", tabs, TABS_MAX, tab -> List.of(
                            "show_tab", "show_credit", "show_minutes", "show_header")
                    .forEach(tab::bool));
        }
    }

    /** Checks objects of one kind, whatever they are called. */
    private void each(String field, ObjectNode objects, int sizeMax, Consumer<Checks> check) {
        if (objects.size() > sizeMax) {
            checks.add(new FieldError(
                    field, "maxProperties", "There may be at most " + sizeMax + " of them", sizeMax, null, null));
            return;
        }
        objects.properties().forEach(each -> {
            String path = field + "." + each.getKey();
            if (!(each.getValue() instanceof ObjectNode object)) {
                checks.add(new FieldError(
                        path, "type", "Value did not match type(s): object", "object", each.getValue(), null));
                return;
            }
            Checks own = new Checks(object);
            check.accept(own);
            own.errors().forEach(error -> checks.add(error.below(path)));
        });
    }

    private void strict() {
        STRICT.forEach((field, allowed) -> checks.object(field)
                .ifPresent(object -> object.fieldNames().forEachRemaining(name -> {
                    if (!allowed.contains(name)) {
                        wrong(
                                field + "." + name,
                                "additionalProperties",
                                "Only these keys may stand here: " + String.join(", ", List.copyOf(allowed)),
                                null);
                    }
                })));
    }

    private void html(String field) {
        checks.string(field, 0, HTML_LENGTH_MAX).ifPresent(html -> document.put(field, HtmlText.safe(html)));
    }

    private void unlessBlank(String field, Consumer<String> check) {
        if (!at(field).isTextual() || !at(field).textValue().isEmpty()) {
            check.accept(field);
        }
    }

    private void wrong(String field, String rule, String message, Object target) {
        checks.add(new FieldError(field, rule, message, target, at(field), null));
    }

    private JsonNode at(String field) {
        return document.at("/" + field.replace('.', '/'));
    }
}
