package org.trunkline.limits.state.internal;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** What all accounts use. */
final class Uses {
    private final Map<AccountId, AccountUse> uses = new ConcurrentHashMap<>();

    AccountUse of(AccountId account) {
        AccountUse use = uses.get(account);
        return use != null ? use : uses.computeIfAbsent(account, id -> new AccountUse());
    }

    /** @param legs 1 to take the places and the money of a call, −1 to give them back */
    void change(CallEntry call, int legs) {
        for (CallEntry.Level level : call.levels()) {
            of(level.account()).take(call.direction(), level, legs);
        }
        for (AccountId account : call.counted()) {
            of(account).count(call, legs);
        }
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
