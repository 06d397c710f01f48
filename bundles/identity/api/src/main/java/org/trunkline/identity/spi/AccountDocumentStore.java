package org.trunkline.identity.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.identity.spi.StoredAccountDocument.Kind;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Where documents about logins are kept, at most one of each kind per account. */
@ConsumerType
public interface AccountDocumentStore {
    String REVISION = "revision";

    Optional<StoredAccountDocument> find(AccountId account, Kind kind);

    /** Returns the documents of these accounts, in any order. */
    List<StoredAccountDocument> findAll(List<AccountId> accounts, Kind kind);

    /**
     * Keeps the document if the stored revision is still its own (0: there is none).
     *
     * @throws org.trunkline.kernel.ConflictException for {@link #REVISION} otherwise
     */
    StoredAccountDocument write(StoredAccountDocument document, Change change);

    /** @throws org.trunkline.kernel.ConflictException for {@link #REVISION} if another one is stored */
    void delete(StoredAccountDocument document, Change change);
}
