package org.trunkline.webhooks.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.webhooks.Attempt;

/** Webhooks and what waits for them in memory, for tests. */
public final class InMemoryWebhooks implements WebhookStore, DeliveryStore {
    private static final class Queue {
        private final List<Delivery> waiting = new ArrayList<>();
        private int failures;
        private Instant notBefore = Instant.EPOCH;
        private Instant readySince = Instant.EPOCH;
        private Instant leasedUntil = Instant.EPOCH;
    }

    private final Map<String, StoredWebhook> rows = new TreeMap<>();
    private final Map<String, Queue> queues = new HashMap<>();
    private final Map<String, Delivery> settled = new HashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Consumer<Change> changes;

    public InMemoryWebhooks() {
        this(change -> {});
    }

    /** @param changes is told of each change */
    public InMemoryWebhooks(Consumer<Change> changes) {
        this.changes = changes;
    }

    @Override
    public synchronized Optional<StoredWebhook> find(AccountId account, String id) {
        return Optional.ofNullable(rows.get(id))
                .filter(each -> each.webhook().account().equals(account));
    }

    @Override
    public synchronized List<StoredWebhook> list(
            AccountId account, Optional<String> from, int rowsMax, boolean ascending) {
        Comparator<StoredWebhook> order =
                Comparator.comparing(each -> each.webhook().id());
        int direction = ascending ? 1 : -1;
        return rows.values().stream()
                .filter(each -> each.webhook().account().equals(account))
                .filter(each ->
                        from.isEmpty() || direction * each.webhook().id().compareTo(from.get()) >= 0)
                .sorted(ascending ? order : order.reversed())
                .limit(rowsMax)
                .toList();
    }

    @Override
    public synchronized List<StoredWebhook> enabled(Collection<AccountId> accounts) {
        return rows.values().stream()
                .filter(each -> each.webhook().enabled()
                        && accounts.contains(each.webhook().account()))
                .toList();
    }

    @Override
    public synchronized List<StoredWebhook> disabled(String after, int rowsMax) {
        return rows.values().stream()
                .filter(each -> each.webhook().disableReason().isPresent()
                        && each.webhook().id().compareTo(after) > 0)
                .limit(rowsMax)
                .toList();
    }

    @Override
    public synchronized StoredWebhook insert(StoredWebhook webhook, Change change) {
        queues.put(webhook.webhook().id(), new Queue());
        return put(webhook.atRevision(1), change);
    }

    @Override
    public synchronized StoredWebhook update(StoredWebhook webhook, Change change) {
        StoredWebhook old = requireStored(webhook);
        if (webhook.webhook().enabled() && !old.webhook().enabled()) {
            Queue queue = queues.get(webhook.webhook().id());
            queue.failures = 0;
            queue.notBefore = Instant.EPOCH;
        }
        return put(webhook.atRevision(webhook.webhook().revision() + 1), change);
    }

    @Override
    public synchronized void delete(StoredWebhook webhook, Change change) {
        requireStored(webhook);
        rows.remove(webhook.webhook().id());
        queues.remove(webhook.webhook().id());
        changes.accept(change);
    }

    private StoredWebhook put(StoredWebhook webhook, Change change) {
        rows.put(webhook.webhook().id(), webhook);
        changes.accept(change);
        return webhook;
    }

    private StoredWebhook requireStored(StoredWebhook webhook) {
        return find(webhook.webhook().account(), webhook.webhook().id())
                .filter(each -> each.webhook().revision() == webhook.webhook().revision())
                .orElseThrow(() -> new ConflictException("revision"));
    }

    @Override
    public synchronized Added add(Delivery delivery, int waitingMax) {
        Queue queue = queues.get(delivery.webhook());
        if (queue == null) {
            return Added.GONE;
        }
        if (settled.containsKey(delivery.id())
                || queue.waiting.stream().anyMatch(each -> each.id().equals(delivery.id()))) {
            return Added.KNOWN;
        }
        if (queue.waiting.size() >= waitingMax) {
            return Added.FULL;
        }
        if (queue.waiting.isEmpty()) {
            queue.readySince = delivery.created();
        }
        queue.waiting.add(delivery);
        queue.waiting.sort(Comparator.comparing(Delivery::created).thenComparing(Delivery::id));
        return Added.ADDED;
    }

