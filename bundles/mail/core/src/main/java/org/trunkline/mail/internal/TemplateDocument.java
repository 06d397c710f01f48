package org.trunkline.mail.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.FieldError;
import org.trunkline.mail.MailTemplate;

/** A template as a client sends it. */
final class TemplateDocument {
    private static final int SUBJECT_LENGTH_MAX = 200;
    private static final int BODY_LENGTH_MAX = 100_000;
    private static final int ADDRESS_LENGTH_MAX = 254;
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;\"]+@[^@\\s<>,;\"]+");

    /** What is kept in columns of its own, and what answers add. */
    private static final List<String> NOT_KEPT =
            List.of("id", "enabled", "from", "subject", "templates", "macros", "account_overridden", "friendly_name");

    private final ObjectNode document;
    private final MailTemplate before;

    /** @param before the template that counts so far: what is absent is taken from it */
    TemplateDocument(ObjectNode sent, MailTemplate before) {
        this.document = Json.publicKeys(sent);
        this.before = before;
    }

    /** @throws org.trunkline.kernel.InvalidException with everything that is wrong */
    MailTemplate template(AccountId owner, long revision) {
        Checks checks = new Checks(document).size(Checks.DOCUMENT_LENGTH_MAX);
        boolean enabled = checks.bool("enabled").orElse(true);
        Optional<String> from = checks.string("from", 0, ADDRESS_LENGTH_MAX).filter(text -> !text.isEmpty());
        if (from.isPresent() && !ADDRESS.matcher(from.get()).matches()) {
            checks.add(new FieldError(
                    "from", "wrong_format", "Field is not in the correct format", null, from.get(), null));
        }
        checks.object("templates");
        String subject = checked(checks, "subject", document.path("subject"), SUBJECT_LENGTH_MAX, before.subject());
        JsonNode bodies = document.path("templates");
        String text =
                checked(checks, "templates.text/plain", bodies.path("text/plain"), BODY_LENGTH_MAX, before.text());
        String html = checked(checks, "templates.text/html", bodies.path("text/html"), BODY_LENGTH_MAX, before.html());
        checks.throwIfAny();
        ObjectNode other = document.deepCopy();
        other.remove(NOT_KEPT);
        return new MailTemplate(before.kind(), Optional.of(owner), enabled, from, subject, text, html, revision, other);
    }

    /** Field names of bodies have slashes and no dots, so that they are read here and not by path. */
    private String checked(Checks checks, String field, JsonNode value, int lengthMax, String otherwise) {
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            checks.add(new FieldError(field, "type", "Value did not match type(s): string", "string", value, null));
            return otherwise;
        }
        String text = value.textValue();
        if (text.isEmpty() || text.length() > lengthMax) {
            checks.add(new FieldError(
                    field,
                    text.isEmpty() ? "minLength" : "maxLength",
                    "String must have 1 to " + lengthMax + " characters",
                    text.isEmpty() ? 1 : lengthMax,
                    null,
                    null));
        }
        for (String name : Macros.names(text)) {
            if (!before.kind().macros().contains(name)) {
                checks.add(new FieldError(
                        field,
                        "enum",
                        "There is no macro " + name + " in mails of this kind",
                        before.kind().macros(),
                        name,
                        null));
            }
        }
        return text;
    }
}
