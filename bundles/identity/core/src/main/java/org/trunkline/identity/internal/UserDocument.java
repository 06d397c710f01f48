package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.identity.User;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** A document of a user as a client sends it: what counts, what is wrong with it, and the user it describes. */
final class UserDocument {
    static final String PASSWORD = "password";

    /** What users that are no administrators may change of themselves. */
    static final List<String> OWN = List.of(
            User.FIRST_NAME, User.LAST_NAME, User.EMAIL, "language", "timezone", "ui_flags", "ui_help", "appList");

    /** Where an absent field means that it stays as it is, even when the document is replaced. */
    private static final List<String> KEPT =
            List.of(User.USERNAME, User.PRIV_LEVEL, User.ENABLED, User.REQUIRE_PASSWORD_UPDATE);

    /** Computed by us, or as good as a password. */
    private static final List<String> NEVER_STORED =
            List.of("id", "features", "credentials", "confirm_password", "send_email_on_creation");

    private static final List<String> TYPED = List.of(
            User.USERNAME,
            User.FIRST_NAME,
            User.LAST_NAME,
            User.EMAIL,
            User.PRIV_LEVEL,
            User.ENABLED,
            User.REQUIRE_PASSWORD_UPDATE,
            PASSWORD);

    private static final int NAME_LENGTH_MAX = 128;
    private static final int USERNAME_LENGTH_MAX = 256;
    private static final int PASSWORD_LENGTH_MAX = 256;
    private static final int EMAIL_LENGTH_MAX = 254;
    private static final int WORD_LENGTH_MAX = 64;
    private static final Pattern USERNAME_FORM = Pattern.compile("^([+@.\\w_-]+)$");
    private static final Pattern EMAIL_FORM = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final List<String> ROLES = List.of("user", "admin");

    private final ObjectNode document;

    private UserDocument(ObjectNode document) {
        this.document = document;
    }

    static UserDocument created(ObjectNode sent) {
        return new UserDocument(fromClient(sent));
    }

    static UserDocument replaced(User old, ObjectNode sent) {
        ObjectNode document = fromClient(sent);
        ObjectNode stored = old.wireDocument();
        for (String field : KEPT) {
            if (isAbsent(document, field) && stored.has(field)) {
                document.set(field, stored.get(field));
            }
        }
        return new UserDocument(document);
    }

    static UserDocument merged(User old, ObjectNode changes) {
        return new UserDocument(Json.merged(old.wireDocument(), fromClient(changes)));
    }

    /** Returns the stored document with only those changes that users may make to themselves. */
    UserDocument own(User old) {
        ObjectNode result = old.wireDocument();
        for (String field : OWN) {
            if (document.has(field)) {
                result.set(field, document.get(field));
            } else {
                result.remove(field);
            }
        }
        if (password().isPresent()) {
            result.set(PASSWORD, document.get(PASSWORD));
            result.put(User.REQUIRE_PASSWORD_UPDATE, false);
        }
        return new UserDocument(result);
    }

    Checks check(int passwordLengthMin) {
        Checks checks = new Checks(document).size(Checks.DOCUMENT_LENGTH_MAX);
        checks.require(User.FIRST_NAME, User.LAST_NAME);
        checks.string(User.FIRST_NAME, 1, NAME_LENGTH_MAX);
        checks.string(User.LAST_NAME, 1, NAME_LENGTH_MAX);
        checks.string(User.USERNAME, 1, USERNAME_LENGTH_MAX, USERNAME_FORM);
        password(passwordLengthMin).forEach(checks::add);
        checks.oneOf(User.PRIV_LEVEL, ROLES);
        checks.bool(User.ENABLED);
        checks.bool(User.REQUIRE_PASSWORD_UPDATE);
        checks.string("timezone", 0, WORD_LENGTH_MAX);
        checks.string("language", 0, WORD_LENGTH_MAX);
        Optional<String> email = checks.string(User.EMAIL, 0, EMAIL_LENGTH_MAX);
        if (email.isPresent()
                && !email.get().isEmpty()
                && !EMAIL_FORM.matcher(email.get()).matches()) {
            checks.add(new FieldError(
                    User.EMAIL, "wrong_format", "Field is not in the correct format", null, email.get(), null));
        }
        return checks;
    }

    /** Answers end up in logs and on screens, so what is wrong with a password is told without it. */
    private List<FieldError> password(int lengthMin) {
        Checks checks = new Checks(document);
        checks.string(PASSWORD, lengthMin, PASSWORD_LENGTH_MAX);
        return checks.errors().stream()
                .map(error -> new FieldError(error.field(), error.rule(), error.message(), error.target(), null, null))
                .toList();
    }

    Optional<String> username() {
        return text(User.USERNAME).map(name -> name.toLowerCase(Locale.ROOT));
    }

    Optional<String> password() {
        return text(PASSWORD);
    }

    /** Returns the user that a checked document describes. */
    User user(UserId id, AccountId account, Instant created, Instant modified, long revision) {
        ObjectNode extra = document.deepCopy();
        extra.remove(TYPED);
        return new User(
                id,
                account,
                username(),
                text(User.FIRST_NAME).orElseThrow(),
                text(User.LAST_NAME).orElseThrow(),
                text(User.EMAIL),
                text(User.PRIV_LEVEL).filter("admin"::equals).isPresent() ? Role.ADMIN : Role.USER,
                document.path(User.ENABLED).asBoolean(true),
                document.path(User.REQUIRE_PASSWORD_UPDATE).asBoolean(false),
                created,
                modified,
                revision,
                extra);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(document.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static ObjectNode fromClient(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove(NEVER_STORED);
        return document;
    }

    private static boolean isAbsent(ObjectNode document, String field) {
        return document.path(field).isMissingNode() || document.path(field).isNull();
    }
}
