package org.trunkline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.internal.Admission;
import org.trunkline.limits.internal.Alerts;
import org.trunkline.limits.internal.DecisionBudget;
import org.trunkline.limits.internal.Settlements;
import org.trunkline.limits.internal.SwitchManager;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.InMemoryAllotmentUseStore;
import org.trunkline.limits.spi.InMemoryCallDetailStore;
import org.trunkline.limits.spi.InMemoryFraudStore;
import org.trunkline.limits.spi.InMemoryLimitStore;
import org.trunkline.limits.spi.InMemoryNodeLeaseStore;
import org.trunkline.limits.spi.InMemorySwitchStore;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.limits.state.internal.FraudModel;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.Machine;
import org.trunkline.limits.state.internal.MemoryCallState;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.numbers.internal.PhoneNumberPlan;
import org.trunkline.rating.Direction;
import org.trunkline.rating.RateLookup;

/**
 * Admission as a node runs it, but with stores in memory: 100,000 accounts, customers with three resellers above each of
 * them, a deck for each of the four levels, real numbers, the journal on disk.
 */
final class Platform {
    private static final int TOP = 10;
    private static final int MIDDLE = 10;
    private static final int LOW = 10;
    private static final int CUSTOMERS = 99;
    private static final int NUMBERS = 20_000;
    private static final List<String> DECKS = List.of("ratedeck", "top", "middle", "low");

    private final Tree tree = new Tree();
    private final Feed feed = new Feed();
    private final List<AccountId> accounts = new ArrayList<>();
    private final List<AccountId> customers = new ArrayList<>();
    private final NumberPlan numbers = new PhoneNumberPlan();
    private final RateLookup rates;
    private final Clock clock = Clock.systemUTC();
    private final LimitStore limits = new InMemoryLimitStore(feed::publish);
    private final Ledger ledger;
    private final SwitchManager switches;
    private final SwitchIdentity asking;
    private final String[] called;
    private final boolean isEven;
    /** The customers of one of the resellers below root: all their calls meet there. */
    private final List<AccountId> oneReseller;

    private boolean isJournalled;
    private MemoryCallState state;
    private LimitModel model;
    private Path journal;
    private Settlements settlements;
    private CallAdmission admission;

    /**
     * @param isEven any account calls any number, which is harder than what happens; else few accounts and few numbers are
     *     often
     */
    Platform(DeckRows rows, boolean isEven) {
        this.isEven = isEven;
        Rating rating = new Rating(tree);
        DECKS.forEach(name -> rating.deck(name, rows));
        for (int top = 0; top < TOP; top++) {
            AccountId first = reseller(rating, tree.root().id(), DECKS.get(1));
            for (int middle = 0; middle < MIDDLE; middle++) {
                AccountId second = reseller(rating, first, DECKS.get(2));
                for (int low = 0; low < LOW; low++) {
                    AccountId third = reseller(rating, second, DECKS.get(3));
                    for (int i = 0; i < CUSTOMERS; i++) {
                        customers.add(added(third, false));
                    }
                }
            }
        }
        rates = rating.lookup();
        ledger = new RichLedger(accounts);
        switches = new SwitchManager(new InMemorySwitchStore(feed::publish), tree, tree, feed, clock);
        Caller system = Caller.system(tree.root().id(), "benchmark");
        asking = switches.create(system, Json.object().put("name", "switch")).identity();
        called = callable(rows);
        oneReseller = List.copyOf(customers.subList(0, customers.size() / TOP));
        // the busy ones are anywhere in the tree
        Collections.shuffle(customers, new Random(3));
    }

    private AccountId reseller(Rating rating, AccountId parent, String sold) {
        AccountId id = added(parent, true);
        rating.sells(id, sold);
        return id;
    }

    private AccountId added(AccountId parent, boolean reseller) {
        AccountId id = tree.add(parent, reseller);
        accounts.add(id);
        return id;
    }

    /** Numbers under prefixes of the deck, as far as they are numbers at all. */
    private String[] callable(DeckRows rows) {
        String[] found = Arrays.stream(rows.numbers(NUMBERS * 5, 2, isEven))
                .map(digits -> "+" + digits)
                .filter(number ->
                        numbers.toE164(number, "US").filter(number::equals).isPresent())
                .filter(number -> !numbers.isTollFree(number))
                .limit(NUMBERS)
                .toArray(String[]::new);
        if (found.length == 0) {
            throw new IllegalStateException("the deck has no prefix under which there are numbers");
        }
        return found;
    }

