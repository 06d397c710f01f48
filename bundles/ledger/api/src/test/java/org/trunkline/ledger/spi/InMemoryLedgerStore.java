package org.trunkline.ledger.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;

/** The ledger in memory, for tests. */
public final class InMemoryLedgerStore implements LedgerStore, EntryReader, PostingCondition.LockedLedger {
    private final Map<AccountId, List<StoredEntry>> rows = new TreeMap<>();
    private final Map<String, List<Entry>> keys = new HashMap<>();
    private final Map<String, String> fingerprints = new HashMap<>();
    private final Map<PostingLine.Contra, Map<String, Long>> contras = new HashMap<>();
    private final Map<AccountId, Map<String, Long>> thresholds = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** Returns what was recorded with the postings. */
    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    @Override
    public synchronized List<Posted> post(List<Order> group, Instant at) {
        Map<String, Posted> done = new HashMap<>();
        Map<String, String> seen = new HashMap<>(fingerprints);
        Map<AccountId, AccountBook> books = new HashMap<>();
        List<StoredEntry> fresh = new ArrayList<>();
        List<Posted> result = new ArrayList<>();
        List<Change> recorded = new ArrayList<>();
        for (Order order : group) {
            Posting posting = order.posting();
            String fingerprint = order.fingerprint();
            String known = seen.putIfAbsent(posting.key(), fingerprint);
            if (known != null && !known.equals(fingerprint)) {
                throw new ConflictException(posting.key());
            }
            if (known != null) {
                List<Entry> first = keys.containsKey(posting.key())
                        ? keys.get(posting.key())
                        : done.get(posting.key()).entries();
                result.add(new Posted(first, false));
                continue;
            }
            order.condition().ifPresent(condition -> condition.check().require(this));
            List<Entry> entries = new ArrayList<>();
            Map<AccountId, Long> before = new TreeMap<>();
            for (int i = 0; i < posting.lines().size(); i++) {
                AccountBook book = books.computeIfAbsent(posting.lines().get(i).account(), this::book);
                before.putIfAbsent(book.account(), book.balanceMicros());
                StoredEntry row = book.append(posting, i, order.executor(), at);
                fresh.add(row);
                entries.add(row.entry());
            }
            recorded.addAll(order.recorded());
            before.forEach((account, micros) -> recorded.addAll(Crossings.of(
                    thresholds.getOrDefault(account, Map.of()),
                    account,
                    micros,
                    books.get(account).balanceMicros(),
                    order.executor(),
                    at)));
            done.put(posting.key(), new Posted(entries, true));
            result.add(done.get(posting.key()));
        }
        // from here on nothing fails
        fingerprints.putAll(seen);
        done.forEach((key, posted) -> keys.put(key, posted.entries()));
        fresh.forEach(this::add);
        changes.addAll(recorded);
        return result;
    }

    @Override
    public synchronized void watch(AccountId account, String name, OptionalLong thresholdMicros) {
        Crossings.checkName(name);
        Map<String, Long> own = thresholds.computeIfAbsent(account, each -> new TreeMap<>());
        own.remove(name);
        thresholdMicros.ifPresent(micros -> own.put(name, micros));
    }

    @Override
    public synchronized List<Entry> posted(String key) {
        return keys.getOrDefault(key, List.of());
    }

    @Override
    public synchronized void forEachBalance(Consumer<Balance> reader) {
        rows.keySet().forEach(account -> reader.accept(balance(account).orElseThrow()));
    }

    @Override
    public synchronized Optional<Balance> balance(AccountId account) {
        return last(rows.getOrDefault(account, List.of()))
                .map(row -> new Balance(
                        account,
                        row.entry().line().currency(),
                        row.entry().balanceMicros(),
                        row.entry().sequence(),
                        row.hash()));
    }

    @Override
    public synchronized long balanceMicros(AccountId account) {
        return balance(account).map(Balance::balanceMicros).orElse(0L);
    }

    @Override
    public synchronized void forEachCredit(ObjLongConsumer<AccountId> reader) {
        rows.keySet().stream()
                .filter(account -> balanceMicros(account) > 0)
                .forEach(account -> reader.accept(account, balanceMicros(account)));
    }

    @Override
    public synchronized void forEachEntry(AccountId account, long sequenceMax, Consumer<StoredEntry> reader) {
        rows.getOrDefault(account, List.of()).stream()
                .filter(row -> row.entry().sequence() <= sequenceMax)
                .forEach(reader);
    }

    @Override
    public synchronized Map<String, ServiceTotal> totals(AccountId account, Instant from, Instant to) {
        Map<String, ServiceTotal> totals = new TreeMap<>();
        inRange(account, from, to)
                .forEach(entry -> totals.merge(
                        entry.line().source().service(),
                        ServiceTotal.none().plus(entry.line()),
                        (sum, one) -> sum.plus(entry.line())));
        return totals;
    }

