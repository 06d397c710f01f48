package org.trunkline.limits.internal.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.simulation.ModelCall.Stage;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** Compares the node with the model, and with what must be true of any node (design §5). */
final class Check {
    private final Node node;
    private final Scene scene;

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
        }
    }

    CallBook.Usage usage(AccountId account) {
        return node.state().atomically(account, false, book -> book.usage(account));
    }

    /** After a new grant: no level whose limit was asked has more than it may, whatever the model says. */
    void withinLimits(CallEntry granted, boolean isNew) {
        boolean alone = node.state().live().stream()
                        .filter(call -> call.conversation().equals(granted.conversation()))
                        .count()
                == 1;
        for (CallEntry.Level level : granted.levels()) {
            if (level.isPerMinute() && level.heldMicros() > 0) {
                CallBook.Usage usage = usage(level.account());
                Limits limits = scene.limits(level.account());
                long credit = usage.balanceMicros() + (limits.allowPostpay() ? limits.maxPostpayMicros() : 0);
                require(usage.heldMicros() <= credit, () -> "held beyond credit: " + usage + " " + granted);
            }
        }
        for (AccountId account : isNew ? granted.counted() : List.<AccountId>of()) {
            CallBook.Usage usage = usage(account);
            Limits limits = scene.limits(account);
            require(
                    !limits.enabled() || limits.calls() < 0 || !alone || usage.conversations() <= limits.calls(),
                    () -> "calls beyond the limit: " + usage + " " + limits);
            require(
                    !limits.enabled()
                            || limits.resourceConsumingCalls() < 0
                            || !granted.offNet()
                            || usage.offNet() <= limits.resourceConsumingCalls(),
                    () -> "off-net calls beyond the limit: " + usage + " " + limits);
        }
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
            CallEntry.Level level = entry.levels().get(i);
            if (!level.account().equals(call.levels.get(i).account())
                    || level.billing() != call.levels.get(i).billing()
                    || level.heldMicros() != call.held(i)
                    || level.postedMicros() != (call.revived ? call.charged[i] : 0)) {
                return false;
            }
        }
        return true;
    }

    /** After something ended in the middle: of each call it has happened or not, never half of it. */
    Model merged(Model before, Model after) {
        Model merged = after.copy();
        for (ModelCall wanted : after.calls.values()) {
            if (!isIn(wanted)) {
                ModelCall old = before.calls.get(wanted.key);
                Optional<ModelCall> found = Stream.of(old, halfway(old, wanted))
                        .filter(each -> each != null && isIn(each))
                        .findFirst();
                require(
                        found.isPresent() || old == null && isIn(wanted.key),
                        () -> "call is neither " + old + " nor " + wanted + " but "
                                + node.state().find(wanted.key) + " / " + ended(wanted));
                merged.calls.remove(wanted.key);
                found.ifPresent(call -> merged.calls.put(wanted.key, call.copy()));
            }
        }
        return merged;
    }

    /** What takes two steps: a call that a resync has brought, or that came back, before its hold is extended. */
    private static ModelCall halfway(ModelCall old, ModelCall wanted) {
        ModelCall half = (old == null ? wanted : old).copy();
        if (old == null) {
            half.covered = wanted.covered == ModelCall.NONE ? ModelCall.NONE : wanted.confirmed;
        } else if (old.stage == Stage.LEASE) {
            half.stage = Stage.LIVE;
            half.revived = true;
            half.heardAt = wanted.heardAt;
        }
        return half;
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
                        .equals(java.util.Arrays.stream(call.charged).boxed().toList());
    }

    private Optional<EndedCall> ended(ModelCall call) {
        return node.state().unposted(call.key).or(() -> node.records
                .find(call.key)
                .map(record -> node.state().thawed(record.frozen().orElseThrow())));
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
            for (int i = 0; i < call.payers.size(); i++) {
                AccountId payer = call.payers.get(i).account();
                long expected = call.charged[i];
                long posted = -posted(prefix, entry -> entry.line().account().equals(payer));
                require(posted == expected, () -> payer + " paid " + posted + " for " + call);
            }
        }
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
