package org.trunkline.limits.state.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** What all accounts use. */
final class Uses {
    private final Map<AccountId, AccountUse> uses = new ConcurrentHashMap<>();
    /** The live legs of each conversation: an account counts it once, however many of them it takes part in. */
    private final Map<String, List<CallEntry>> conversations = new ConcurrentHashMap<>();

    AccountUse of(AccountId account) {
        AccountUse use = uses.get(account);
        return use != null ? use : uses.computeIfAbsent(account, id -> new AccountUse());
    }

    /** @param legs 1 to take the places and the money of a call, −1 to give them back */
    void change(CallEntry call, int legs) {
        for (CallEntry.Level level : call.levels()) {
            of(level.account()).take(call.direction(), level, legs);
        }
        conversations.compute(call.conversation(), (conversation, known) -> {
            List<CallEntry> others = without(call, known == null ? List.of() : known);
            for (AccountId account : call.counted()) {
                of(account).count(counts(others, account) ? 0 : legs, call.offNet() ? legs : 0);
            }
            List<CallEntry> now = legs > 0 ? with(call, others) : others;
            return now.isEmpty() ? null : now;
        });
    }

    /** Returns whether the account takes part in the conversation already. */
    boolean counts(AccountId account, String conversation) {
        return counts(conversations.getOrDefault(conversation, List.of()), account);
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
        List<CallEntry> legs = new ArrayList<>(others);
        legs.add(call);
        return List.copyOf(legs);
    }

    private static List<CallEntry> without(CallEntry call, List<CallEntry> legs) {
        return legs.isEmpty()
                ? legs
                : legs.stream().filter(leg -> !leg.key().equals(call.key())).toList();
    }

    /** Owes what of these the ledger does not have: what it got before the process ended is in the balances already. */
    void owe(Collection<EndedCall> replayed, Ledger ledger) {
        replayed.stream()
                .filter(call -> ledger.posted(call.postingKey()).isEmpty())
                .forEach(this::owe);
    }

    /** What a settlement takes is spent before it is posted. */
    void owe(EndedCall call) {
        for (int i = 0; i < call.costMicros().size(); i++) {
            if (call.dueMicros(i) != 0) {
                of(call.call().payers().get(i).account()).owe(call.postingKey(), call.dueMicros(i));
            }
        }
    }

    /** Nothing waits for the posting of this settlement any more. */
    void release(EndedCall call) {
        call.call().payers().forEach(payer -> of(payer.account()).release(call.postingKey()));
    }
}
