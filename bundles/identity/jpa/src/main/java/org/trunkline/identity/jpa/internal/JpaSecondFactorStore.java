package org.trunkline.identity.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.SecondFactorStore;
import org.trunkline.identity.spi.StoredSecondFactor;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UserId;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Second factors in the database. */
@Component
public final class JpaSecondFactorStore implements SecondFactorStore {
    private final Transactions transactions;

    @Activate
    public JpaSecondFactorStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredSecondFactor> find(UserId user) {
        return transactions.read(em -> Optional.ofNullable(em.find(SecondFactorEntity.class, user.value()))
                .map(SecondFactorEntity::toStoredSecondFactor));
    }

    @Override
    public boolean replaceUnverified(StoredSecondFactor factor, Change change) {
        return unlessRefused(() -> transactions.write(change, em -> {
            SecondFactorEntity row = locked(em, factor.user());
            if (row == null) {
                em.persist(new SecondFactorEntity(factor));
            } else {
                require(!row.isVerified());
                row.set(factor);
            }
            deleteCodes(em, factor.user());
            return null;
        }));
    }

    @Override
    public boolean verify(StoredSecondFactor expected, long step, List<String> recoveryHashes, Change change) {
        return unlessRefused(() -> transactions.write(change, em -> {
            SecondFactorEntity row = locked(em, expected.user());
            require(row != null && !row.isVerified() && row.hasSecret(expected.wrappedSecret()));
            row.verify(Micros.of(change.at()), step);
            replaceCodes(em, expected.user(), recoveryHashes);
            return null;
        }));
    }

    @Override
    public boolean useStep(UserId user, long step) {
        return transactions.write(List.of(), em -> {
            SecondFactorEntity row = locked(em, user);
            return row != null && row.take(step);
        });
    }

    @Override
    public boolean useRecoveryCode(UserId user, String hash, Change change) {
        return unlessRefused(() -> transactions.write(change, em -> {
            int deleted = em.createQuery("delete from RecoveryCodeEntity c where c.user = :user and c.hash = :hash")
                    .setParameter("user", user.value())
                    .setParameter("hash", hash)
                    .executeUpdate();
            require(deleted == 1);
            return null;
        }));
    }

    @Override
    public int recoveryCodesLeft(UserId user) {
        return transactions.read(
                em -> em.createQuery("select count(c) from RecoveryCodeEntity c where c.user = :user", Long.class)
                        .setParameter("user", user.value())
                        .getSingleResult()
                        .intValue());
    }

    @Override
    public void replaceRecoveryCodes(UserId user, List<String> hashes, Change change) {
        transactions.write(change, em -> {
            locked(em, user);
            replaceCodes(em, user, hashes);
            return null;
        });
    }

    @Override
    public boolean delete(UserId user, Change change) {
        return unlessRefused(() -> transactions.write(change, em -> {
            SecondFactorEntity row = locked(em, user);
            require(row != null);
            em.remove(row);
            deleteCodes(em, user);
            return null;
        }));
    }

    private static SecondFactorEntity locked(EntityManager em, UserId user) {
        return em.find(SecondFactorEntity.class, user.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private static void replaceCodes(EntityManager em, UserId user, List<String> hashes) {
        deleteCodes(em, user);
        hashes.forEach(hash -> em.persist(new RecoveryCodeEntity(user.value(), hash)));
    }

    private static void deleteCodes(EntityManager em, UserId user) {
        em.createQuery("delete from RecoveryCodeEntity c where c.user = :user")
                .setParameter("user", user.value())
                .executeUpdate();
    }

    /** Nothing is written, nor told to anybody. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Refused();
        }
    }

    private static boolean unlessRefused(Runnable write) {
        try {
            write.run();
            return true;
        } catch (Refused e) {
            return false;
        } catch (ConflictException e) {
            // two that set one up at the same time: the first is there
            return false;
        }
    }
}