    @Override
    public synchronized List<Claim> claim(Instant now, Instant until, int sizeMax, Set<String> except) {
        List<Claim> claims = new ArrayList<>();
        queues.entrySet().stream()
                .filter(each -> !except.contains(each.getKey()) && isDue(each.getKey(), each.getValue(), now))
                .sorted(Comparator.comparing(each -> due(each.getValue())))
                .limit(sizeMax)
                .forEach(each -> {
                    Queue queue = each.getValue();
                    queue.leasedUntil = until;
                    claims.add(new Claim(rows.get(each.getKey()), queue.waiting.get(0), queue.failures, until));
                });
        return claims;
    }

    private boolean isDue(String webhook, Queue queue, Instant now) {
        return rows.get(webhook).webhook().enabled()
                && !queue.waiting.isEmpty()
                && !due(queue).isAfter(now)
                && !queue.leasedUntil.isAfter(now);
    }

    private static Instant due(Queue queue) {
        return queue.notBefore.isAfter(queue.readySince) ? queue.notBefore : queue.readySince;
    }

    @Override
    public synchronized boolean settle(Claim claim, Outcome outcome, Attempt attempt, Instant next) {
        Delivery delivery = claim.delivery();
        Queue queue = queues.get(delivery.webhook());
        if (queue == null || !queue.leasedUntil.equals(claim.until())) {
            return false;
        }
        queue.leasedUntil = Instant.EPOCH;
        queue.notBefore = next;
        switch (outcome) {
            case DELIVERED -> queue.failures = 0;
            case AGAIN, GIVEN_UP -> queue.failures++;
            case EXPIRED -> {}
        }
        queue.waiting.removeIf(each -> each.id().equals(delivery.id()));
        Delivery tried = new Delivery(
                delivery.id(),
                delivery.account(),
                delivery.webhook(),
                delivery.payload(),
                delivery.attempts() + 1,
                delivery.created());
        if (outcome == Outcome.AGAIN) {
            queue.waiting.add(0, tried);
        } else {
            settled.put(delivery.id(), tried);
        }
        attempts.add(attempt);
        return true;
    }

    @Override
    public synchronized void note(Attempt attempt) {
        attempts.add(attempt);
    }

    @Override
    public synchronized Page<Attempt> attempts(AccountId account, Optional<String> webhook, PageRequest page) {
        Comparator<Attempt> order = Comparator.comparing(Attempt::at).thenComparing(Attempt::id);
        List<Attempt> all = attempts.stream()
                .filter(each -> each.account().equals(account))
                .filter(each -> webhook.isEmpty() || each.webhook().equals(webhook.get()))
                .sorted(page.ascending() ? order : order.reversed())
                .toList();
        Stream<Attempt> wanted = page.startKey().isEmpty()
                ? all.stream()
                : all.stream()
                        .dropWhile(each -> !key(each).equals(page.startKey().get()));
        List<Attempt> rest = wanted.toList();
        return rest.size() <= page.size()
                ? Page.last(rest)
                : new Page<>(rest.subList(0, page.size()), Optional.of(key(rest.get(page.size()))));
    }

    private static String key(Attempt attempt) {
        return attempt.at() + "-" + attempt.id();
    }

    @Override
    public synchronized int deleteBefore(Instant before, int sizeMax) {
        List<Attempt> old = attempts.stream()
                .filter(each -> each.at().isBefore(before))
                .limit(sizeMax)
                .toList();
        attempts.removeAll(old);
        List<Delivery> oldDeliveries = settled.values().stream()
                .filter(each -> each.created().isBefore(before))
                .limit(sizeMax)
                .toList();
        oldDeliveries.forEach(each -> settled.remove(each.id()));
        return old.size() + oldDeliveries.size();
    }
}
