package org.trunkline.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.OptimisticLockException;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;

/**
 * Runs work in one transaction of one persistence unit: commits when it returns, rolls back when it throws. Failures of
 * the database come out as domain exceptions: {@link ConflictException} for a stale revision or a taken key,
 * {@link UnavailableException} when the database cannot be reached.
 */
public final class Transactions {
    private final EntityManagerFactory unit;
    private final ChangeLog changes;

    public Transactions(EntityManagerFactory unit, ChangeLog changes) {
        this.unit = unit;
        this.changes = changes;
        // EclipseLink asks a database that does not answer four times, with pauses of five seconds; who waits for a
        // request waits for the pool, once
        unit.unwrap(DatabaseSession.class).getLogin().setQueryRetryAttemptCount(0);
    }

    /** Reads without writing. */
    public <R> R read(Function<EntityManager, R> work) {
        EntityManager em = unit.createEntityManager();
        try {
            return work.apply(em);
        } catch (RuntimeException e) {
            throw translated(e);
        } finally {
            em.close();
        }
    }

    /** Writes, together with the record of the change; returns after the read models of this process have seen it. */
    public <R> R write(Change change, Function<EntityManager, R> work) {
        return write(List.of(change), work);
    }

    /** Writes, together with the record of the changes. */
    public <R> R write(List<Change> recorded, Function<EntityManager, R> work) {
        EntityManager em = unit.createEntityManager();
        R result;
        try {
            em.getTransaction().begin();
            result = work.apply(em);
            em.flush();
            if (!recorded.isEmpty()) {
                changes.write(em.unwrap(Connection.class), recorded);
            }
            em.getTransaction().commit();
        } catch (RuntimeException e) {
            rollBack(em);
            throw translated(e);
        } catch (Error e) {
            rollBack(em);
            throw e;
        } finally {
            em.close();
        }
        if (!recorded.isEmpty()) {
            changes.committed(recorded);
        }
        return result;
    }

    private static void rollBack(EntityManager em) {
        try {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        } catch (RuntimeException e) {
            // the connection is gone and the transaction with it; the first failure is the one worth telling
        }
    }

    private static RuntimeException translated(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockException) {
                return new ConflictException("revision");
            }
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                if (state.equals("23505")) {
                    return conflict(failure, sql);
                }
                if (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.equals("90098")
                        || state.equals("90121")) {
                    return unavailable(failure);
                }
            }
            if (t instanceof java.sql.SQLTransientConnectionException
                    || t instanceof java.sql.SQLNonTransientConnectionException) {
                return unavailable(failure);
            }
        }
        return failure;
    }

    private static RuntimeException conflict(RuntimeException failure, SQLException sql) {
        ConflictException conflict = new ConflictException(String.valueOf(sql.getMessage()));
        conflict.initCause(failure);
        return conflict;
    }

    private static RuntimeException unavailable(RuntimeException failure) {
        UnavailableException unavailable =
                new UnavailableException("datastore_unreachable", "the database does not answer");
        unavailable.initCause(failure);
        return unavailable;
    }
}
