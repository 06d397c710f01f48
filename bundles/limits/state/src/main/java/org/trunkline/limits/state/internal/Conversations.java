package org.trunkline.limits.state.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;

/** The live legs of each conversation: an account counts it once, however many of them it takes part in. */
final class Conversations {
    private final Map<String, List<CallEntry>> legs = new ConcurrentHashMap<>();

    /**
     * Counts a leg for its accounts, in one step for all of the conversation.
     *
     * @param more 1 for a leg that begins, −1 for one that is over
     */
    void change(CallEntry call, int more, Function<AccountId, AccountUse> uses) {
        legs.compute(call.conversation(), (conversation, known) -> {
            List<CallEntry> others = without(call, known == null ? List.of() : known);
            for (AccountId account : call.counted()) {
                uses.apply(account).count(counts(others, account) ? 0 : more, call.offNet() ? more : 0);
            }
            List<CallEntry> now = more > 0 ? with(call, others) : others;
            return now.isEmpty() ? null : now;
        });
    }

    /** Returns whether the account takes part in the conversation already. */
    boolean counts(AccountId account, String conversation) {
        return counts(legs.getOrDefault(conversation, List.of()), account);
    }

    private static boolean counts(List<CallEntry> legs, AccountId account) {
        for (CallEntry leg : legs) {
            if (leg.counted().contains(account)) {
                return true;
            }
        }
        return false;
    }

    private static List<CallEntry> with(CallEntry call, List<CallEntry> others) {
        if (others.isEmpty()) {
            return List.of(call);
        }
        List<CallEntry> all = new ArrayList<>(others);
        all.add(call);
        return List.copyOf(all);
    }

    private static List<CallEntry> without(CallEntry call, List<CallEntry> all) {
        return all.isEmpty()
                ? all
                : all.stream().filter(leg -> !leg.key().equals(call.key())).toList();
    }
}
