package org.trunkline.identity.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.trunkline.identity.spi.StoredAccountDocument.Kind;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** Documents about logins in memory, for tests. */
public final class InMemoryAccountDocumentStore implements AccountDocumentStore {
    private record Key(AccountId account, Kind kind) {}

    private final Map<Key, StoredAccountDocument> rows = new HashMap<>();
    private final Consumer<Change> changes;

    public InMemoryAccountDocumentStore(Consumer<Change> changes) {
        this.changes = changes;
    }

    @Override
    public synchronized Optional<StoredAccountDocument> find(AccountId account, Kind kind) {
        return Optional.ofNullable(rows.get(new Key(account, kind)));
    }

    @Override
    public synchronized List<StoredAccountDocument> findAll(List<AccountId> accounts, Kind kind) {
        return accounts.stream()
                .flatMap(account -> find(account, kind).stream())
                .toList();
    }

    @Override
    public synchronized StoredAccountDocument write(StoredAccountDocument document, Change change) {
        require(document);
        StoredAccountDocument written = new StoredAccountDocument(
                document.account(), document.kind(), document.document(), document.revision() + 1);
        rows.put(key(document), written);
        changes.accept(change);
        return written;
    }

    @Override
    public synchronized void delete(StoredAccountDocument document, Change change) {
        require(document);
        rows.remove(key(document));
        changes.accept(change);
    }

    private static Key key(StoredAccountDocument document) {
        return new Key(document.account(), document.kind());
    }

    private void require(StoredAccountDocument expected) {
        long stored = find(expected.account(), expected.kind())
                .map(StoredAccountDocument::revision)
                .orElse(0L);
        if (stored != expected.revision()) {
            throw new ConflictException(REVISION);
        }
    }
}
