package org.trunkline.tasks.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;
import org.trunkline.tasks.spi.TaskStore;

/** Keeps tasks in the table {@code task}. */
@Component
public final class JpaTaskStore implements TaskStore {
    private static final String KEY_FORM = "[0-9]{1,18}-[0-9a-f]{32}";

    private final Transactions transactions;

    /** @param schema only waited for: without the table nothing can be read */
    @Activate
    public JpaTaskStore(
            @Reference(target = "(osgi.unit.name=tasks)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=tasks)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public void insert(Task task, Change change) {
        transactions.write(change, em -> {
            em.persist(new TaskEntity(task));
            return task;
        });
    }

    @Override
    public Optional<Task> find(AccountId account, String id) {
        return transactions.read(em -> Optional.ofNullable(em.find(TaskEntity.class, id))
                .filter(row -> row.isOf(account))
                .map(TaskEntity::toTask));
    }

    @Override
    public Page<Task> list(AccountId account, PageRequest page) {
        return transactions.read(
                em -> Page.cut(rows(em, account, page), page, JpaTaskStore::key).map(TaskEntity::toTask));
    }

    private static String key(TaskEntity next) {
        return next.createdAtMicros() + "-" + next.id();
    }

    private static List<TaskEntity> rows(EntityManager em, AccountId account, PageRequest page) {
        Optional<String> start = page.startKey().filter(key -> key.matches(KEY_FORM));
        String beyond = page.ascending() ? ">" : "<";
        String order = page.ascending() ? "" : " desc";
        String where = start.isEmpty()
                ? ""
                : " and (t.createdAtMicros " + beyond + " :micros or t.createdAtMicros = :micros and t.id " + beyond
                        + "= :id)";
        TypedQuery<TaskEntity> query = em.createQuery(
                        "select t from TaskEntity t where t.account = :account" + where + " order by t.createdAtMicros"
                                + order + ", t.id" + order,
                        TaskEntity.class)
                .setParameter("account", account.value());
        start.ifPresent(key -> {
            query.setParameter("micros", Long.parseLong(key.substring(0, key.indexOf('-'))));
            query.setParameter("id", key.substring(key.indexOf('-') + 1));
        });
        return query.setMaxResults(page.size() + 1).getResultList();
    }

    @Override
    public boolean start(Task executing, String node, Change change) {
        return changed(change, em -> {
            TaskEntity row = em.find(TaskEntity.class, executing.id(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.stands(TaskStatus.PENDING)) {
                throw new Unchanged();
            }
            row.change(executing);
            row.startedOn(node);
        });
    }

    @Override
    public void beat(String node) {
        transactions.write(List.of(), em -> em.createQuery(
                        "update TaskEntity t set t.beat = t.beat + 1 where t.status = :status and t.node = :node")
                .setParameter("status", TaskStatus.EXECUTING.name())
                .setParameter("node", node)
                .executeUpdate());
    }

    @Override
    public List<Executed> executed(int sizeMax) {
        return transactions.read(em -> em
                .createQuery(
                        "select t from TaskEntity t where t.status = :status order by t.createdAtMicros",
                        TaskEntity.class)
                .setParameter("status", TaskStatus.EXECUTING.name())
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(TaskEntity::toExecuted)
                .toList());
    }

    @Override
    public boolean update(TaskStatus expected, Task task, Change change) {
        return changed(change, em -> {
            TaskEntity row = em.find(TaskEntity.class, task.id(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.stands(expected)) {
                throw new Unchanged();
            }
            row.change(task);
        });
    }

    @Override
    public boolean delete(AccountId account, String id, Change change) {
        return changed(change, em -> {
            TaskEntity row = em.find(TaskEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.isOf(account)) {
                throw new Unchanged();
            }
            em.remove(row);
        });
    }

    /** Nothing is recorded of a change that was not made. */
    private boolean changed(Change change, java.util.function.Consumer<EntityManager> work) {
        try {
            return transactions.write(change, em -> {
                work.accept(em);
                return true;
            });
        } catch (Unchanged e) {
            return false;
        }
    }

    private static final class Unchanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unchanged() {
            super("the task stands otherwise", null, false, false);
        }
    }
}
