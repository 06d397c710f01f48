package org.trunkline.limits.internal;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;

/**
 * Lets new rules decide over the calls in progress, changing nothing, before a switch asks them: rules that replace others
 * under load are otherwise so slow in their first seconds, while the machine does not know them yet, that requests pile up.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** Under a load that a cold start would not carry there are more calls in progress. */
    private static final int CALLS_MIN = 100;

    private static final int CALLS_MAX = 2_000;
    private static final int DECISIONS_MAX = 20_000;

    private final CallState state;
    private final Duration longest;

    Rehearsal(CallState state, Duration longest) {
        this.state = state;
        this.longest = longest;
    }

    /** @param decide asks the rules, as if the attempt were a new one; the entry is that of the call that it is made of */
    void run(Consumer<Part> decide) {
        List<Part> parts = state.live().stream()
                .limit(CALLS_MAX)
                .flatMap(call -> part(call).stream())
                .toList();
        if (parts.size() < CALLS_MIN) {
            return;
        }
        long start = System.nanoTime();
        int decisions = 0;
        try {
            Iterator<Part> next = parts.iterator();
            while (decisions < DECISIONS_MAX && System.nanoTime() - start < longest.toNanos()) {
                if (!next.hasNext()) {
                    next = parts.iterator();
                }
                decide.accept(next.next());
                decisions++;
            }
            LOG.info("Rules rehearsed: decisions={} millis={}", decisions, (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException e) {
            // the calls themselves will say what is wrong; nothing depends on a rehearsal
            LOG.warn("Rules could not be rehearsed: reason={}", e.toString(), e);
        }
    }

    /** A call in progress, and how it was asked for. */
    record Part(CallEntry call, CallAttempt attempt) {}

    private static Optional<Part> part(CallEntry call) {
        return call.account()
                .filter(account -> !call.isEmergency())
                .map(account -> new Part(
                        call,
                        new CallAttempt(
                                new CallKey(
                                        call.key().switchId(),
                                        "rehearsal-" + call.key().callId(),
                                        call.key().leg()),
                                call.direction(),
                                new AccountSelector.ById(account),
                                call.from(),
                                call.to(),
                                "offnet-termination",
                                List.of(),
                                false,
                                Optional.empty(),
                                call.renews())));
    }
}
