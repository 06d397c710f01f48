package org.trunkline.mail.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;

/** Where the templates of accounts are kept. Those of Trunkline are not among them. */
@ConsumerType
public interface MailTemplateStore {
    /** What a {@code ConflictException} names when another writer was first. */
    String REVISION = "revision";

    Optional<MailTemplate> find(AccountId account, MailKind kind);

    /** Returns what is kept for any of the accounts, in no order. */
    List<MailTemplate> ofKind(List<AccountId> accounts, MailKind kind);

    /** Adds or replaces the template of its owner, if the stored revision (0 for none) is that of the template. */
    MailTemplate put(MailTemplate template, Change change);

    /** Returns whether there was one with this revision. */
    boolean delete(MailTemplate template, Change change);
}
