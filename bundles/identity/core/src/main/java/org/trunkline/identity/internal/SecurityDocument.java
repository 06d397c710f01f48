package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** What a document about logins says, and what is wrong with it. Fields that it does not know are kept. */
record SecurityDocument(ObjectNode document) {
    static final String MODULES = "auth_modules";
    static final String BY_PASSWORD = Tokens.BY_PASSWORD;
    static final String BY_API_KEY = Tokens.BY_API_KEY;
    static final String FACTOR = "multi_factor";
    static final String INCLUDES_BELOW = "include_subaccounts";
    static final String EXPIRY = "token_auth_expiry_s";
    static final String ENABLED = "enabled";

    static final int EXPIRY_SECONDS_MIN = 60;
    static final int EXPIRY_SECONDS_MAX = 86_400;

    /** Computed by us, or sent along by clients that mean nothing by it. */
    private static final List<String> NEVER_STORED = List.of("id", "accountId", "account", "inherited_config");

    private static final int WORD_LENGTH_MAX = 64;

    static SecurityDocument sent(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove(NEVER_STORED);
        return new SecurityDocument(document);
    }

    boolean wantsSecondFactor() {
        return factor().path(ENABLED).asBoolean(false);
    }

    boolean wantsSecondFactorBelow() {
        return wantsSecondFactor() && factor().path(INCLUDES_BELOW).asBoolean(false);
    }

    /** Returns for how long tokens of this way to log in are valid, where the document says so. */
    Optional<Duration> expiry(String module) {
        return Optional.of(module(module).path(EXPIRY))
                .filter(JsonNode::isIntegralNumber)
                .map(seconds -> Duration.ofSeconds(seconds.asLong()));
    }

    boolean refuses(String module) {
        return !module(module).path(ENABLED).asBoolean(true);
    }

    private JsonNode factor() {
        return module(BY_PASSWORD).path(FACTOR);
    }

    private JsonNode module(String name) {
        return document.path(MODULES).path(name);
    }

    /** @throws InvalidException with every field that is wrong */
    void check() {
        Checks checks = new Checks(document).size(Checks.DOCUMENT_LENGTH_MAX);
        checks.object(MODULES);
        module(checks, MODULES + "." + BY_API_KEY);
        String password = MODULES + "." + BY_PASSWORD;
        module(checks, password);
        String factor = password + "." + FACTOR;
        checks.object(factor);
        checks.bool(factor + "." + ENABLED);
        checks.bool(factor + "." + INCLUDES_BELOW);
        checks.string(factor + ".configuration_id", 0, WORD_LENGTH_MAX);
        checks.string(factor + ".account_id", 0, WORD_LENGTH_MAX);
        if (checks.errors().isEmpty() && refuses(BY_PASSWORD)) {
            checks.add(FieldError.of(
                    password + "." + ENABLED, "enum", "Users have no other way to log in: true, or leave it out"));
        }
        checks.throwIfAny();
    }

    private static void module(Checks checks, String module) {
        checks.object(module);
        checks.bool(module + "." + ENABLED);
        checks.integer(module + "." + EXPIRY, EXPIRY_SECONDS_MIN, EXPIRY_SECONDS_MAX);
        checks.bool(module + ".log_failed_attempts");
        checks.bool(module + ".log_successful_attempts");
    }

    /** Returns what this and the documents above make of an account: this first, the nearest next. */
    static ObjectNode inherited(List<SecurityDocument> above) {
        ObjectNode result = Json.object();
        ObjectNode modules = result.putObject(MODULES);
        for (String name : List.of(BY_PASSWORD, BY_API_KEY)) {
            above.stream()
                    .flatMap(each -> each.expiry(name).stream())
                    .findFirst()
                    .ifPresent(expiry -> modules.withObject("/" + name).put(EXPIRY, expiry.toSeconds()));
        }
        if (above.stream().anyMatch(SecurityDocument::wantsSecondFactorBelow)) {
            modules.withObject("/" + BY_PASSWORD)
                    .putObject(FACTOR)
                    .put(ENABLED, true)
                    .put(INCLUDES_BELOW, true);
        }
        return result;
    }
}
