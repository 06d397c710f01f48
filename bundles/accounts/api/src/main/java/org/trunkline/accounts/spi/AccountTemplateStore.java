package org.trunkline.accounts.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Where templates are kept. A write that contradicts what is stored fails with a {@code ConflictException} that names it. */
@ConsumerType
public interface AccountTemplateStore {
    String NAME = "name";
    String REVISION = "revision";

    /** Returns the templates of the account by the keys of their names, at most so many. */
    List<AccountTemplate> list(AccountId owner, int sizeMax);

    Optional<AccountTemplate> find(AccountId owner, String id);

    /** @param nameKey as {@link AccountTemplate#nameKey(String)} makes it */
    Optional<AccountTemplate> findByName(AccountId owner, String nameKey);

    /** Adds the template with revision 1. */
    AccountTemplate insert(AccountTemplate template, Change change);

    /**
     * Replaces the name and the settings, if the stored revision is still the template's.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is none any more
     */
    AccountTemplate update(AccountTemplate template, Change change);

    /**
     * Removes the template, if the stored revision is still the template's.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is none any more
     */
    void delete(AccountTemplate template, Change change);
}
