package org.trunkline.limits.internal.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.internal.Admission;
import org.trunkline.limits.internal.Alerts;
import org.trunkline.limits.internal.DecisionBudget;
import org.trunkline.limits.internal.Settlements;
import org.trunkline.limits.internal.SwitchManager;
import org.trunkline.limits.internal.TestNumbers;
import org.trunkline.limits.spi.InMemoryAllotmentUseStore;
import org.trunkline.limits.spi.InMemoryCallDetailStore;
import org.trunkline.limits.spi.InMemoryCallRecordStore;
import org.trunkline.limits.spi.InMemoryFraudStore;
import org.trunkline.limits.spi.InMemoryLimitStore;
import org.trunkline.limits.spi.InMemoryNodeLeaseStore;
import org.trunkline.limits.spi.InMemorySwitchStore;
import org.trunkline.limits.spi.LimitDocument;
import org.trunkline.limits.spi.SwitchStore;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.internal.FraudModel;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.Machine;
import org.trunkline.limits.state.internal.MemoryCallState;
import org.trunkline.rating.RateLookup;

/** The process under test, with all that outlives it: journal, ledger, stores. */
final class Node {
    private static final int JOURNAL_FILE_BYTES = 1 << 16;

    /** All happens in one thread: what is not there at once does not come. */
    private static final int BUDGET_MILLIS = 1;

    final Scene scene;
    final Faults faults;
    final SimLedger ledger;
    final InMemoryAllotmentUseStore allotmentUses = new InMemoryAllotmentUseStore();
    final InMemoryCallRecordStore records;
    final List<SwitchIdentity> switches;
    final Rounds rounds = new Rounds();
    private final Bug bug;
    private final Path directory;
    private final InMemoryCallDetailStore details = new InMemoryCallDetailStore();
    private final InMemoryNodeLeaseStore leases = new InMemoryNodeLeaseStore();
    private final Feed feed = new Feed();
    private final InMemoryLimitStore limitStore = new InMemoryLimitStore(change -> feed.publish(change));
    private final InMemoryFraudStore fraudStore = new InMemoryFraudStore(change -> feed.publish(change));
    private final SwitchManager switchManager;
    private final RateLookup rates;
    private final Map<Path, byte[]> safe = new HashMap<>();
    private MemoryCallState memory;
    private LimitModel limitModel;
    private FraudModel fraud;
    private SimState watched;
    private CallState state;
    private final DecisionBudget budget = new DecisionBudget(BUDGET_MILLIS, rounds.apply("trunkline-call-questions"));
    private Settlements settlements;
    private Admission admission;
    private boolean synced;

    Node(Scene scene, Faults faults, Bug bug, Path directory) {
        this.scene = scene;
        this.faults = faults;
        this.bug = bug;
        this.directory = directory;
        ledger = bug.ledger(scene, faults);
        records = new InMemoryCallRecordStore(details, allotmentUses);
        rates = bug.rates(new SimRates(scene));
        switches = List.of(sbc("sbc0", false, false), sbc("sbc1", true, false), sbc("sbc2", false, true));
        SwitchStore switchStore = new InMemorySwitchStore();
        for (SwitchIdentity each : switches) {
            switchStore.insert(new SwitchStore.StoredSwitch(each, each.id()), change("switches", each.id()));
        }
        switchManager = new SwitchManager(switchStore, scene.tree, scene.tree, feed, scene.clock());
        start();
    }

    private SwitchIdentity sbc(String id, boolean mayCorrect, boolean mayBackdate) {
        return new SwitchIdentity(id, id, scene.root, true, mayCorrect, true, mayBackdate, "", scene.wall());
    }

    private Change change(String topic, String key) {
        Caller system = Caller.system(scene.root, "simulation");
        return new Change(topic, key, scene.root, "changed", system, scene.wall(), "{}");
    }

    CallState state() {
        return memory;
    }

    /** Returns the calls that were settled since this was asked last, in this order. */
    List<CallKey> settled() {
        return watched.settled();
    }

    Admission admission() {
        return admission;
    }

    /** Asks what the state says of an account. */
    <T> T ask(AccountId account, Function<CallBook, T> question) {
        return memory.atomically(account, false, question);
    }

    List<FraudCase> fraudCases(AccountId account) {
        return fraud.cases(account);
    }

    void limits(AccountId account, ObjectNode limits) {
        long revision = limitStore.find(account).map(LimitDocument::revision).orElse(0L);
        limitStore.save(new LimitDocument(account, limits, revision), change("limits", account.value()));
        scene.limits.put(account, LimitForm.readStored(limits, Limits.DEFAULTS));
    }