    /** Starts state and rules with an empty journal. */
    void start() {
        start(true);
    }

    /** @param journalled whether calls are in a journal; else none survives */
    void start(boolean journalled) {
        isJournalled = journalled;
        try {
            journal = Scratch.directory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open();
    }

    /** Ends as a node ends and starts again on the same journal; returns how long the state took to be there again. */
    double restart() {
        close();
        long begin = System.nanoTime();
        open();
        return (System.nanoTime() - begin) / 1e9;
    }

    private void open() {
        try {
            model = new LimitModel(limits, feed, tree);
            state = state();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FraudModel fraud = new FraudModel(new InMemoryFraudStore(change -> {}));
        settlements = new Settlements(
                state, ledger, new NoRecords(), new InMemoryCallDetailStore(), DecisionBudget.ofMillis(60_000), clock);
        Alerts alerts = new Alerts(limits, tree, clock);
        admission = new Admission(
                tree,
                tree,
                numbers,
                number -> Optional.empty(),
                rates,
                state,
                switches,
                settlements,
                fraud,
                alerts,
                clock);
    }

    private MemoryCallState state() throws IOException {
        InMemoryNodeLeaseStore leases = new InMemoryNodeLeaseStore();
        InMemoryAllotmentUseStore uses = new InMemoryAllotmentUseStore();
        Machine machine = Machine.real(clock);
        return isJournalled
                ? MemoryCallState.on(model, ledger, leases, uses, machine, journal, MemoryCallState.FILE_BYTES_DEFAULT)
                : MemoryCallState.withoutJournal(model, ledger, leases, uses, machine, journal);
    }

    /** Forgets all live calls and the journal. */
    void stop() {
        close();
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        settlements.close();
        state.close();
        model.close();
    }

    /** Returns the account below root through which an allowed call goes: under its lock the call is released. */
    static AccountId partition(CallDecision decision) {
        return decision.levels().get(DECKS.size() - 1).account();
    }

    /** Frees what the call has taken, as if it had been settled elsewhere. */
    void release(AccountId partition, CallKey key) {
        state.atomically(partition, false, book -> {
            book.drop(key);
            return null;
        });
    }

    int live() {
        return state.live().size();
    }

    CallAdmission admission() {
        return admission;
    }

    Caller caller() {
        return asking.caller();
    }

    int accounts() {
        return tree.size();
    }

    CallKey key(long number) {
        return new CallKey(asking.id(), "call-" + number, "a");
    }

    /** Returns attempt number so many: another account and another number each time, in no order. */
    CallAttempt attempt(CallKey key, long number) {
        return attempt(key, number, customers);
    }

    /** The same, of customers of one reseller. */
    CallAttempt attemptOfOneReseller(CallKey key, long number) {
        return attempt(key, number, oneReseller);
    }

    private CallAttempt attempt(CallKey key, long number, List<AccountId> callers) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0x9E3779B97F4A7C15L;
        return new CallAttempt(
                key,
                Direction.OUTBOUND,
                new AccountSelector.ById(callers.get(drawn(mixed >>> 40, callers.size()))),
                "+14155550100",
                called[(int) ((mixed & 0xFF_FFFF) % called.length)],
                "",
                List.of(),
                false,
                Optional.empty(),
                true);
    }

    /** @param bits 24 of them */
    private int drawn(long bits, int size) {
        return isEven ? (int) (bits % size) : (int) Math.pow(size, bits / 16_777_216.0) - 1;
    }

    /** Fails unless the call goes through on all four levels: nothing else is worth measuring. */
    static CallDecision expectAllowed(CallDecision decision) {
        if (!decision.allowed() || decision.levels().size() != DECKS.size()) {
            throw new IllegalStateException("not allowed on four levels: " + decision);
        }
        return decision;
    }

    /** Call records are asked for but never kept. */
    private static final class NoRecords implements CallRecordStore {
        @Override
        public Optional<CallRecord> find(CallKey key) {
            return Optional.empty();
        }

        @Override
        public void insertMissing(List<CallRecord> records, List<StoredDetail> details) {
            // none is kept
        }

        @Override
        public void replace(List<CallRecord> records, List<StoredDetail> details) {
            // none is kept
        }

        @Override
        public List<CallRecord> ended(Instant from, Instant to, Optional<CallRecord> after, int max) {
            return List.of();
        }
    }
}
