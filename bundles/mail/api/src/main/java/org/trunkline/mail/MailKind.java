package org.trunkline.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What mails are for. Each kind has a template, and macros that the template may use. */
public enum MailKind {
    /** To the administrators of a seller: there is a new account below it. */
    NEW_ACCOUNT(
            "New account",
            "account.name",
            "account.realm",
            "account.id",
            "parent.name",
            "user.first_name",
            "user.last_name"),
    /** To a new user: a link by which it sets its password. */
    NEW_USER(
            "New user",
            "user.first_name",
            "user.last_name",
            "user.username",
            "user.email",
            "account.name",
            "account.realm",
            "link",
            "valid_hours"),
    /** To a user that has forgotten its password: a link by which it logs in and sets a new one. */
    PASSWORD_RECOVERY(
            "Password recovery",
            "user.first_name",
            "user.last_name",
            "user.username",
            "user.email",
            "account.name",
            "account.realm",
            "link",
            "valid_hours"),
    /** To those who look after an account: Trunkline has disabled one of its webhooks. */
    WEBHOOK_DISABLED(
            "Webhook disabled",
            "account.name",
            "account.id",
            "webhook.name",
            "webhook.id",
            "webhook.uri",
            "webhook.reason");

    private final String friendlyName;
    private final List<String> macros;

    MailKind(String friendlyName, String... macros) {
        this.friendlyName = friendlyName;
        this.macros = List.of(macros);
    }

    /** Returns how the wire calls it, such as {@code new_user}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how people call it. */
    public String friendlyName() {
        return friendlyName;
    }

    /** Returns the names that a template may put into braces. */
    public List<String> macros() {
        return macros;
    }

    public static Optional<MailKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
}
