package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** A ledger that survives the node, and may be out of its reach: with a posting done, or not. */
class SimLedger implements Ledger {
    private record Balance(long micros, long sequence) {}

    private record Charge(AccountId account, long micros, Instant at) {}

    private final Scene scene;
    private final Faults faults;
    private final List<Charge> charges = new ArrayList<>();
    private final Map<AccountId, Balance> balances = new TreeMap<>();
    private final Map<String, List<Entry>> postings = new LinkedHashMap<>();
    private final List<BalanceListener> listeners = new ArrayList<>();
    /** What was posted while nobody could be told: nothing later is told before it, or it would be counted twice. */
    private final List<Entry> untold = new ArrayList<>();

    private long contraMicros;
    private long depositedMicros;

    SimLedger(Scene scene, Faults faults) {
        this.scene = scene;
        this.faults = faults;
    }

    /** Money that comes and goes beside calls. */
    void deposit(AccountId account, long micros) {
        depositedMicros += micros;
        tell(List.of());
        Balance now = add(account, micros);
        listeners.forEach(each -> each.balance(account, now.micros(), now.sequence(), "deposit/" + now.sequence()));
    }

    /** Nobody of the process that was listens any more. */
    void forgetListeners() {
        listeners.clear();
        untold.clear();
    }

    Map<String, List<Entry>> postings() {
        return postings;
    }

    /** Returns by how much entries and their other sides differ from what was brought in: 0. */
    long difference() {
        long sum = balances.values().stream().mapToLong(Balance::micros).sum();
        return sum - depositedMicros + contraMicros;
    }

    @Override
    public List<Entry> post(Caller by, Posting posting) {
        faults.step();
        if (faults.isDatabaseDown() && !faults.isAnswerLost()) {
            faults.posted(false);
            throw faults.unreachable();
        }
        List<Entry> entries = committed(by, posting);
        if (faults.isDatabaseDown()) {
            untold.addAll(entries);
            faults.posted(false);
            throw faults.unreachable();
        }
        faults.step();
        tell(entries);
        faults.posted(true);
        return entries;
    }

    private void tell(List<Entry> entries) {
        List<Entry> all = new ArrayList<>(untold);
        all.addAll(entries);
        untold.clear();
        for (Entry entry : all) {
            listeners.forEach(
                    each -> each.balance(entry.line().account(), entry.balanceMicros(), entry.sequence(), entry.key()));
        }
    }

    /** Returns the entries of the key, made now or before. */
    protected List<Entry> committed(Caller by, Posting posting) {
        List<Entry> known = postings.get(posting.key());
        if (known != null) {
            if (!known.stream().map(Entry::line).toList().equals(posting.lines())) {
                throw new ConflictException(posting.key());
            }
            return known;
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < posting.lines().size(); i++) {
            PostingLine line = posting.lines().get(i);
            contraMicros -= line.amountMicros();
            charges.add(new Charge(line.account(), line.amountMicros(), scene.wall()));
            Balance now = add(line.account(), line.amountMicros());
            Instant end = line.period().orElseThrow().end();
            entries.add(new Entry(
                    EntryIds.of(posting.key(), i, end),
                    posting.key(),
                    line,
                    now.sequence(),
                    now.micros(),
                    end,
                    by.name()));
        }
        postings.put(posting.key(), entries);
        return entries;
    }

    private Balance add(AccountId account, long micros) {
        return balances.merge(
                account,
                new Balance(micros, 1),
                (old, more) -> new Balance(old.micros() + more.micros(), old.sequence() + 1));
    }

    @Override
    public List<Entry> posted(String key) {
        return postings.getOrDefault(key, List.of());
    }

    @Override
    public long balanceMicros(AccountId account) {
        Balance balance = balances.get(account);
        return balance == null ? 0 : balance.micros();
    }

    @Override
    public Subscription subscribe(BalanceListener listener) {
        listeners.add(listener);
        balances.forEach((account, now) -> listener.balance(account, now.micros(), now.sequence(), ""));
        return () -> listeners.remove(listener);
    }

    @Override
    public long totalMicros(AccountId account, String service, Instant from, Instant to) {
        return charges.stream()
                .filter(charge -> charge.account().equals(account)
                        && !charge.at().isBefore(from)
                        && charge.at().isBefore(to))
                .mapToLong(Charge::micros)
                .sum();
    }
}
