package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;

/** What levels refuse, less what their soft limits let pass. */
final class Tally {
    /** What a soft limit passes (charging §2.6), of its own level only. */
    private static final Set<Reason> SOFT = Collections.unmodifiableSet(EnumSet.of(
            Reason.CALLS_MAX_REACHED,
            Reason.CALLS_PER_SECOND_MAX_REACHED,
            Reason.TRUNKS_MAX_REACHED,
            Reason.PRICE_MAX_EXCEEDED,
            Reason.SPEND_MAX_REACHED,
            Reason.INSUFFICIENT_CREDIT));

    private final Question question;
    private final Trace trace;
    private List<Refusal> refusals = List.of();
    private List<AccountId> softened = List.of();

    Tally(Question question, Trace trace) {
        this.question = question;
        this.trace = trace;
    }

    /** Takes a refusal down; returns whether it counts, rather than being passed by a soft limit. */
    boolean refuse(AskedLevel level, Reason reason) {
        if (SOFT.contains(reason) && level.limits().soft(question.direction())) {
            if (softened.isEmpty()) {
                softened = new ArrayList<>();
            }
            softened.add(level.account().id());
            trace.softened(level, reason);
            return false;
        }
        if (refusals.isEmpty()) {
            refusals = new ArrayList<>();
        }
        refusals.add(new Refusal(reason, Optional.of(level.account().id()), level.distance()));
        return true;
    }

    /** Returns whether a soft limit of this level has passed the call. */
    boolean isSoftened(AskedLevel level) {
        return softened.contains(level.account().id());
    }

    boolean isRefusedBy(AskedLevel level) {
        for (Refusal refusal : refusals) {
            if (refusal.by().filter(level.account().id()::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** Returns the refusals that count, the verdict first. */
    List<Refusal> refusals() {
        List<Refusal> sorted = new ArrayList<>(refusals);
        sorted.sort(Refusal.PRECEDENCE);
        return sorted;
    }
}
