package org.trunkline.accounts.spi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;

/** Templates in memory, for tests. */
public final class InMemoryAccountTemplateStore implements AccountTemplateStore {
    private final Map<String, AccountTemplate> rows = new HashMap<>();

    @Override
    public synchronized List<AccountTemplate> list(AccountId owner, int sizeMax) {
        return rows.values().stream()
                .filter(row -> row.owner().equals(owner))
                .sorted(Comparator.comparing(AccountTemplate::nameKey))
                .limit(sizeMax)
                .toList();
    }

    @Override
    public synchronized Optional<AccountTemplate> find(AccountId owner, String id) {
        return Optional.ofNullable(rows.get(id)).filter(row -> row.owner().equals(owner));
    }

    @Override
    public synchronized Optional<AccountTemplate> findByName(AccountId owner, String nameKey) {
        if (nameKey.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL takes no U+0000");
        }
        return list(owner, Integer.MAX_VALUE).stream()
                .filter(row -> row.nameKey().equals(nameKey))
                .findFirst();
    }

    @Override
    public synchronized AccountTemplate insert(AccountTemplate template, Change change) {
        return put(template, 1);
    }

    @Override
    public synchronized AccountTemplate update(AccountTemplate template, Change change) {
        return put(template, current(template).revision() + 1);
    }

    @Override
    public synchronized void delete(AccountTemplate template, Change change) {
        rows.remove(current(template).id());
    }

    private AccountTemplate put(AccountTemplate template, long revision) {
        Optional<AccountTemplate> other = findByName(template.owner(), template.nameKey());
        if (other.filter(row -> !row.id().equals(template.id())).isPresent()) {
            throw new ConflictException(NAME);
        }
        AccountTemplate stored = template.withRevision(revision);
        rows.put(template.id(), stored);
        return stored;
    }

    private AccountTemplate current(AccountTemplate template) {
        AccountTemplate old =
                find(template.owner(), template.id()).orElseThrow(() -> new NotFoundException(template.id()));
        if (old.revision() != template.revision()) {
            throw new ConflictException(REVISION);
        }
        return old;
    }
}
