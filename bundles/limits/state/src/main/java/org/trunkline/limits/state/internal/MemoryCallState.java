package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Limits;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.spi.NodeLeaseStore;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.NodeRole;
import org.trunkline.limits.state.RefusedAttempts;

/** The live calls of one node, in memory, and the journal from which they come back. */
@Component(immediate = true, configurationPid = "org.trunkline.limits.state")
@Designate(ocd = MemoryCallState.Config.class)
public final class MemoryCallState implements CallState {

    @ObjectClassDefinition(name = "Trunkline live calls", description = "Live calls, holds and their journal.")
    public @interface Config {
        @AttributeDefinition(description = "Directory of the call journal.")
        String journal_directory();

        @AttributeDefinition(description = "Size of one journal file, bytes.")
        int journal_file_bytes() default FILE_BYTES_DEFAULT;

        @AttributeDefinition(description = "Longest time before changes are forced to disk, milliseconds.")
        int sync_interval_millis() default SYNC_INTERVAL_MILLIS_DEFAULT;
    }

    private static final Logger LOG = LoggerFactory.getLogger(MemoryCallState.class);
    public static final int FILE_BYTES_DEFAULT = 32 << 20;
    private static final int SYNC_INTERVAL_MILLIS_DEFAULT = 10;
    private static final Duration DENIAL_TIME = Duration.ofSeconds(30);
    private static final Duration ENDED_TIME = Duration.ofMinutes(10);

    private static final int DENIALS_MAX = 50_000;
    private static final int ENDED_MAX = 100_000;

    private final LimitModel limits;
    private final SteadyClock steady;
    private final Journal journal;
    private final RefusedCalls refused;
    private final NodeLease lease;
    private final Partitions partitions = new Partitions();
    private final LiveCalls live = new LiveCalls();
    private final Uses uses;
    private final Unposted unposted = new Unposted();
    private final CallBacks callBacks = new CallBacks();
    private final Remembered<CallKey, Denial> denials;
    /** As they are in the journal. */
    private final Remembered<CallKey, byte[]> ended;

    private final Aliases aliases;
    private final Ledger.Subscription balances;
    private final ScheduledExecutorService keeper;
    private final CallBook book;

    @Activate
    public MemoryCallState(
            @Reference LimitModel limits,
            @Reference Ledger ledger,
            @Reference NodeLeaseStore leases,
            @Reference AllotmentUseStore allotmentUses,
            @Reference Clock clock,
            BundleContext context,
            Config config)
            throws IOException {
        this(
                limits,
                ledger,
                leases,
                allotmentUses,
                new FreshStart(context),
                Machine.real(clock),
                Path.of(config.journal_directory()),
                new Journal(Path.of(config.journal_directory()), config.journal_file_bytes()),
                Math.max(1, config.sync_interval_millis()));
    }

    /**
     * Starts on a journal outside of a container.
     *
     * @param fileBytes the size of one journal file: what every start writes to disk
     */
    public static MemoryCallState on(
            LimitModel limits,
            Ledger ledger,
            NodeLeaseStore leases,
            AllotmentUseStore allotmentUses,
            Machine machine,
            Path directory,
            int fileBytes)
            throws IOException {
        return on(limits, ledger, leases, allotmentUses, machine, directory, new Journal(directory, fileBytes));
    }

    /** Starts without a journal, outside of a container: no call survives the process. */
    public static MemoryCallState withoutJournal(
            LimitModel limits,
            Ledger ledger,
            NodeLeaseStore leases,
            AllotmentUseStore allotmentUses,
            Machine machine,
            Path directory)
            throws IOException {
        return on(limits, ledger, leases, allotmentUses, machine, directory, new NoJournal(directory));
    }

    private static MemoryCallState on(
            LimitModel limits,
            Ledger ledger,
            NodeLeaseStore leases,
            AllotmentUseStore allotmentUses,
            Machine machine,
            Path directory,
            Journal journal)
            throws IOException {
        return new MemoryCallState(
                limits,
                ledger,
                leases,
                allotmentUses,
                () -> {},
                machine,
                directory,
                journal,
                SYNC_INTERVAL_MILLIS_DEFAULT);
    }

