package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.trunkline.identity.Identity;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.LoginSource;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rest.RestRequest;

/** Logins as the wire shows them (crossbar-api §2.1). */
final class LoginJson {
    private static final String ACCOUNT_NAME = "account_name";
    private static final int CREDENTIALS_LENGTH_MAX = 64;
    private static final int API_KEY_LENGTH = 64;
    private static final int CODE_LENGTH_MAX = 64;
    private static final int NAME_LENGTH_MAX = 128;
    private static final int REALM_LENGTH_MIN = 4;
    private static final int REALM_LENGTH_MAX = 253;

    private static final String ONLY_THE_KEY =
            "Strict checking of data is enabled; only include schema-defined properties";

    private LoginJson() {}

    static LoginAttempt attempt(ObjectNode data) {
        Checks checks = new Checks(data);
        checks.require("credentials");
        String credentials =
                checks.string("credentials", 1, CREDENTIALS_LENGTH_MAX).orElse("");
        String method = checks.oneOf("method", List.of("md5", "sha")).orElse("md5");
        Optional<String> name = checks.string(ACCOUNT_NAME, 1, NAME_LENGTH_MAX);
        Optional<String> realm = checks.string("account_realm", REALM_LENGTH_MIN, REALM_LENGTH_MAX)
                .or(() -> checks.string("realm", REALM_LENGTH_MIN, REALM_LENGTH_MAX));
        if (name.isEmpty() && realm.isEmpty() && checks.errors().isEmpty()) {
            checks.add(FieldError.required(ACCOUNT_NAME));
        }
        Optional<String> code = checks.string("multi_factor_response", 1, CODE_LENGTH_MAX);
        throwIfAny(checks);
        DigestMethod digest = method.equals("sha") ? DigestMethod.SHA1 : DigestMethod.MD5;
        return new LoginAttempt(credentials, digest, name, realm, code);
    }

    static LoginSource source(RestRequest request) {
        return new LoginSource(request.clientAddress(), request.userAgent(), request.requestId());
    }

    static String apiKey(ObjectNode data) {
        Checks checks = new Checks(data);
        checks.require("api_key");
        String key = checks.string("api_key", API_KEY_LENGTH, API_KEY_LENGTH).orElse("");
        data.fieldNames().forEachRemaining(field -> {
            if (!field.equals("api_key")) {
                checks.add(FieldError.of(field, "additionalProperties", ONLY_THE_KEY));
            }
        });
        throwIfAny(checks);
        return key;
    }

    /** Throws what is wrong, without values: what is nearly right is as secret as what is right. */
    static void throwIfAny(Checks checks) {
        if (!checks.errors().isEmpty()) {
            throw new InvalidException(checks.errors().stream()
                    .map(error ->
                            new FieldError(error.field(), error.rule(), error.message(), error.target(), null, null))
                    .toList());
        }
    }

    static ObjectNode identity(Identity identity) {
        ObjectNode data = Json.object().put("account_id", identity.account().value());
        identity.user().ifPresent(user -> data.put("owner_id", user.value()));
        data.put(ACCOUNT_NAME, identity.accountName());
        data.putArray("apps");
        data.put("language", identity.language())
                .put("reseller_id", identity.sellerAccount().value())
                .put("is_reseller", identity.reseller())
                .put("is_master_account", identity.root())
                .put("cluster_id", identity.clusterId());
        data.putObject("capabilities");
        data.putObject("ui_config");
        return data;
    }
}
