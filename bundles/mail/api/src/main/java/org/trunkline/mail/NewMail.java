package org.trunkline.mail;

import java.util.Map;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * A mail that is to be sent.
 *
 * @param key names what the mail is sent for: of two with the same kind and key only the first is kept
 * @param account whom the mail is about; its template, or that of the nearest account above it that has one, is used
 * @param to the address of the recipient
 * @param macros what the template puts in; those that are absent are left empty
 */
public record NewMail(MailKind kind, String key, AccountId account, String to, Map<String, String> macros) {
    public NewMail {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(to, "to");
        macros = Map.copyOf(macros);
    }

    /** Never shows the macros, among which may be a link that logs somebody in. */
    @Override
    public String toString() {
        return "NewMail[" + kind.id() + " " + key + "]";
    }
}