    private MemoryCallState(
            LimitModel limits,
            Ledger ledger,
            NodeLeaseStore leases,
            AllotmentUseStore allotmentUses,
            Runnable startAfresh,
            Machine machine,
            Path directory,
            Journal journal,
            int syncIntervalMillis)
            throws IOException {
        this.limits = limits;
        Clock clock = machine.clock();
        uses = new Uses(limits::zone, clock);
        steady = new SteadyClock(clock, machine.nanos());
        denials = new Remembered<>(DENIALS_MAX, DENIAL_TIME, steady);
        ended = new Remembered<>(ENDED_MAX, ENDED_TIME, steady);
        aliases = new Aliases(new Remembered<>(ENDED_MAX, ENDED_TIME, steady));
        this.journal = journal;
        refused = new RefusedCalls(directory.resolve("refused"), clock);
        AllotmentUses allotments = new AllotmentUses(limits::zone, clock);
        book = new JournalledBook(live, ended, unposted, uses, allotments, aliases, journal, this::begun);
        Duration writtenAhead;
        try {
            lease = new NodeLease(
                    leases, journal.node(), machine.leaseNanos(), startAfresh, machine.thread("trunkline-node-lease"));
            lease.beat();
            writtenAhead = replay();
            live.all().forEach(this::goOn);
            balances = ledger.subscribe(
                    (account, micros, sequence, key) -> uses.of(account).balance(micros, sequence, key));
            unposted.all().forEach(call -> aliases.add(call.call()));
            uses.owe(unposted.all(), ledger);
            limits.onSpendReset(uses::resetSpent);
            new SpentBefore(limits, ledger, uses, clock).find(live.entries(), unposted.all());
            new TakenBefore(allotments, allotmentUses).find(live.entries(), unposted);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
        LOG.info("Call state restored: live={} unposted={}", live.size(), unposted.size());
        JournalKeeper rounds = new JournalKeeper(journal, steady, callBacks, unposted, live, this::alone, writtenAhead);
        keeper = machine.thread("trunkline-call-journal");
        keeper.scheduleWithFixedDelay(rounds::round, syncIntervalMillis, syncIntervalMillis, TimeUnit.MILLISECONDS);
        lease.start();
    }

    /** Returns how far the steady clock was ahead of the one on the wall. */
    private Duration replay() throws IOException {
        Replay replay = new Replay(live, unposted, callBacks);
        journal.replay(record -> CallCodec.read(record, replay));
        steady.goOn(replay.ahead(), replay.notBefore());
        // what has ended is remembered from now on, by a clock that goes on where it was
        replay.lately().forEach((key, call) -> ended.put(key, CallCodec.ended(call)));
        return replay.ahead();
    }

    private void alone(AccountId partition, Runnable work) {
        atomically(partition, false, calls -> {
            work.run();
            return null;
        });
    }

    @Deactivate
    public void close() {
        balances.close();
        lease.close();
        keeper.shutdown();
        try {
            keeper.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refused.close();
        journal.close();
    }

    @Override
    public void forgive(String postingKey, Collection<AccountId> accounts) {
        accounts.forEach(account -> uses.of(account).release(postingKey));
    }

    @Override
    public RefusedAttempts refused() {
        return refused;
    }

    @Override
    public NodeRole role() {
        return lease.role();
    }

    @Override
    public <R> R atomically(
            AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
        int home = Partitions.of(partition);
        return partitions.locked(home, uses.otherHomes(home, meters, limits.root()), withRoot, () -> work.apply(book));
    }

    @Override
    public AccountMeter meter(AccountId account) {
        return uses.of(account);
    }

    @Override
    public Clock steady() {
        return steady;
    }

    @Override
    public Optional<CallEntry> find(CallKey key) {
        return Optional.ofNullable(live.find(aliases.firstKey(key))).map(StoredCall::entry);
    }

    @Override
    public Collection<CallEntry> live() {
        return live.entries();
    }

    @Override
    public Stream<CallGlance> glances() {
        return live.all().stream().map(CallGlance.class::cast);
    }

    @Override
    public Limits limits(AccountId account) {
        return limits.of(account);
    }

    @Override
    public long limitsChanges() {
        return limits.changes();
    }

    @Override
    public void sync() {
        journal.sync();
    }

    @Override
    public Collection<EndedCall> unposted() {
        return unposted.all();
    }

    @Override
    public Optional<EndedCall> unposted(CallKey key) {
        return unposted.latest(aliases.firstKey(key));
    }

    @Override
    public Optional<EndedCall> unpostedUnder(String postingKey) {
        return unposted.find(postingKey);
    }

    @Override
    public boolean isUnposted(EndedCall call) {
        return unposted.contains(call.postingKey());
    }

    @Override
    public void posted(EndedCall done) {
        if (unposted.remove(done.postingKey())) {
            journal.append(CallCodec.posted(done.postingKey()));
            uses.release(done);
            if (!live.contains(done.call().key())) {
                // one that its lease has settled may have come back
                aliases.forget(done.call());
            }
        }
    }

    @Override
    public String frozen(EndedCall settled) {
        return Base64.getEncoder().encodeToString(CallCodec.ended(settled));
    }

    @Override
    public EndedCall thawed(String frozen) {
        return CallCodec.ended(Base64.getDecoder().decode(frozen));
    }

    @Override
    public void remember(Denial denial) {
        denials.put(denial.decision().key(), denial);
    }

    @Override
    public Optional<Denial> denial(CallKey key) {
        return denials.get(key);
    }

    @Override
    public Optional<EndedCall> lately(CallKey key) {
        return ended.get(aliases.firstKey(key)).map(CallCodec::ended);
    }

    @Override
    public Optional<Instant> lastEmergency(AccountId account) {
        return callBacks.lastEmergency(account);
    }

    private void begun(CallEntry call) {
        aliases.add(call);
        callBacks.open(call);
    }

    private void goOn(StoredCall stored) {
        CallEntry call = stored.entry();
        stored.meters(uses.meters(call.counted()));
        uses.take(stored, call);
        begun(call);
    }
}