    void databaseDown(boolean isDown) {
        faults.databaseDown(isDown);
        leases.down(isDown);
    }

    /** Starts on the journal that is there. */
    void start() {
        faults.dead(false);
        databaseDown(false);
        limitModel = new LimitModel(limitStore, feed, scene.tree);
        try {
            memory = MemoryCallState.on(
                    limitModel,
                    ledger,
                    leases,
                    bug.allotmentUses(allotmentUses),
                    new Machine(scene.clock(), this::nanos, this::nanos, rounds),
                    directory,
                    JOURNAL_FILE_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fraud = new FraudModel(fraudStore, rounds);
        watched = new SimState(memory, faults, this::synced);
        state = bug.state(watched);
        startRules();
        snapshot();
    }

    private long nanos() {
        return scene.now * 1_000_000_000L;
    }

    private void startRules() {
        settlements =
                new Settlements(state, ledger, new SimRecords(records, faults), details, budget, scene.clock(), rounds);
        Alerts alerts = new Alerts(limitStore, scene.tree, scene.clock(), Runnable::run);
        admission = new Admission(
                scene.tree,
                scene.tree,
                new TestNumbers(),
                number -> Optional.empty(),
                rates,
                state,
                switchManager,
                settlements,
                fraud,
                alerts,
                scene.clock());
    }

    /** Replaces the rules as an update of the bundle does; the state stays. */
    void updateRules() {
        settlements.close();
        startRules();
    }

    /** The process is gone, in good order or not: what it wrote stays. */
    void stop() {
        ledger.forgetListeners();
        settlements.close();
        memory.close();
        fraud.close();
        limitModel.close();
    }

    /** The process was killed: what its last file had not got yet is in the tail alone. */
    void kill() {
        Map<Path, byte[]> kept = new HashMap<>(safe);
        stop();
        Map<Path, byte[]> last = new HashMap<>();
        journals(last, 1);
        kept.keySet().retainAll(last.keySet());
        kept.forEach((file, bytes) -> io(() -> Files.write(file, bytes)));
    }

    /** The power was cut: what was not forced to disk is gone too. */
    void cutPower() {
        Map<Path, byte[]> kept = new HashMap<>(safe);
        stop();
        kept.forEach((file, bytes) -> io(() -> Files.write(file, bytes)));
        io(() -> Files.deleteIfExists(tail()));
    }

    private Path tail() {
        return directory.resolve("tail");
    }

    /** Writes the journal anew, and ends before the old files are deleted. */
    void killWhileCompacting() {
        Map<Path, byte[]> before = new HashMap<>();
        journals(before, Integer.MAX_VALUE);
        // it is written to the end before there is another one
        before.put(Collections.max(before.keySet()), io(() -> Files.readAllBytes(tail())));
        rounds.run("trunkline-call-journal");
        stop();
        before.forEach((file, bytes) -> {
            if (!Files.exists(file)) {
                io(() -> Files.write(file, bytes));
            }
        });
    }

    private void synced() {
        synced = true;
        snapshot();
    }

    /** Returns whether what was written was forced to disk since this was asked last. */
    boolean wasSynced() {
        boolean was = synced;
        synced = false;
        return was;
    }

    /** Forces the journal to disk, and rewrites it if it has become long. */
    void keep() {
        rounds.run("trunkline-call-journal");
        synced();
    }

    private void snapshot() {
        safe.clear();
        journals(safe, 1);
    }

    /** Reads the last journal files. */
    private void journals(Map<Path, byte[]> into, int max) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted((one, other) -> other.compareTo(one))
                    .limit(max)
                    .forEach(file -> into.put(file, io(() -> Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Io<T> {
        T run() throws IOException;
    }

    private static <T> T io(Io<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands changes on at once. */
    private static final class Feed implements ChangeFeed {
        private final Map<Object, Map.Entry<String, java.util.function.Consumer<Change>>> listeners = new HashMap<>();

        @Override
        public Subscription subscribe(String topic, java.util.function.Consumer<Change> listener) {
            Object key = new Object();
            listeners.put(key, Map.entry(topic, listener));
            return () -> listeners.remove(key);
        }

        void publish(Change change) {
            for (var each : List.copyOf(listeners.values())) {
                if (each.getKey().equals(change.topic())) {
                    each.getValue().accept(change);
                }
            }
        }
    }
}
