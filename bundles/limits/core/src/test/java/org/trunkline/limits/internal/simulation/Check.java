package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.internal.simulation.ModelCall.Stage;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/** Compares the node with the model, and with what must be true of any node (design §5). */
final class Check {
    private final Node node;
    private final Scene scene;

    /** Settled calls as they were read from their records. */
    private final Map<String, EndedCall> thawed = new HashMap<>();

    Check(Node node) {
        this.node = node;
        this.scene = node.scene;
    }

    /** After each step: every call and every account is as the model has it. */
    void equal(Model model) {
        CallState state = node.state();
        long live = model.calls.values().stream().filter(ModelCall::isLive).count();
        for (ModelCall call : model.calls.values()) {
            if (call.isLive()) {
                CallEntry entry = state.find(call.key).orElse(null);
                require(isSame(call, entry), () -> "call is " + entry + ", model: " + call);
            }
        }
        require(live == state.live().size(), () -> "live are " + state.live() + ", model: " + live);
        for (AccountId account : scene.accounts) {
            CallBook.Usage usage = usage(account);
            Model.Use use = model.use(account);
            require(
                    usage.inbound() == use.inbound()
                            && usage.outbound() == use.outbound()
                            && usage.conversations() == use.conversations().size()
                            && usage.offNet() == use.offNet()
                            && usage.balanceMicros() == use.balance()
                            && usage.heldMicros() == use.held(),
                    () -> account + " uses " + usage + ", model: " + use);
            Spent spent = spent(account);
            require(
                    spent.equals(model.money.spent(account)),
                    () -> account + " has spent " + spent + ", model: " + model.money.spent(account));
            for (Allotment allotment : scene.limits(account).allotments().values()) {
                long left = left(account, allotment, cycleTime());
                long expected = model.allotments.left(model, account, allotment, model.allotments.now());
                require(left == expected, () -> account + " has " + left + " of " + allotment + ", model: " + expected);
            }
        }
        Map<String, Integer> cases = new TreeMap<>();
        scene.guards.keySet().forEach(account -> node.fraudCases(account)
                .forEach(each -> cases.put(
                        each.account() + " " + each.rule() + " " + each.country(), Math.toIntExact(each.calls()))));
        require(cases.equals(model.fraud.cases), () -> "fraud " + cases + ", model: " + model.fraud.cases);
    }

    /** Before each step: the node sees what time it is, and how much of an hour is over. */
    void pass(Model model) {
        scene.accounts.forEach(this::spent);
        cycleTime();
        model.spending.pass(model, this::spent);
        model.allotments.pass(model);
    }

    /** After a start: the node knows what was spent before. */
    void started(Model model) {
        for (AccountId account : scene.accounts) {
            Spent told = spent(account);
            long most = model.spending.ever(model, account);
            require(
                    told.hourMicros() <= most && told.dayMicros() <= most && told.monthMicros() <= most,
                    () -> account + " cannot have spent " + told + ", in all " + most);
            if (scene.limits(account).countsSpend() && !scene.clockWasSet) {
                Spent least = model.spending.least(model, account);
                require(
                        told.hourMicros() >= least.hourMicros()
                                && told.dayMicros() >= least.dayMicros()
                                && told.monthMicros() >= least.monthMicros(),
                        () -> account + " has spent more than " + told + ", at least " + least);
            }
        }
        model.start(this::spent, cycleTime().getEpochSecond());
    }

    private Spent spent(AccountId account) {
        return node.ask(account, book -> book.spent(account));
    }

    private Instant cycleTime() {
        return node.ask(scene.root, CallBook::cycleTime);
    }

    private long left(AccountId account, Allotment allotment, Instant begunAt) {
        return node.state().atomically(account, false, book -> book.allotmentLeftSeconds(account, allotment, begunAt));
    }

    private CallBook.Usage usage(AccountId account) {
        return node.ask(account, book -> book.usage(account));
    }

