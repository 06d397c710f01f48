package org.trunkline.limits.state.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;

/**
 * Live conversations by the number that was called, of all inbound calls. A number is one account's, so it is counted for
 * that account alone, and what is counted is the same for all levels above it.
 */
final class CallsToNumbers {
    private record Did(AccountId account, String number) {}

    private final Map<Did, Map<String, Integer>> conversations = new ConcurrentHashMap<>();

    /** @param legs 1 to count one leg, −1 to count it no more */
    void count(CallEntry call, int legs) {
        if (call.direction() == Direction.INBOUND && call.account().isPresent()) {
            Did did = new Did(call.account().get(), call.number());
            conversations.compute(did, (key, old) -> {
                Map<String, Integer> counts = old == null ? new HashMap<>(2) : old;
                counts.merge(call.conversation(), legs, (left, more) -> left + more == 0 ? null : left + more);
                return counts.isEmpty() ? null : counts;
            });
        }
    }

    /** Returns how many conversations there are besides this one. */
    int othersTo(AccountId account, String number, String conversation) {
        int[] others = new int[1];
        conversations.computeIfPresent(new Did(account, number), (key, counts) -> {
            others[0] = counts.size() - (counts.containsKey(conversation) ? 1 : 0);
            return counts;
        });
        return others[0];
    }
}
