package org.trunkline.webhooks.jpa.internal;

import java.util.Collection;
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
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.webhooks.spi.StoredWebhook;
import org.trunkline.webhooks.spi.WebhookStore;

/** Webhooks in the table {@code webhook}, each with its row of {@code webhook_queue}. */
@Component
public final class JpaWebhookStore implements WebhookStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaWebhookStore(
            @Reference(target = "(osgi.unit.name=webhooks)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=webhooks)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredWebhook> find(AccountId account, String id) {
        return transactions.read(em -> Optional.ofNullable(em.find(WebhookEntity.class, id))
                .map(WebhookEntity::toStored)
                .filter(found -> found.webhook().account().equals(account)));
    }

    @Override
    public List<StoredWebhook> list(AccountId account, Optional<String> from, int rowsMax, boolean ascending) {
        String after = from.isEmpty() ? "" : ascending ? " and w.id >= :from" : " and w.id <= :from";
        String order = ascending ? "w.id" : "w.id desc";
        return transactions.read(em -> {
            TypedQuery<WebhookEntity> query = em.createQuery(
                            "select w from WebhookEntity w where w.account = :account" + after + " order by " + order,
                            WebhookEntity.class)
                    .setParameter("account", account.value())
                    .setMaxResults(rowsMax);
            from.ifPresent(id -> query.setParameter("from", id));
            return stored(query);
        });
    }

    @Override
    public List<StoredWebhook> enabled(Collection<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return transactions.read(em -> stored(em.createQuery(
                        "select w from WebhookEntity w where w.account in :accounts and w.enabled = true order by w.id",
                        WebhookEntity.class)
                .setParameter(
                        "accounts", accounts.stream().map(AccountId::value).toList())));
    }

    @Override
    public List<StoredWebhook> disabled(String after, int rowsMax) {
        return transactions.read(em -> stored(em.createQuery(
                        "select w from WebhookEntity w where w.disableReason is not null and w.id > :after order by w.id",
                        WebhookEntity.class)
                .setParameter("after", after)
                .setMaxResults(rowsMax)));
    }

    private static List<StoredWebhook> stored(TypedQuery<WebhookEntity> query) {
        return query.getResultList().stream().map(WebhookEntity::toStored).toList();
    }

    @Override
    public StoredWebhook insert(StoredWebhook webhook, Change change) {
        return transactions.write(change, em -> {
            WebhookEntity row = new WebhookEntity(webhook);
            em.persist(row);
            em.persist(new QueueEntity(webhook.webhook().id()));
            return row.toStored();
        });
    }

    @Override
    public StoredWebhook update(StoredWebhook webhook, Change change) {
        return transactions.write(change, em -> {
            QueueEntity queue = queue(em, webhook);
            WebhookEntity row = locked(em, webhook);
            boolean was = row.isEnabled();
            row.write(webhook);
            if (row.isEnabled() && !was) {
                queue.begin();
            } else if (!row.isEnabled()) {
                queue.rest();
            }
            return row.toStored();
        });
    }

    @Override
    public void delete(StoredWebhook webhook, Change change) {
        transactions.write(change, em -> {
            QueueEntity queue = queue(em, webhook);
            em.remove(locked(em, webhook));
            em.remove(queue);
            em.createQuery("delete from DeliveryEntity d where d.webhook = :id")
                    .setParameter("id", webhook.webhook().id())
                    .executeUpdate();
            return null;
        });
    }

    /** Always locked before the webhook itself: who claims a delivery does it in this order too. */
    private static QueueEntity queue(EntityManager em, StoredWebhook webhook) {
        QueueEntity queue = em.find(QueueEntity.class, webhook.webhook().id(), LockModeType.PESSIMISTIC_WRITE);
        if (queue == null) {
            throw new ConflictException("revision");
        }
        return queue;
    }

    private static WebhookEntity locked(EntityManager em, StoredWebhook webhook) {
        WebhookEntity row = em.find(WebhookEntity.class, webhook.webhook().id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.is(webhook.webhook())) {
            throw new ConflictException("revision");
        }
        return row;
    }
}
