package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallTotal;

/** Detail records in memory, for tests. */
public final class InMemoryCallDetailStore implements CallDetailStore {
    private static final Comparator<StoredDetail> BY_START =
            Comparator.comparing(StoredDetail::startedAt).thenComparing(StoredDetail::id);

    private final Map<String, StoredDetail> rows = new HashMap<>();
    private boolean down;

    /** Takes the store away, or brings it back. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized void insertMissing(List<StoredDetail> details) {
        if (down) {
            throw new UnavailableException("datastore_unreachable", "down");
        }
        details.forEach(detail -> rows.putIfAbsent(detail.id(), detail));
    }

    synchronized void replace(List<StoredDetail> details) {
        details.forEach(detail -> rows.merge(detail.id(), detail, (old, changed) -> at(changed, old.recordedAt())));
    }

    private static StoredDetail at(StoredDetail detail, Instant recordedAt) {
        return new StoredDetail(
                detail.id(),
                detail.account(),
                recordedAt,
                detail.startedAt(),
                detail.interactionId(),
                detail.direction(),
                detail.classification(),
                detail.reason(),
                detail.rateName(),
                detail.owner(),
                detail.billedSeconds(),
                detail.document());
    }

    @Override
    public synchronized Optional<StoredDetail> find(AccountId account, String id) {
        return Optional.ofNullable(rows.get(id)).filter(row -> row.account().equals(account));
    }

    @Override
    public synchronized Page<StoredDetail> list(
            AccountId account, Optional<UserId> owner, Instant from, Instant to, boolean firstLegs, PageRequest page) {
        Comparator<StoredDetail> order =
                Comparator.comparing(StoredDetail::recordedAt).thenComparing(StoredDetail::id);
        Comparator<StoredDetail> wanted = page.ascending() ? order : order.reversed();
        Optional<DetailKey> start = page.startKey().map(DetailKey::parse);
        Predicate<StoredDetail> reached = row -> start.isEmpty()
                || (page.ascending()
                        ? DetailKey.of(row).compareTo(start.get()) >= 0
                        : DetailKey.of(row).compareTo(start.get()) <= 0);
        List<StoredDetail> found = rows.values().stream()
                .filter(row -> isIn(row, account, from, to) && isOf(row, owner))
                .filter(row -> !firstLegs
                        || legs(account, row.interactionId()).stream()
                                .filter(leg -> isOf(leg, owner))
                                .findFirst()
                                .filter(row::equals)
                                .isPresent())
                .filter(reached)
                .sorted(wanted)
                .limit(page.size() + 1L)
                .toList();
        return DetailKey.page(found, page.size());
    }

    @Override
    public synchronized List<StoredDetail> legs(AccountId account, String interactionId) {
        return rows.values().stream()
                .filter(row ->
                        row.account().equals(account) && row.interactionId().equals(interactionId))
                .sorted(BY_START)
                .toList();
    }

    @Override
    public synchronized List<CallTotal> totals(AccountId account, Instant from, Instant to) {
        Map<String, CallTotal> totals = new TreeMap<>();
        for (StoredDetail row : rows.values()) {
            if (isIn(row, account, from, to)
                    && row.billedSeconds() > 0
                    && !row.reason().equals("on_net")) {
                String rate = row.rateName().orElse("");
                String key = row.direction() + "/" + row.classification() + "/" + rate;
                CallTotal one = new CallTotal(row.direction(), row.classification(), rate, row.billedSeconds());
                totals.merge(
                        key,
                        one,
                        (sum, more) -> new CallTotal(
                                sum.direction(),
                                sum.classification(),
                                sum.rateName(),
                                sum.billedSeconds() + more.billedSeconds()));
            }
        }
        return new ArrayList<>(totals.values());
    }

    private static boolean isOf(StoredDetail row, Optional<UserId> owner) {
        return owner.isEmpty() || row.owner().equals(owner);
    }

    private static boolean isIn(StoredDetail row, AccountId account, Instant from, Instant to) {
        return row.account().equals(account)
                && !row.recordedAt().isBefore(from)
                && row.recordedAt().isBefore(to);
    }
}