    private boolean isSame(ModelCall call, CallEntry entry) {
        if (entry == null
                || entry.coveredSeconds().orElse(ModelCall.NONE) != call.covered
                || entry.confirmedSeconds() != call.confirmed
                || entry.answeredAt().isPresent() != (call.answeredAt != ModelCall.NONE)
                || !entry.renewedAt().equals(Scene.steady(call.heardAt))
                || entry.revived() != call.revived
                || !entry.aliases().equals(call.aliases)
                || !entry.counted().equals(call.counted)
                || entry.levels().size() != call.levels.size()) {
            return false;
        }
        for (int i = 0; i < call.levels.size(); i++) {
            if (!isSame(call.levels.get(i), entry.levels().get(i), call.revived)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(ModelLevel wanted, CallEntry.Level level, boolean revived) {
        return level.account().equals(wanted.account)
                && level.billing() == wanted.billing
                && level.soft() == wanted.soft
                && level.heldMicros() == wanted.held
                && level.allotment().map(AllotmentHold::heldSeconds).orElse(0L) == wanted.seconds
                && level.postedMicros() == (revived ? wanted.charged : 0);
    }

    /** After something ended in the middle: of each call it has happened or not, never half of it. */
    Model merged(Model before, Model after) {
        Model merged = after.copy();
        for (ModelCall wanted : after.calls.values()) {
            if (!isIn(wanted)) {
                ModelCall old = before.calls.get(wanted.key);
                Optional<ModelCall> found = Stream.of(old, wanted.halfway)
                        .filter(each -> each != null && isIn(each))
                        .findFirst();
                require(
                        found.isPresent() || old == null && isIn(wanted.key),
                        () -> "call is neither " + old + " nor " + wanted + " but "
                                + node.state().find(wanted.key) + " / " + ended(wanted));
                // in its place: who came first stays first
                merged.calls.compute(
                        wanted.key, (key, call) -> found.map(ModelCall::copy).orElse(null));
            }
        }
        return merged;
    }

    /** Nothing is known of it. */
    private boolean isIn(org.trunkline.limits.CallKey key) {
        return node.state().find(key).isEmpty()
                && node.state().unposted(key).isEmpty()
                && node.records.find(key).isEmpty();
    }

    boolean isIn(ModelCall call) {
        Optional<CallEntry> live = node.state().find(call.key);
        if (call.isLive()) {
            return isSame(call, live.orElse(null));
        }
        Optional<EndedCall> ended = ended(call);
        return live.isEmpty()
                && ended.isPresent()
                && ended.get().isLease() == (call.stage == Stage.LEASE)
                && ended.get().toldSeconds() == call.told
                && ended.get().billedSeconds() == call.billed
                && ended.get()
                        .costMicros()
                        .equals(call.payers.stream().map(payer -> payer.charged).toList())
                && taken(ended.get().takenSeconds())
                        == call.levels.stream().mapToLong(level -> level.taken).sum();
    }

    private static long taken(List<Long> seconds) {
        return seconds.stream().mapToLong(Long::longValue).sum();
    }

    private Optional<EndedCall> ended(ModelCall call) {
        return node.state().unposted(call.key).or(() -> node.records
                .find(call.key)
                .map(record -> thawed.computeIfAbsent(
                        record.frozen().orElseThrow(), frozen -> node.state().thawed(frozen))));
    }

    /** After a round in which nothing went wrong. */
    void noLeaseIsOver(Model model) {
        for (ModelCall call : model.calls.values()) {
            require(!call.isLive() || call.leaseOver() >= scene.now, () -> "its lease is over: " + call);
        }
    }

    /** When all is over: nothing is held, nothing waits, and the ledger has each call once per level, to the last micro. */
    void settled(Model model) {
        require(
                node.state().live().isEmpty(),
                () -> "still live: " + node.state().live());
        require(
                node.state().unposted().isEmpty(),
                () -> "not posted: " + node.state().unposted());
        require(node.ledger.difference() == 0, () -> "contra differs by " + node.ledger.difference());
        for (AccountId account : scene.accounts) {
            long balance = node.ledger.balanceMicros(account);
            long expected = model.use(account).balance();
            require(balance == expected, () -> account + " has " + balance + ", model: " + expected);
            require(usage(account).heldMicros() == 0, () -> account + " holds " + usage(account));
        }
        for (ModelCall call : model.calls.values()) {
            require(isIn(call), () -> "record is " + ended(call) + ", model: " + call);
            String prefix = call.key.switchId() + "/" + call.key.callId() + "/" + call.key.leg() + "/";
            for (ModelLevel payer : call.payers) {
                long posted = -posted(prefix, entry -> entry.line().account().equals(payer.account));
                require(posted == payer.charged, () -> payer + " paid " + posted + " for " + call);
            }
        }
        for (AccountId account : scene.accounts) {
            Map<String, Long> taken = node.allotmentUses.sums(account, Instant.MIN, Instant.MAX);
            taken.values().removeIf(seconds -> seconds == 0);
            require(
                    taken.equals(taken(model, account)),
                    () -> account + " has taken " + taken + ", model: " + taken(model, account));
        }
    }

    private static Map<String, Long> taken(Model model, AccountId account) {
        Map<String, Long> taken = new TreeMap<>();
        for (ModelCall call : model.calls.values()) {
            for (ModelLevel level : call.levels) {
                if (level.taken > 0 && level.account.equals(account)) {
                    taken.merge(level.free.name(), level.taken, Long::sum);
                }
            }
        }
        return taken;
    }

    private long posted(String prefix, Predicate<Entry> wanted) {
        return node.ledger.postings().entrySet().stream()
                .filter(posting -> posting.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .filter(wanted)
                .mapToLong(entry -> entry.line().amountMicros())
                .sum();
    }

    static void require(boolean holds, java.util.function.Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
