package org.trunkline.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * Keeps the templates that accounts write over those of Trunkline. An account without its own has that of the nearest
 * account above it that has one.
 *
 * <p>Every method throws {@code NotFoundException} for an account outside the caller's subtree, and
 * {@code ForbiddenException} for what the caller sees but may not do.
 */
@ProviderType
public interface MailTemplateService {

    /** A mail as a template would make it. */
    record Preview(String from, String subject, String text, String html) {}

    /** Returns the template of each kind that counts for the account. */
    List<MailTemplate> list(Caller caller, AccountId account);

    /** Returns the template that counts for the account. */
    MailTemplate get(Caller caller, AccountId account, MailKind kind);

    /**
     * Writes the account's own template. The document has {@code subject}, {@code templates.text/plain} and
     * {@code templates.text/html}, {@code enabled}, {@code from}, and any other field; of the first three, those absent are
     * taken from the template that counts so far. A macro is written {@code {{name}}}.
     *
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong, a macro that the kind does not have
     *     included
     * @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected
     */
    MailTemplate replace(Caller caller, AccountId account, MailKind kind, ObjectNode document, LongPredicate expected);

    /**
     * Removes the account's own template and returns the one that counts from now on.
     *
     * @throws org.trunkline.kernel.NotFoundException if the account has none
     */
    MailTemplate remove(Caller caller, AccountId account, MailKind kind);

    /** Returns what a mail would look like with these macros; those that are absent show their names. */
    Preview preview(Caller caller, AccountId account, MailKind kind, ObjectNode document);
}
