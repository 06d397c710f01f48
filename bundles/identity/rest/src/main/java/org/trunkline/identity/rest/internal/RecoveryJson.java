package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.identity.RecoveryRequest;
import org.trunkline.json.Checks;
import org.trunkline.kernel.FieldError;

/** Recovery of a password as the wire shows it (crossbar-api §2.2). */
final class RecoveryJson {
    /** The same whoever it is for. */
    static final String HANDLED = "Request for password reset handled; if there is such a user, a mail is on its way";

    private static final String ACCOUNT_NAME = "account_name";
    private static final String RESET_ID = "reset_id";
    private static final int NAME_LENGTH_MAX = 128;
    private static final int REALM_LENGTH_MIN = 4;
    private static final int REALM_LENGTH_MAX = 253;
    private static final int NUMBER_LENGTH_MAX = 64;
    private static final int USERNAME_LENGTH_MAX = 256;
    private static final int URL_LENGTH_MIN = 14;
    private static final int URL_LENGTH_MAX = 2_000;
    private static final int RESET_ID_LENGTH_MIN = 40;
    private static final int RESET_ID_LENGTH_MAX = 250;
    private static final int CODE_LENGTH_MAX = 64;
    private static final Pattern RESET_ID_FORM = Pattern.compile("^[a-fA-F0-9]{40,250}$");

    private RecoveryJson() {}

    static RecoveryRequest request(ObjectNode data) {
        Checks checks = new Checks(data).require("username", "ui_url");
        String username = checks.string("username", 1, USERNAME_LENGTH_MAX).orElse("");
        String url = checks.string("ui_url", URL_LENGTH_MIN, URL_LENGTH_MAX).orElse("");
        Optional<String> name = checks.string(ACCOUNT_NAME, 1, NAME_LENGTH_MAX);
        Optional<String> realm = checks.string("account_realm", REALM_LENGTH_MIN, REALM_LENGTH_MAX);
        Optional<String> number = checks.string("phone_number", 1, NUMBER_LENGTH_MAX);
        if (name.isEmpty()
                && realm.isEmpty()
                && number.isEmpty()
                && checks.errors().isEmpty()) {
            checks.add(FieldError.required(ACCOUNT_NAME));
        }
        checks.throwIfAny();
        return new RecoveryRequest(name, realm, number, username, url);
    }

    static String resetId(ObjectNode data) {
        Checks checks = new Checks(data).require(RESET_ID);
        Optional<String> id = checks.string(RESET_ID, RESET_ID_LENGTH_MIN, RESET_ID_LENGTH_MAX, RESET_ID_FORM);
        LoginJson.throwIfAny(checks);
        return id.orElseThrow();
    }

    static Optional<String> secondFactor(ObjectNode data) {
        Checks checks = new Checks(data);
        Optional<String> code = checks.string("multi_factor_response", 1, CODE_LENGTH_MAX);
        LoginJson.throwIfAny(checks);
        return code;
    }
}
