package org.trunkline.limits.internal.simulation;

import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Limits;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.Spent;
import org.trunkline.rating.Direction;

/** What must be true after each grant, whatever the model says: no level that was asked has more than it may. */
final class Grants {
    private final Node node;
    private final Scene scene;

    Grants(Node node) {
        this.node = node;
        this.scene = node.scene;
    }

    /** @param before the call as it was; empty if it is new */
    void check(Optional<CallEntry> before, CallEntry granted) {
        for (int i = 0; i < granted.levels().size(); i++) {
            CallEntry.Level level = granted.levels().get(i);
            int place = i;
            Optional<CallEntry.Level> old = before.map(call -> call.levels().get(place));
            if (level.heldMicros() > old.map(CallEntry.Level::heldMicros).orElse(0L)) {
                money(level, granted);
            }
            if (heldSeconds(level) > old.map(Grants::heldSeconds).orElse(0L)) {
                freeSeconds(level, granted);
            }
        }
        if (before.isEmpty()) {
            boolean alone = node.state().live().stream()
                            .filter(call -> call.conversation().equals(granted.conversation()))
                            .count()
                    == 1;
            granted.counted().forEach(account -> counts(account, granted, alone));
        }
    }

    private static long heldSeconds(CallEntry.Level level) {
        return level.allotment().map(AllotmentHold::heldSeconds).orElse(0L);
    }

    private void money(CallEntry.Level level, CallEntry granted) {
        Limits limits = scene.limits(level.account());
        CallBook.Usage usage = node.ask(level.account(), book -> book.usage(level.account()));
        long credit = usage.balanceMicros() + (limits.allowPostpay() ? limits.maxPostpayMicros() : 0);
        Check.require(usage.heldMicros() <= credit, () -> "held beyond credit: " + usage + " " + granted);
        Spent spent = node.ask(level.account(), book -> book.spent(level.account()));
        Limits.Caps caps = limits.caps();
        Check.require(
                isWithin(caps.hourMicros(), spent.hourMicros())
                        && isWithin(caps.dayMicros(), spent.dayMicros())
                        && isWithin(caps.monthMicros(), spent.monthMicros()),
                () -> "spent beyond a cap: " + spent + " " + granted);
    }

    private static boolean isWithin(long most, long used) {
        return most < 0 || used <= most;
    }

    private void freeSeconds(CallEntry.Level level, CallEntry granted) {
        AllotmentHold hold = level.allotment().orElseThrow();
        Allotment allotment = scene.limits(level.account()).allotments().get(hold.name());
        long left = node.ask(
                level.account(), book -> book.allotmentLeftSeconds(level.account(), allotment, hold.begunAt()));
        Check.require(left >= 0, () -> "held beyond the allotment by " + -left + ": " + granted);
    }

    private void counts(AccountId account, CallEntry granted, boolean alone) {
        Limits limits = scene.limits(account);
        if (!limits.enabled()) {
            return;
        }
        CallBook.Usage usage = node.ask(account, book -> book.usage(account));
        boolean soft = limits.soft(granted.direction());
        Check.require(
                soft || !alone || isWithin(limits.calls(), usage.conversations()),
                () -> "calls beyond the limit: " + usage + " " + limits);
        Check.require(
                !granted.offNet() || isWithin(limits.resourceConsumingCalls(), usage.offNet()),
                () -> "off-net calls beyond the limit: " + usage + " " + limits);
        int attempts = node.ask(account, book -> book.admittedThisSecond(account));
        Check.require(
                soft || isWithin(limits.callsPerSecond(), attempts),
                () -> "calls in this second beyond the limit: " + attempts + " " + limits);
        if (granted.direction() == Direction.INBOUND) {
            int most = limits.dids().find(granted.number(), Limits.UNLIMITED);
            AccountId called = granted.account().orElseThrow();
            int calls = 1 + node.ask(account, book -> book.othersTo(called, granted.number(), granted.conversation()));
            Check.require(isWithin(most, calls), () -> "calls of a number beyond the limit: " + calls + " " + limits);
        }
    }
}
