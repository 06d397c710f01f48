package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.accounts.Account;
import org.trunkline.json.Json;
import org.trunkline.tasks.spi.TaskRun;

/** The columns of an import of accounts, and what one row says. A blank cell says nothing. */
final class ImportRow {
    static final String ACCOUNT_ID = "account_id";
    static final String PARENT = "parent";
    static final String ADMIN = "admin_";

    /** Columns that are fields of an account, by their dotted paths. */
    private static final List<String> FIELDS = List.of(
            Account.REALM,
            Account.ENABLED,
            AccountDocument.TIMEZONE,
            AccountDocument.LANGUAGE,
            "country",
            "org",
            "contact.billing.name",
            "contact.billing.email",
            "contact.billing.number",
            "contact.billing.street_address",
            "contact.billing.street_address_extra",
            "contact.billing.postal_code",
            "contact.billing.locality",
            "contact.billing.region",
            "contact.billing.country",
            "contact.technical.name",
            "contact.technical.email",
            "contact.technical.number",
            "caller_id.external.name",
            "caller_id.external.number",
            "caller_id.internal.name",
            "caller_id.internal.number");

    private static final String USERNAME = "username";
    private static final String EMAIL = "email";
    private static final List<String> ADMIN_FIELDS =
            List.of(USERNAME, EMAIL, "first_name", "last_name", "password", "timezone", "language");

    private final TaskRun run;

    ImportRow(TaskRun run) {
        this.run = run;
    }

    static List<String> optional() {
        List<String> columns = new ArrayList<>(List.of(ACCOUNT_ID, PARENT));
        columns.addAll(FIELDS);
        ADMIN_FIELDS.forEach(field -> columns.add(ADMIN + field));
        return List.copyOf(columns);
    }

    /** Returns the column of a field of an account, such as an error names it. */
    static String column(String field) {
        return field.equals("id") ? ACCOUNT_ID : field.equals("parent_id") ? PARENT : field;
    }

    long line() {
        return run.line();
    }

    String name() {
        return cell(Account.NAME).orElse("");
    }

    Optional<String> accountId() {
        return cell(ACCOUNT_ID);
    }

    Optional<String> parent() {
        return cell(PARENT);
    }

    /** Returns what the row says of the account. */
    ObjectNode document() {
        ObjectNode document = Json.object();
        cell(Account.NAME).ifPresent(name -> document.put(Account.NAME, name));
        for (String field : FIELDS) {
            cell(field).ifPresent(text -> put(document, field, text));
        }
        return document;
    }

    /** Returns what the row says of the administrator; empty if it wants none. Who is given no name logs in by its address. */
    Optional<ObjectNode> administrator() {
        ObjectNode user = Json.object();
        for (String field : ADMIN_FIELDS) {
            cell(ADMIN + field).ifPresent(text -> user.put(field, text));
        }
        if (user.isEmpty()) {
            return Optional.empty();
        }
        if (!user.has(USERNAME) && user.has(EMAIL)) {
            user.set(USERNAME, user.get(EMAIL));
        }
        return Optional.of(user);
    }

    private Optional<String> cell(String column) {
        return Optional.of(run.cell(run.column(column))).filter(text -> !text.isBlank());
    }

    /** Flags are written as flags, so that a row that says nothing new is known as one. */
    private static void put(ObjectNode document, String path, String text) {
        ObjectNode at = document;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            at = at.withObjectProperty(names[i]);
        }
        String name = names[names.length - 1];
        if (path.equals(Account.ENABLED) && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            at.put(name, Boolean.parseBoolean(text));
        } else {
            at.put(name, text);
        }
    }
}
