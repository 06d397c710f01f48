package org.trunkline.limits.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallProof;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.EventCharge;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.FraudStore;
import org.trunkline.limits.spi.InMemoryAllotmentUseStore;
import org.trunkline.limits.spi.InMemoryCallDetailStore;
import org.trunkline.limits.spi.InMemoryCallProofStore;
import org.trunkline.limits.spi.InMemoryCallRecordStore;
import org.trunkline.limits.spi.InMemoryFraudStore;
import org.trunkline.limits.spi.InMemoryLimitStore;
import org.trunkline.limits.spi.InMemoryNodeLeaseStore;
import org.trunkline.limits.spi.InMemorySwitchStore;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.spi.SwitchStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.FraudMemory;
import org.trunkline.limits.state.internal.KnownUsers;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.rating.Direction;
import org.trunkline.rating.EventPrice;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** Admission with all that it needs, in memory, on a clock that tests move: root → r1 → r2 → c, and what a test adds. */
final class World implements AutoCloseable {
    static final AccountId ROOT = new AccountId("0".repeat(32));
    static final AccountId R1 = new AccountId("1".repeat(32));
    static final AccountId R2 = new AccountId("2".repeat(32));
    static final AccountId C = new AccountId("c".repeat(32));
    static final String GERMANY = "+4930123456";

    final TestTree tree = new TestTree();
    final TestLedger ledger = new TestLedger();
    final TestClock clock = new TestClock();
    final TestUsers users = new TestUsers();
    final Map<AccountId, Price> prices = new ConcurrentHashMap<>();
    final Map<AccountId, String> deckCurrencies = new ConcurrentHashMap<>();
    final AtomicReference<Price> carrier = new AtomicReference<>();
    final List<ExchangeRate> exchanges = new CopyOnWriteArrayList<>();
    final Map<AccountId, EventPrice> eventPrices = new ConcurrentHashMap<>();
    final TestNumbers numbers = new TestNumbers();
    /** Whose deck an account pays from, where it is not root's. */
    final Map<AccountId, AccountId> deckOwners = new ConcurrentHashMap<>();

    final InMemoryCallDetailStore details = new InMemoryCallDetailStore();
    final InMemoryAllotmentUseStore allotmentUses = new InMemoryAllotmentUseStore();
    final InMemoryCallRecordStore records = new InMemoryCallRecordStore(details, allotmentUses);
    final InMemoryCallProofStore proofs = new InMemoryCallProofStore();
    final TestFeed feed = new TestFeed();
    final InMemoryNodeLeaseStore leases = new InMemoryNodeLeaseStore();
    final LimitStore limitStore = new InMemoryLimitStore(feed::publish);
    final FraudStore fraudStore = new InMemoryFraudStore(feed::publish);
    final SwitchStore switchStore = new InMemorySwitchStore(feed::publish);
    final SwitchManager switches;
    final LimitManager limits;
    final SwitchIdentity sbc;
    final Caller caller;
    private final Path journal;
    private final UnaryOperator<CallState> around;

    /** What the rules see of the records. */
    CallRecordStore recordStore = records;

    /** How long a request waits for the database, from the next start on; long, for a test machine may have much to do. */
    Supplier<DecisionBudget> budgets = () -> DecisionBudget.ofMillis(60_000);

    /** Who works in the background; records are written at once, so that tests find them. */
    Function<String, ScheduledExecutorService> threads =
            name -> name.equals("trunkline-call-records") ? new AtOnceExecutor() : AtOnceExecutor.elseOfNode(name);

    private DecisionBudget budget;
    private CallState state;
    private FraudMemory fraud;
    private Settlements settlements;
    private Admission admission;
    private Alerts alerts;
    private EventManager events;
    private RateLookup rates;
    private Runnable closeState;

    World(Path journal) {
        this(journal, UnaryOperator.identity());
    }

