package org.trunkline.mail.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;
import org.trunkline.mail.spi.MailTemplateStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Keeps the templates of accounts in the table {@code mail_template}. */
@Component
public final class JpaMailTemplateStore implements MailTemplateStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the table nothing can be read */
    @Activate
    public JpaMailTemplateStore(
            @Reference(target = "(osgi.unit.name=mail)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=mail)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<MailTemplate> find(AccountId account, MailKind kind) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(MailTemplateEntity.class, MailTemplateEntity.id(account, kind)))
                        .map(MailTemplateEntity::toTemplate));
    }

    @Override
    public List<MailTemplate> ofKind(List<AccountId> accounts, MailKind kind) {
        return transactions.read(em -> em
                .createQuery("select t from MailTemplateEntity t where t.id in :ids", MailTemplateEntity.class)
                .setParameter(
                        "ids",
                        accounts.stream()
                                .map(account -> MailTemplateEntity.id(account, kind))
                                .toList())
                .getResultList()
                .stream()
                .map(MailTemplateEntity::toTemplate)
                .toList());
    }

    @Override
    public MailTemplate put(MailTemplate template, Change change) {
        try {
            return transactions.write(change, em -> {
                MailTemplateEntity row = em.find(
                        MailTemplateEntity.class,
                        MailTemplateEntity.id(template.owner().orElseThrow(), template.kind()),
                        LockModeType.PESSIMISTIC_WRITE);
                if ((row == null ? 0 : row.revision()) != template.revision()) {
                    throw new ConflictException(REVISION);
                }
                if (row == null) {
                    MailTemplateEntity added = new MailTemplateEntity(template);
                    em.persist(added);
                    return added.toTemplate();
                }
                row.change(template);
                return row.toTemplate();
            });
        } catch (ConflictException e) {
            if (REVISION.equals(e.causeValue())) {
                throw e;
            }
            // two made the first one at the same time
            ConflictException conflict = new ConflictException(REVISION);
            conflict.initCause(e);
            throw conflict;
        }
    }

    @Override
    public boolean delete(MailTemplate template, Change change) {
        try {
            return transactions.write(change, em -> {
                MailTemplateEntity row = em.find(
                        MailTemplateEntity.class,
                        MailTemplateEntity.id(template.owner().orElseThrow(), template.kind()),
                        LockModeType.PESSIMISTIC_WRITE);
                if (row == null || row.revision() != template.revision()) {
                    throw new ConflictException(REVISION);
                }
                em.remove(row);
                return true;
            });
        } catch (ConflictException e) {
            return false;
        }
    }
}
