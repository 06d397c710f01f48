package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;

/** Makes the entries of allowed calls. */
final class Entries {
    /** The class of emergency calls, whatever the classifier of the digits: other countries have other digits. */
    private static final String EMERGENCY = "emergency";

    private Entries() {}

    /** @param startedAt what the steady clock says */
    static CallEntry of(Question question, Outcome.Granted granted, Instant startedAt) {
        CallAttempt attempt = question.attempt();
        return new CallEntry(
                attempt.key(),
                question.fingerprint(),
                Optional.of(question.levels().get(0).account().id()),
                question.partition(),
                attempt.direction(),
                attempt.from(),
                attempt.to(),
                question.number(),
                question.classification(),
                granted.reason(),
                question.conversation(),
                !question.onNet(),
                attempt.renews(),
                granted.levels(),
                question.accounts(),
                granted.coveredSeconds(),
                granted.expectedSeconds(),
                granted.coveredSeconds(),
                0,
                question.now(),
                Optional.empty(),
                startedAt,
                false,
                List.of(),
                facts(attempt, question.carrier()),
                startedAt);
    }

    private static CallEntry.Facts facts(CallAttempt attempt, Optional<CallEntry.Level> carrier) {
        return new CallEntry.Facts(
                attempt.resourceType(),
                attempt.otherLegCallId(),
                attempt.flags().isEmpty() ? Set.of() : Set.copyOf(attempt.flags()),
                carrier,
                attempt.owner());
    }

    /**
     * An emergency call: no level pays, nothing is held; it is counted, so that others may find a limit reached.
     *
     * @param chain the account and all above it; empty where nobody knows whose call it is
     * @param counts whether an account of the chain counts the call
     * @param test the digits only test emergency calls
     */
    static CallEntry emergency(
            CallAttempt attempt,
            String fingerprint,
            String conversation,
            List<AccountNode> chain,
            Predicate<AccountNode> counts,
            AccountId partition,
            boolean test,
            Instant now) {
        List<AccountId> counted = new ArrayList<>();
        for (AccountNode node : chain) {
            if (counts.test(node)) {
                counted.add(node.id());
            }
        }
        return new CallEntry(
                attempt.key(),
                fingerprint,
                chain.stream().findFirst().map(AccountNode::id),
                partition,
                attempt.direction(),
                attempt.from(),
                attempt.to(),
                attempt.to(),
                test ? CallEntry.EMERGENCY_TEST : EMERGENCY,
                Reason.EMERGENCY,
                conversation,
                true,
                attempt.renews(),
                List.of(),
                counted,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                now,
                Optional.empty(),
                now,
                false,
                List.of(),
                facts(attempt, Optional.empty()),
                now);
    }
}