    @Override
    public synchronized List<Share> shares(AccountId account, int month) {
        Map<List<Object>, ServiceTotal> totals = new LinkedHashMap<>();
        inRange(account, Instant.MIN, Instant.MAX)
                .filter(entry -> AccountBook.month(entry.postedAt()) == month)
                .filter(entry -> !entry.line().callingAccount().equals(account))
                .forEach(entry -> totals.merge(
                        List.of(
                                entry.line().callingAccount(),
                                entry.line().source().service()),
                        ServiceTotal.none().plus(entry.line()),
                        (sum, one) -> sum.plus(entry.line())));
        return totals.entrySet().stream()
                .map(each -> new Share(
                        (AccountId) each.getKey().get(0), (String) each.getKey().get(1), each.getValue()))
                .sorted(Comparator.comparing(Share::callingAccount).thenComparing(Share::service))
                .toList();
    }

    @Override
    public synchronized Page<Entry> entries(
            AccountId account, String service, Instant from, Instant to, PageRequest page) {
        Comparator<Entry> order = Comparator.comparing(Entry::sequence);
        EntryKey start = page.startKey().map(EntryKey::parse).orElse(null);
        List<Entry> found = inRange(account, from, to)
                .filter(entry -> entry.line().source().service().equals(service))
                .sorted(page.ascending() ? order : order.reversed())
                .filter(entry -> start == null
                        || (page.ascending()
                                ? entry.sequence() >= start.sequence()
                                : entry.sequence() <= start.sequence()))
                .limit(page.size() + 1L)
                .toList();
        return EntryKey.page(found, page.size());
    }

    @Override
    public synchronized Optional<Entry> entry(AccountId account, String id) {
        return rows.getOrDefault(account, List.of()).stream()
                .map(StoredEntry::entry)
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    @Override
    public synchronized Optional<Entry> lastBefore(AccountId account, Instant instant) {
        return inRange(account, Instant.MIN, instant).reduce((first, second) -> second);
    }

    @Override
    public synchronized List<Entry> after(AccountId account, long sequence, long sequenceMax, int sizeMax) {
        return inRange(account, Instant.MIN, Instant.MAX)
                .filter(entry -> entry.sequence() > sequence && entry.sequence() <= sequenceMax)
                .limit(sizeMax)
                .toList();
    }

    @Override
    public synchronized List<Entry> corrections(AccountId account, String entryId) {
        return inRange(account, Instant.MIN, Instant.MAX)
                .filter(entry -> entry.line().correctionOf().equals(Optional.of(entryId)))
                .toList();
    }

    @Override
    public synchronized List<Imbalance> imbalances() {
        Map<PostingLine.Contra, Map<String, Long>> sums = new HashMap<>();
        contras.forEach((contra, totals) -> totals.forEach((key, micros) ->
                sums.computeIfAbsent(contra, each -> new HashMap<>()).merge(key, micros, Math::addExact)));
        rows.values().stream().flatMap(List::stream).forEach(row -> sums.computeIfAbsent(
                        row.entry().line().contra(), each -> new HashMap<>())
                .merge(contraKey(row.entry()), row.entry().line().amountMicros(), Math::addExact));
        List<Imbalance> result = new ArrayList<>();
        sums.forEach((contra, totals) -> totals.forEach((key, micros) -> {
            if (micros != 0) {
                String[] parts = key.split(" ");
                result.add(new Imbalance(contra.owner(), contra.name(), parts[0], Integer.parseInt(parts[1]), micros));
            }
        }));
        return result;
    }

    /** Returns the accounts that have entries. */
    public synchronized Set<AccountId> accounts() {
        return new LinkedHashSet<>(rows.keySet());
    }

    private void add(StoredEntry row) {
        Entry entry = row.entry();
        rows.computeIfAbsent(entry.line().account(), each -> new ArrayList<>()).add(row);
        contras.computeIfAbsent(entry.line().contra(), each -> new HashMap<>())
                .merge(contraKey(entry), -entry.line().amountMicros(), Math::addExact);
    }

    private static String contraKey(Entry entry) {
        return entry.line().currency() + " " + AccountBook.month(entry.postedAt());
    }

    private AccountBook book(AccountId account) {
        List<StoredEntry> entries = rows.getOrDefault(account, List.of());
        if (entries.isEmpty()) {
            return new AccountBook(account);
        }
        StoredEntry last = entries.get(entries.size() - 1);
        AccountBook book = new AccountBook(
                account,
                last.entry().line().currency(),
                last.entry().balanceMicros(),
                last.entry().sequence(),
                last.entry().postedAt(),
                last.hash());
        entries.forEach(row -> book.load(
                row.entry().line().source().service(),
                new ServiceTotal(
                        row.serviceAmountMicros(),
                        row.serviceQuantity(),
                        row.entry().line().usage().type(),
                        row.entry().line().usage().unit())));
        return book;
    }

    private Stream<Entry> inRange(AccountId account, Instant from, Instant to) {
        return rows.getOrDefault(account, List.of()).stream()
                .map(StoredEntry::entry)
                .filter(entry ->
                        !entry.postedAt().isBefore(from) && entry.postedAt().isBefore(to));
    }

    private static Optional<StoredEntry> last(List<StoredEntry> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }
}
