package org.trunkline.webhooks.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.spi.Delivery;
import org.trunkline.webhooks.spi.DeliveryStore;

/** What waits for receivers, in {@code webhook_queue} and {@code webhook_delivery}; what was tried, in {@code webhook_attempt}. */
@Component
public final class JpaDeliveryStore implements DeliveryStore {
    private static final String KEY_FORM = "[0-9]{1,18}-[0-9a-f]{32}";

    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaDeliveryStore(
            @Reference(target = "(osgi.unit.name=webhooks)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=webhooks)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Added add(Delivery delivery, int waitingMax) {
        try {
            return transactions.write(List.of(), em -> added(em, delivery, waitingMax));
        } catch (ConflictException e) {
            // two nodes at the same time: the primary key let one in
            return Added.KNOWN;
        }
    }

    private static Added added(EntityManager em, Delivery delivery, int waitingMax) {
        QueueEntity queue = em.find(QueueEntity.class, delivery.webhook(), LockModeType.PESSIMISTIC_WRITE);
        WebhookEntity webhook = em.find(WebhookEntity.class, delivery.webhook());
        if (queue == null || webhook == null) {
            return Added.GONE;
        }
        if (em.find(DeliveryEntity.class, delivery.id()) != null) {
            return Added.KNOWN;
        }
        if (queue.waiting() >= waitingMax) {
            return Added.FULL;
        }
        em.persist(new DeliveryEntity(delivery));
        queue.added(delivery.created(), webhook.isEnabled());
        return Added.ADDED;
    }

    @Override
    public List<Claim> claim(Instant now, Instant until, int sizeMax, Set<String> except) {
        List<String> due = transactions.read(em -> {
            TypedQuery<String> query = em.createQuery(
                            "select q.webhook from QueueEntity q where q.dueAtMicros <= :now"
                                    + " and q.leasedUntilMicros <= :now"
                                    + (except.isEmpty() ? "" : " and q.webhook not in :except")
                                    + " order by q.dueAtMicros, q.webhook",
                            String.class)
                    .setParameter("now", Micros.of(now))
                    .setMaxResults(sizeMax);
            if (!except.isEmpty()) {
                query.setParameter("except", except);
            }
            return query.getResultList();
        });
        List<Claim> claims = new ArrayList<>();
        for (String webhook : due) {
            claimed(webhook, now, until).ifPresent(claims::add);
        }
        return claims;
    }

    /** The row is looked at again under its lock: of several senders that saw it one takes it. */
    private Optional<Claim> claimed(String id, Instant now, Instant until) {
        return transactions.write(List.of(), em -> {
            QueueEntity queue = em.find(QueueEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (queue == null || !queue.mayBeClaimed(now)) {
                return Optional.<Claim>empty();
            }
            WebhookEntity webhook = em.find(WebhookEntity.class, id);
            if (webhook == null || !webhook.isEnabled()) {
                queue.rest();
                return Optional.<Claim>empty();
            }
            Optional<DeliveryEntity> oldest = oldest(em, id);
            if (oldest.isEmpty()) {
                queue.isEmpty();
                return Optional.<Claim>empty();
            }
            queue.claim(until);
            return Optional.of(new Claim(webhook.toStored(), oldest.get().toDelivery(), queue.failures(), until));
        });
    }

    private static Optional<DeliveryEntity> oldest(EntityManager em, String webhook) {
        return em
                .createQuery(
                        "select d from DeliveryEntity d where d.webhook = :webhook and d.state = :state"
                                + " order by d.createdAtMicros, d.id",
                        DeliveryEntity.class)
                .setParameter("webhook", webhook)
                .setParameter("state", DeliveryEntity.WAITING)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    @Override
    public boolean settle(Claim claim, Outcome outcome, Attempt attempt, Instant next) {
        return transactions.write(List.of(), em -> {
            QueueEntity queue = em.find(QueueEntity.class, claim.delivery().webhook(), LockModeType.PESSIMISTIC_WRITE);
            DeliveryEntity delivery =
                    em.find(DeliveryEntity.class, claim.delivery().id());
            if (queue == null || delivery == null || !queue.isHeld(claim.until()) || !delivery.waits()) {
                return false;
            }
            delivery.tried();
            if (outcome != Outcome.AGAIN) {
                delivery.settle(outcome.name());
            }
            int failures =
                    switch (outcome) {
                        case DELIVERED -> 0;
                        case EXPIRED -> queue.failures();
                        case AGAIN, GIVEN_UP -> queue.failures() + 1;
                    };
            queue.settle(outcome == Outcome.AGAIN, failures, next);
            WebhookEntity webhook =
                    em.find(WebhookEntity.class, claim.delivery().webhook());
            if (webhook == null || !webhook.isEnabled()) {
                queue.rest();
            }
            em.persist(new AttemptEntity(attempt));
            return true;
        });
    }

    @Override
    public void note(Attempt attempt) {
        transactions.write(List.of(), em -> {
            em.persist(new AttemptEntity(attempt));
            return null;
        });
    }

    @Override
    public Page<Attempt> attempts(AccountId account, Optional<String> webhook, PageRequest page) {
        return transactions.read(em -> Page.cut(rows(em, account, webhook, page), page, AttemptEntity::key)
                .map(AttemptEntity::toAttempt));
    }

    private static List<AttemptEntity> rows(
            EntityManager em, AccountId account, Optional<String> webhook, PageRequest page) {
        Optional<String> start = page.startKey().filter(key -> key.matches(KEY_FORM));
        String beyond = page.ascending() ? ">" : "<";
        String order = page.ascending() ? "" : " desc";
        TypedQuery<AttemptEntity> query = em.createQuery(
                        "select a from AttemptEntity a where a.account = :account"
                                + (webhook.isEmpty() ? "" : " and a.webhook = :webhook")
                                + (start.isEmpty()
                                        ? ""
                                        : " and (a.atMicros " + beyond + " :micros or a.atMicros = :micros and a.id "
                                                + beyond + "= :id)")
                                + " order by a.atMicros" + order + ", a.id" + order,
                        AttemptEntity.class)
                .setParameter("account", account.value());
        webhook.ifPresent(id -> query.setParameter("webhook", id));
        start.ifPresent(key -> query.setParameter("micros", Long.parseLong(key.substring(0, key.indexOf('-'))))
                .setParameter("id", key.substring(key.indexOf('-') + 1)));
        return query.setMaxResults(page.size() + 1).getResultList();
    }

    @Override
    public int deleteBefore(Instant before, int sizeMax) {
        return transactions.write(List.of(), em -> {
            List<AttemptEntity> attempts = em.createQuery(
                            "select a from AttemptEntity a where a.atMicros < :before order by a.atMicros",
                            AttemptEntity.class)
                    .setParameter("before", Micros.of(before))
                    .setMaxResults(sizeMax)
                    .getResultList();
            List<DeliveryEntity> deliveries = em.createQuery(
                            "select d from DeliveryEntity d where d.state <> :state and d.createdAtMicros < :before"
                                    + " order by d.createdAtMicros",
                            DeliveryEntity.class)
                    .setParameter("state", DeliveryEntity.WAITING)
                    .setParameter("before", Micros.of(before))
                    .setMaxResults(sizeMax)
                    .getResultList();
            attempts.forEach(em::remove);
            deliveries.forEach(em::remove);
            return attempts.size() + deliveries.size();
        });
    }
}
