package org.trunkline.mail.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;

/** Templates in memory, for tests. */
public final class InMemoryMailTemplateStore implements MailTemplateStore {
    private final Map<String, MailTemplate> templates = new HashMap<>();

    @Override
    public synchronized Optional<MailTemplate> find(AccountId account, MailKind kind) {
        return Optional.ofNullable(templates.get(key(account, kind)));
    }

    @Override
    public synchronized List<MailTemplate> ofKind(List<AccountId> accounts, MailKind kind) {
        return accounts.stream()
                .flatMap(account -> find(account, kind).stream())
                .toList();
    }

    @Override
    public synchronized MailTemplate put(MailTemplate template, Change change) {
        AccountId owner = template.owner().orElseThrow();
        long stored = find(owner, template.kind()).map(MailTemplate::revision).orElse(0L);
        if (stored != template.revision()) {
            throw new ConflictException(REVISION);
        }
        MailTemplate next = template.withRevision(stored + 1);
        templates.put(key(owner, template.kind()), next);
        return next;
    }

    @Override
    public synchronized boolean delete(MailTemplate template, Change change) {
        AccountId owner = template.owner().orElseThrow();
        boolean same = find(owner, template.kind())
                .filter(stored -> stored.revision() == template.revision())
                .isPresent();
        return same && templates.remove(key(owner, template.kind())) != null;
    }

    private static String key(AccountId account, MailKind kind) {
        return account + ":" + kind;
    }
}
