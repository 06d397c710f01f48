package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallBook;
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
    private static final int DECISIONS_MAX = 5_000;

    /** As long as switches may be kept waiting for new rules. */
    private static final Duration LONGEST = Duration.ofMillis(150);

    private final AccountTree tree;
    private final Questions questions;
    private final Renewals renewals;
    private final CallState state;
    private final Clock clock;

    Rehearsal(AccountTree tree, Questions questions, Renewals renewals, CallState state, Clock clock) {
        this.tree = tree;
        this.questions = questions;
        this.renewals = renewals;
        this.state = state;
        this.clock = clock;
    }

    /** @param rules what is said to a call as things are */
    void run(BiFunction<Question, CallBook, Outcome> rules) {
        Instant start = state.steady().instant();
        List<Part> parts = state.live().stream()
                .limit(CALLS_MAX)
                .flatMap(call -> part(call).stream())
                .toList();
        if (parts.size() < CALLS_MIN) {
            return;
        }
        int decisions = 0;
        try {
            Iterator<Part> next = parts.iterator();
            while (decisions < DECISIONS_MAX && since(start).compareTo(LONGEST) < 0) {
                if (!next.hasNext()) {
                    next = parts.iterator();
                }
                decide(next.next(), rules);
                decisions++;
            }
            LOG.info(
                    "Rules rehearsed: decisions={} millis={}",
                    decisions,
                    since(start).toMillis());
        } catch (RuntimeException e) {
            // the calls themselves will say what is wrong; nothing depends on a rehearsal
            LOG.warn("Rules could not be rehearsed: reason={}", e.toString(), e);
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, state.steady().instant());
    }

    private void decide(Part part, BiFunction<Question, CallBook, Outcome> rules) {
        CallAttempt attempt = part.attempt();
        Caller all = Caller.system(tree.root().id(), "rehearsal");
        Optional<AccountNode> account = questions.account(all, attempt.selector());
        if (account.isEmpty() || questions.isEmergency(attempt)) {
            return;
        }
        Question question =
                questions.question(account.get(), attempt, false, Fingerprints.of(attempt), clock.instant());
        questions.refusals(question, Trace.NONE);
        state.atomically(question.partition(), question.withRoot(), question.meters(), book -> {
            renewals.rehearse(part.call(), book);
            if (rules.apply(question, book) instanceof Outcome.Granted granted) {
                Entries.of(question, granted, question.now());
            }
            return null;
        });
    }

    /** A call in progress, and how it was asked for. */
    private record Part(CallEntry call, CallAttempt attempt) {}

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
