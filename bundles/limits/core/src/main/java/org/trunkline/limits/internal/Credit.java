package org.trunkline.limits.internal;

import java.util.List;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallEntry.Level;

/** The money side of charging §3: what may be spent, what a call holds, how far that reaches. */
final class Credit {
    private Credit() {}

    /** free = balance + postpay − held. What ended calls cost and is not posted yet counts as spent. */
    static long freeMicros(Limits limits, CallBook.Usage usage) {
        return usage.balanceMicros() + (limits.allowPostpay() ? limits.maxPostpayMicros() : 0) - usage.heldMicros();
    }

    /**
     * Holds the first grant on all levels that pay per minute; levels that cannot pay are added to {@code refusals}. Levels
     * whose billing was refused before take no part: their refusal comes first anyway.
     */
    static Outcome hold(
            Question question, CallBook book, List<Level> levels, List<Refusal> refusals, boolean ledgerDown) {
        boolean charged = levels.stream().anyMatch(Level::isPerMinute);
        if (!charged) {
            return new Outcome.Granted(Reason.EXEMPT, levels, OptionalLong.empty(), OptionalLong.empty());
        }
        long first = question.attempt().renews() ? firstQuantum(levels) : firstOfUnrenewed(question, book, levels);
        boolean nothing = first <= noChargeSeconds(levels) || first < 1;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.rate().isEmpty()) {
                continue;
            }
            Question.AskedLevel asked = question.levels().get(i);
            long free = freeMicros(asked.limits(), book.usage(level.account()));
            long cost = level.costMicros(nothing ? firstQuantum(levels) : first);
            if (cost > 0 && ledgerDown) {
                refusals.add(AdmissionRules.refusal(Reason.UNAVAILABLE, asked));
            } else if (cost > 0 && cost > free) {
                refusals.add(AdmissionRules.refusal(Reason.INSUFFICIENT_CREDIT, asked));
            } else {
                levels.set(i, level.holding(cost));
            }
        }
        OptionalLong expected = AdmissionRules.reach(
                levels, level -> freeMicros(limits(question, level.account()), book.usage(level.account())));
        return new Outcome.Granted(
                Reason.PER_MINUTE,
                levels,
                OptionalLong.of(first),
                OptionalLong.of(Math.min(AdmissionRules.LONGEST_SECONDS, expected.orElse(Long.MAX_VALUE))));
    }

    /** t1 = max(Q, n + 1 of every level): the first grant pays for something on each of them. */
    private static long firstQuantum(List<Level> levels) {
        return Math.max(AdmissionRules.QUANTUM_SECONDS, noChargeSeconds(levels) + 1);
    }

    private static long firstOfUnrenewed(Question question, CallBook book, List<Level> levels) {
        OptionalLong reach = AdmissionRules.reach(
                levels, level -> freeMicros(limits(question, level.account()), book.usage(level.account())));
        return Math.min(AdmissionRules.UNRENEWED_SECONDS_MAX, reach.orElse(Long.MAX_VALUE));
    }

    private static long noChargeSeconds(List<Level> levels) {
        return levels.stream()
                .filter(level -> level.rate().isPresent())
                .mapToLong(level -> level.rate().get().price().noChargeSeconds())
                .max()
                .orElse(0);
    }

    private static Limits limits(Question question, AccountId account) {
        return question.levels().stream()
                .filter(level -> level.account().id().equals(account))
                .findFirst()
                .orElseThrow()
                .limits();
    }

    /** Returns the levels holding what so many seconds cost. */
    static List<Level> holding(CallEntry call, long seconds) {
        return call.levels().stream().map(level -> level.covering(seconds)).toList();
    }
}