    /** @param around what the rules see of the state */
    World(Path journal, UnaryOperator<CallState> around) {
        this.journal = journal;
        this.around = around;
        tree.add(ROOT, null, true);
        tree.add(R1, ROOT, true);
        tree.add(R2, R1, true);
        tree.add(C, R2, false);
        switches = new SwitchManager(switchStore, tree, tree, feed, clock);
        limits = new LimitManager(limitStore, limitModel(), tree, clock);
        sbc = switches.create(system(), Json.object().put("name", "sbc1").put("may_assert_on_net", true))
                .identity();
        caller = sbc.caller();
        start();
    }

    private LimitModel limitModel() {
        return new LimitModel(limitStore, feed, tree, KnownUsers.of(users));
    }

    static Caller system() {
        return Caller.system(ROOT, "test");
    }

    /** Starts state and rules on the journal, as a node does. */
    void start() {
        StateOnDisk onDisk = StateOnDisk.open(journal, limitModel(), fraudStore, ledger, leases, allotmentUses, clock);
        state = around.apply(onDisk.state());
        fraud = onDisk.fraud();
        closeState = onDisk.close();
        startRules();
    }

    void startRules() {
        rates = new TestRates(this::rate, carrier, eventPrices, deckOwners, exchanges);
        budget = budgets.get();
        settlements = new Settlements(state, ledger, recordStore, details, budget, clock, threads);
        alerts = new Alerts(limitStore, tree, clock);
        events = new EventManager(tree, tree, numbers, numbers, rates, state, ledger, budget, clock);
        admission =
                new Admission(tree, tree, numbers, numbers, rates, state, switches, settlements, fraud, alerts, clock);
    }

    /** Replaces the rules as an update of the bundle does; the state stays. */
    void updateRules() {
        settlements.close();
        budget.close();
        alerts.close();
        startRules();
    }

    void stop() {
        settlements.close();
        budget.close();
        alerts.close();
        closeState.run();
    }

