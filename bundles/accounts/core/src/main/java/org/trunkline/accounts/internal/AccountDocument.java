package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.accounts.Account;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.FieldError;

/** The fields of an account's document: which are valid, who writes and who sees them (crossbar-api §3.2, design §13). */
final class AccountDocument {
    static final String TIMEZONE = "timezone";
    static final String LANGUAGE = "language";
    private static final String LANGUAGE_DEFAULT = "en-US";

    /** What an account may not lift by itself: only a reseller above it, or root, writes these. */
    static final Set<String> CONTROLLED = Set.of(
            Account.ENABLED,
            "call_restriction",
            "ui_restrictions",
            "numbers_features",
            "announcement",
            "custom_notes",
            "contract",
            "flags",
            "authz_resource_types");

    /** What only ancestors see. */
    static final Set<String> HIDDEN = Set.of("custom_notes", "contract");

    /** Says, when an account is created, whether anybody is told by mail; kept nowhere. */
    static final String ON_CREATION = "send_email_on_creation";

    /** What the server adds to answers; posted back it is ignored. */
    private static final Set<String> COMPUTED = Set.of(
            "id",
            "wnm_allow_additions",
            "superduper_admin",
            "created",
            "reseller_id",
            "is_reseller",
            "billing_mode",
            "notification_preference",
            "trial_time_left",
            "api_key",
            "descendants_count");

    static final String RESTRICTION = "call_restriction";
    static final String RESTRICTION_BELOW = "call_restriction_below";
    static final String INHERIT = "inherit";

    /** What clients send as the timezone for that of the parent; blank forms send nothing at all. */
    private static final Set<String> INHERITED = Set.of(INHERIT, "");

    private AccountDocument() {}

    /** Returns a copy with what a client may say: no private and no computed fields. */
    static ObjectNode fromClient(ObjectNode document) {
        ObjectNode result = Json.publicKeys(document);
        result.remove(COMPUTED);
        result.remove(ON_CREATION);
        return result;
    }

    static boolean isMailWanted(ObjectNode sent) {
        return !sent.path(ON_CREATION).asText("true").equals("false");
    }

    /** Puts the stored values of controlled fields into what a client without the right has sent. */
    static void keepControlled(ObjectNode document, ObjectNode stored) {
        for (String field : CONTROLLED) {
            document.remove(field);
            if (stored.has(field)) {
                document.set(field, stored.get(field));
            }
        }
    }

    /** Returns what the audit tells of a change; what the account itself may not see stands apart. */
    static ObjectNode differences(ObjectNode before, Account account) {
        ObjectNode hiddenBefore = Json.object();
        ObjectNode hidden = Json.object();
        ObjectNode after = account.wireDocument();
        ObjectNode shownBefore = before.deepCopy();
        for (String field : HIDDEN) {
            Optional.ofNullable(shownBefore.remove(field)).ifPresent(value -> hiddenBefore.set(field, value));
            Optional.ofNullable(after.remove(field)).ifPresent(value -> hidden.set(field, value));
        }
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(shownBefore, after));
        detail.set("private", Differences.of(hiddenBefore, hidden));
        return detail;
    }

    static boolean isAbsent(ObjectNode document, String field) {
        return document.path(field).isMissingNode() || document.path(field).isNull();
    }

    /** Returns the fields that are no columns of their own. */
    static ObjectNode extra(ObjectNode document) {
        ObjectNode extra = document.deepCopy();
        extra.remove(List.of(Account.NAME, Account.REALM, Account.ENABLED));
        return extra;
    }

    /** Fills in what the server always fills in: a realm without spaces, the timezone. */
    static void complete(ObjectNode document, String timezoneOfParent) {
        if (document.path(Account.REALM).isTextual()) {
            document.put(Account.REALM, document.get(Account.REALM).textValue().replace(" ", ""));
        }
        JsonNode timezone = document.path(TIMEZONE);
        if (timezone.isMissingNode() || timezone.isNull() || INHERITED.contains(timezone.asText())) {
            document.put(TIMEZONE, timezoneOfParent);
        }
    }

    /**
     * Checks what a document says anew, and writes coerced and safe values back. What is stored already and comes back as it
     * is passes, whatever the rules are now: clients post whole documents.
     */
    static Checks check(ObjectNode document, ObjectNode stored) {
        ObjectNode fresh = document.deepCopy();
        document.properties().forEach(field -> {
            if (field.getValue().equals(stored.get(field.getKey()))) {
                fresh.remove(field.getKey());
            }
        });
        Checks checks = SettingChecks.check(fresh);
        document.setAll(fresh);
        if (isAbsent(document, Account.NAME)) {
            checks.add(FieldError.required(Account.NAME));
        }
        new Checks(document).size(Checks.DOCUMENT_LENGTH_MAX).errors().forEach(checks::add);
        return checks;
    }

    /**
     * Returns what other domains may know of the account.
     *
     * @param path its own, in ids that are kept anyway; words that many accounts have are kept once
     */
    static AccountNode node(Account account, List<AccountId> path, String currency, String country) {
        ObjectNode document = account.document();
        return new AccountNode(
                account.id(),
                path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1)),
                account.name(),
                account.realm(),
                account.enabled(),
                account.reseller(),
                currency,
                document.path("country").asText(country).intern(),
                document.path(TIMEZONE).asText("UTC").intern(),
                language(document),
                denied(document.path(RESTRICTION)),
                denied(document.path(RESTRICTION_BELOW)));
    }

    private static String language(ObjectNode document) {
        String language = document.path(LANGUAGE).asText("");
        return language.isBlank() ? LANGUAGE_DEFAULT : language.intern();
    }

    private static Set<String> denied(JsonNode restriction) {
        Set<String> denied = new TreeSet<>();
        restriction.properties().forEach(rule -> {
            if ("deny".equals(rule.getValue().path("action").textValue())) {
                denied.add(rule.getKey());
            }
        });
        return denied;
    }
}
