package org.trunkline.limits.internal;

import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.FraudMemory;
import org.trunkline.rating.Direction;

/** Step 4 of charging §2: what is counted on a level whatever pays for the call. */
final class HardLimits {
    private final Question question;
    private final CallBook book;
    private final Tally tally;
    private final Trace trace;
    private final FraudRules fraud;

    HardLimits(Question question, CallBook book, FraudMemory memory, Tally tally, Trace trace) {
        this.question = question;
        this.book = book;
        this.tally = tally;
        this.trace = trace;
        this.fraud = new FraudRules(question, book, memory);
    }

    void check(AskedLevel level) {
        Limits limits = level.limits();
        if (!limits.enabled()) {
            trace.skipped(level, Reason.LIMITS_DISABLED);
            return;
        }
        AccountId account = level.account().id();
        if (limits.calls() != Limits.UNLIMITED) {
            int used = book.usage(level.meter()).conversations();
            boolean joins = book.counts(account, question.conversation());
            if (joins) {
                // one more leg is no more calls, even where there are too many by now
                trace.counted(level, Reason.CALLS_MAX_REACHED, used, limits.calls(), false);
            } else {
                compare(level, Reason.CALLS_MAX_REACHED, used, limits.calls());
            }
        }
        if (limits.resourceConsumingCalls() != Limits.UNLIMITED && !question.onNet()) {
            compare(
                    level,
                    Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED,
                    book.usage(level.meter()).offNet(),
                    limits.resourceConsumingCalls());
        }
        if (!limits.dids().isEmpty() && question.direction() == Direction.INBOUND) {
            int max = limits.dids().find(question.number(), Limits.UNLIMITED);
            if (max != Limits.UNLIMITED) {
                AccountId called = question.levels().get(0).account().id();
                int others = book.othersTo(called, question.number(), question.conversation());
                compare(level, Reason.DID_CALLS_MAX_REACHED, others, max);
            }
        }
        if (limits.callsPerSecond() != Limits.UNLIMITED) {
            compare(
                    level,
                    Reason.CALLS_PER_SECOND_MAX_REACHED,
                    book.admittedThisSecond(account),
                    limits.callsPerSecond());
        }
        fraud.check(level, suspicion -> {
            trace.suspicious(suspicion);
            if (suspicion.refuses()) {
                tally.refuse(level, Reason.FRAUD_BLOCKED);
            }
        });
    }

    private void compare(AskedLevel level, Reason rule, long used, long max) {
        boolean refused = used >= max;
        trace.counted(level, rule, used, max, refused);
        if (refused) {
            tally.refuse(level, rule);
        }
    }
}