    void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
    }

    CallState state() {
        return state;
    }

    Alerts alerts() {
        return alerts;
    }

    Admission admission() {
        return admission;
    }

    private Optional<Rate> rate(AccountId payer, RateQuery query) {
        Price price = prices.get(payer);
        return price == null || query.digits().startsWith("999")
                ? Optional.empty()
                : Optional.of(new Rate(
                        "XX-" + query.digits(),
                        "any",
                        "",
                        "deck",
                        query.digits(),
                        price,
                        deckCurrencies.getOrDefault(payer, "USD"),
                        java.util.OptionalLong.empty()));
    }

    World price(AccountId payer, String perMinute, int increment, int minimum) {
        prices.put(payer, price(perMinute, increment, minimum));
        return this;
    }

    static Price price(String perMinute, int increment, int minimum) {
        return new Price(
                org.trunkline.kernel.Money.toNanos("price", new java.math.BigDecimal(perMinute)),
                0,
                minimum,
                increment,
                0);
    }

    World credit(AccountId account, String amount) {
        ledger.put(account, org.trunkline.kernel.Money.toMicros("amount", new java.math.BigDecimal(amount)));
        return this;
    }

    World limits(AccountId account, String json) {
        limits.merge(system(), account, Json.parseObject(json));
        return this;
    }

    /** Rates and credit of charging §3, rows 7 and 10: levels c, r2, r1. */
    void chain() {
        price(C, "0.1321", 1, 30).price(R2, "0.0925", 1, 30).price(R1, "0.0700", 1, 30);
        credit(C, "1").credit(R2, "0.60").credit(R1, "5");
    }

    CallKey key(String callId) {
        return new CallKey(sbc.id(), callId, "a");
    }

    CallAttempt attempt(String callId, AccountId account, Direction direction, String to) {
        return new CallAttempt(
                key(callId),
                direction,
                new AccountSelector.ById(account),
                "+14155550100",
                to,
                "",
                List.of(),
                false,
                Optional.empty(),
                true);
    }

    CallDecision call(String callId, AccountId account, String to) {
        return admission.authorize(caller, attempt(callId, account, Direction.OUTBOUND, to));
    }

    CallDecision joined(String callId, AccountId account, String otherCallId) {
        CallAttempt alone = attempt(callId, account, Direction.OUTBOUND, GERMANY);
        return admission.authorize(
                caller,
                new CallAttempt(
                        alone.key(),
                        alone.direction(),
                        alone.selector(),
                        alone.from(),
                        alone.to(),
                        "",
                        List.of(),
                        false,
                        Optional.of(otherCallId),
                        true));
    }

    CallDecision inbound(String callId, AccountId account, String to) {
        return admission.authorize(caller, attempt(callId, account, Direction.INBOUND, to));
    }

    EventSettlement charge(String key, AccountId account, String service, long quantity) {
        return events.charge(
                caller,
                new EventCharge(
                        key,
                        new AccountSelector.ById(account),
                        service,
                        quantity,
                        Optional.of(GERMANY),
                        Json.object().put("note", "n")));
    }

    void settleLeases() {
        settlements.settleLeases();
        postAll();
    }

    void storeRefused() {
        settlements.storeRefused();
    }

    void detailsDown(boolean down) {
        details.down(down);
    }

    void postAll() {
        settlements.postAll(Patience.ENDLESS);
    }

    /** Lets the switch correct ends from now on. */
    void mayCorrect() {
        SwitchIdentity now = new SwitchIdentity(
                sbc.id(),
                sbc.name(),
                sbc.scope(),
                sbc.renews(),
                true,
                sbc.mayAssertOnNet(),
                sbc.mayBackdate(),
                sbc.keyEnding(),
                sbc.createdAt());
        Change change = new Change("switches", sbc.id(), ROOT, "changed", system(), clock.instant(), "{}");
        switchStore.delete(sbc.id(), change);
        switchStore.insert(new SwitchStore.StoredSwitch(now, "0".repeat(64)), change);
    }

    CallRenewal renew(String callId, long elapsed) {
        clock.move(0);
        return admission.renew(caller, key(callId), elapsed);
    }

    CallSettlement end(String callId, long seconds) {
        return admission.ended(
                caller, new CallEnd(key(callId), seconds, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty()));
    }

    CallSettlement end(String callId, long seconds, Patience patience) {
        CallEnd end = new CallEnd(key(callId), seconds, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty());
        return settlements.settle(sbc, end, Optional::empty, account -> true, patience);
    }

    Settlements settlements() {
        return settlements;
    }

    ReratingTask rerating(boolean preview) {
        Rerating rerating = new Rerating(records, state, settlements);
        return preview
                ? new ReratePreviewTask(tree, tree, new TestNumbers(), rates, state, rerating)
                : new RerateTask(tree, tree, new TestNumbers(), rates, state, rerating);
    }

    LiveCallManager liveCalls() {
        return new LiveCallManager(tree, tree, state, settlements);
    }

    AllotmentManager allotments() {
        return new AllotmentManager(limitStore, allotmentUses, tree, tree, clock);
    }

    World allotments(AccountId account, String json) {
        allotments().replace(system(), account, Json.parseObject(json));
        return this;
    }

    FraudManager fraud() {
        return new FraudManager(fraud, tree, clock);
    }

    ReconcileTask reconcile() {
        return new ReconcileTask(tree, tree, switches, admission, settlements);
    }

    CallDetailManager callDetails() {
        return new CallDetailManager(details, tree, tree, rates, users.kept);
    }

    CallProofManager proofManager() {
        return new CallProofManager(records, proofs, state, ledger, tree, tree, clock);
    }

    /** Compares all calls with the ledger. */
    CallProof.Found proof(Optional<Instant> to) {
        CallProofManager manager = proofManager();
        try {
            return manager.verify(system(), Instant.EPOCH, to.orElse(Instant.parse("2030-01-01T00:00:00Z")));
        } finally {
            manager.close();
        }
    }

    long held(AccountId account) {
        return state.atomically(
                R1, false, List.of(account), book -> book.usage(account).heldMicros());
    }
}
