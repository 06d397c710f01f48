package org.trunkline.identity.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Where documents about logins are kept, at most one per account. */
@ConsumerType
public interface SecurityStore {
    String REVISION = "revision";

    Optional<StoredSecurity> find(AccountId account);

    /** Returns the documents of these accounts, in any order. */
    List<StoredSecurity> findAll(List<AccountId> accounts);

    /**
     * Keeps the document if the stored revision is still its own (0: there is none).
     *
     * @throws org.trunkline.kernel.ConflictException for {@link #REVISION} otherwise
     */
    StoredSecurity write(StoredSecurity security, Change change);

    /** @throws org.trunkline.kernel.ConflictException for {@link #REVISION} if another one is stored */
    void delete(StoredSecurity security, Change change);
}
