package org.trunkline.whitelabel.jpa.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;
import org.trunkline.whitelabel.spi.WhitelabelStore;

/** Names in the table {@code whitelabel}, images in {@code whitelabel_image}, pages in {@code whitelabel_welcome}. */
@Component
public final class JpaWhitelabelStore implements WhitelabelStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaWhitelabelStore(
            @Reference(target = "(osgi.unit.name=whitelabel)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=whitelabel)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<Whitelabel> find(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(WhitelabelEntity.class, account.value()))
                .map(WhitelabelEntity::toWhitelabel));
    }

    @Override
    public Optional<Whitelabel> findByDomain(String domain) {
        return transactions.read(em -> em
                .createQuery("select w from WhitelabelEntity w where w.domain = :domain", WhitelabelEntity.class)
                .setParameter("domain", domain)
                .getResultList()
                .stream()
                .findFirst()
                .map(WhitelabelEntity::toWhitelabel));
    }

    @Override
    public Whitelabel insert(Whitelabel whitelabel, Change change) {
        return transactions.write(change, em -> {
            WhitelabelEntity row = new WhitelabelEntity(whitelabel);
            em.persist(row);
            return row.toWhitelabel();
        });
    }

    @Override
    public Whitelabel update(Whitelabel whitelabel, Change change) {
        return transactions.write(change, em -> {
            WhitelabelEntity row = locked(em, whitelabel);
            row.write(whitelabel);
            return row.toWhitelabel();
        });
    }

    @Override
    public void delete(Whitelabel whitelabel, Change change) {
        transactions.write(change, em -> {
            em.remove(locked(em, whitelabel));
            em.createQuery("delete from WhitelabelImageEntity i where i.account = :account")
                    .setParameter("account", whitelabel.account().value())
                    .executeUpdate();
            em.createQuery("delete from WhitelabelWelcomeEntity w where w.account = :account")
                    .setParameter("account", whitelabel.account().value())
                    .executeUpdate();
            return null;
        });
    }

    private static WhitelabelEntity locked(EntityManager em, Whitelabel whitelabel) {
        WhitelabelEntity row =
                em.find(WhitelabelEntity.class, whitelabel.account().value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.is(whitelabel)) {
            throw new ConflictException("revision");
        }
        return row;
    }

    @Override
    public Optional<WhitelabelImage> image(AccountId account, Kind kind) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(WhitelabelImageEntity.class, WhitelabelImageEntity.id(account, kind)))
                        .map(WhitelabelImageEntity::toImage));
    }

    /** Under the lock of the document: of two that write at the same time, and one that deletes, each sees the other. */
    @Override
    public void writeImage(AccountId account, Kind kind, WhitelabelImage image, Change change) {
        transactions.write(change, em -> {
            lock(em, account);
            WhitelabelImageEntity row = em.find(WhitelabelImageEntity.class, WhitelabelImageEntity.id(account, kind));
            if (row == null) {
                em.persist(new WhitelabelImageEntity(account, kind, image));
            } else {
                row.write(image);
            }
            return null;
        });
    }

    @Override
    public Optional<String> welcome(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(WhitelabelWelcomeEntity.class, account.value()))
                .map(WhitelabelWelcomeEntity::html));
    }

    @Override
    public void writeWelcome(AccountId account, String html, Change change) {
        transactions.write(change, em -> {
            lock(em, account);
            WhitelabelWelcomeEntity row = em.find(WhitelabelWelcomeEntity.class, account.value());
            if (row == null) {
                em.persist(new WhitelabelWelcomeEntity(account, html));
            } else {
                row.write(html);
            }
            return null;
        });
    }

    @Override
    public ObjectNode dnsRecords() {
        return transactions.read(
                em -> em.find(WhitelabelDnsEntity.class, WhitelabelDnsEntity.ID).document());
    }

    @Override
    public void writeDnsRecords(ObjectNode records, Change change) {
        transactions.write(change, em -> {
            em.find(WhitelabelDnsEntity.class, WhitelabelDnsEntity.ID, LockModeType.PESSIMISTIC_WRITE)
                    .write(records);
            return null;
        });
    }

    private static void lock(EntityManager em, AccountId account) {
        if (em.find(WhitelabelEntity.class, account.value(), LockModeType.PESSIMISTIC_WRITE) == null) {
            throw new NotFoundException(account.value());
        }
    }
}
