package org.trunkline.accounts.jpa.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.accounts.spi.AccountTemplateStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Templates in the table {@code account_template}. */
@Component
public final class JpaAccountTemplateStore implements AccountTemplateStore {
    private static final String NAME_INDEX = "account_template_name_key";

    private final Transactions transactions;

    /** @param schema only waited for: without the table nothing can be read */
    @Activate
    public JpaAccountTemplateStore(
            @Reference(target = "(osgi.unit.name=accounts)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=accounts)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public List<AccountTemplate> list(AccountId owner, int sizeMax) {
        return transactions.read(em ->
                select(em, "t.account = :account order by t.nameKey", owner)
                        .setMaxResults(sizeMax)
                        .getResultList()
                        .stream()
                        .map(AccountTemplateEntity::toTemplate)
                        .toList());
    }

    @Override
    public Optional<AccountTemplate> find(AccountId owner, String id) {
        return transactions.read(em -> Optional.ofNullable(em.find(AccountTemplateEntity.class, id))
                .filter(row -> row.account().equals(owner.value()))
                .map(AccountTemplateEntity::toTemplate));
    }

    @Override
    public Optional<AccountTemplate> findByName(AccountId owner, String nameKey) {
        return transactions.read(
                em -> select(em, "t.account = :account and t.nameKey = :name", owner)
                        .setParameter("name", nameKey)
                        .getResultList()
                        .stream()
                        .findFirst()
                        .map(AccountTemplateEntity::toTemplate));
    }

    @Override
    public AccountTemplate insert(AccountTemplate template, Change change) {
        return named(() -> transactions.write(change, em -> {
            AccountTemplateEntity row = new AccountTemplateEntity(template);
            em.persist(row);
            return row.toTemplate();
        }));
    }

    @Override
    public AccountTemplate update(AccountTemplate template, Change change) {
        return named(() -> transactions.write(change, em -> {
            AccountTemplateEntity row = locked(em, template);
            row.change(template);
            return row.toTemplate();
        }));
    }

    @Override
    public void delete(AccountTemplate template, Change change) {
        transactions.write(change, em -> {
            em.remove(locked(em, template));
            return null;
        });
    }

    /** Returns the row as it is, locked until the transaction ends. */
    private static AccountTemplateEntity locked(EntityManager em, AccountTemplate template) {
        AccountTemplateEntity row = em.find(AccountTemplateEntity.class, template.id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.account().equals(template.owner().value())) {
            throw new NotFoundException(template.id());
        }
        if (row.revision() != template.revision()) {
            throw new ConflictException(REVISION);
        }
        return row;
    }

    private static TypedQuery<AccountTemplateEntity> select(EntityManager em, String where, AccountId owner) {
        return em.createQuery("select t from AccountTemplateEntity t where " + where, AccountTemplateEntity.class)
                .setParameter("account", owner.value());
    }

    /** Says that the name was taken: the database names the index. */
    private static AccountTemplate named(Supplier<AccountTemplate> write) {
        try {
            return write.get();
        } catch (ConflictException e) {
            if (String.valueOf(e.causeValue()).toLowerCase(Locale.ROOT).contains(NAME_INDEX)) {
                ConflictException taken = new ConflictException(NAME);
                taken.initCause(e);
                throw taken;
            }
            throw e;
        }
    }
}
