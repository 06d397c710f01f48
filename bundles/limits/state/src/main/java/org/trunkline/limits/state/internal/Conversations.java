package org.trunkline.limits.state.internal;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;

/** The live legs of each conversation: an account counts it once, however many of them it takes part in. */
final class Conversations {
    private final CallTable legs = new CallTable(new ByConversation());

    private static final class ByConversation implements CallTable.Links {
        @Override
        public int hash(StoredCall call) {
            return call.conversationHash();
        }

        @Override
        public StoredCall next(StoredCall call) {
            return call.nextByConversation();
        }

        @Override
        public void link(StoredCall call, StoredCall next) {
            call.nextByConversation(next);
        }
    }

    /** What a leg changes, told which other legs of its conversation there are. */
    interface Change {
        void apply(List<CallEntry> others);
    }

    /** Adds a leg and counts it for its accounts, in one step for all of the conversation. */
    void add(StoredCall stored, CallEntry call, Change counted) {
        CallTable.Stripe stripe = legs.stripe(stored.conversationHash());
        synchronized (stripe) {
            counted.apply(others(stripe, stored, call));
            stripe.add(stored);
        }
    }

    /**
     * Takes out a leg that is over and counts it no more, in one step for all of the conversation.
     *
     * @param call may be null: it is read if it has to be
     */
    void remove(StoredCall stored, CallEntry call, Change counted) {
        CallTable.Stripe stripe = legs.stripe(stored.conversationHash());
        synchronized (stripe) {
            stripe.remove(stored);
            counted.apply(others(stripe, stored, call));
        }
    }

    /** Returns whether the account takes part in the conversation already. */
    boolean counts(AccountId account, String conversation) {
        int hash = conversation.hashCode();
        CallTable.Stripe stripe = legs.stripe(hash);
        synchronized (stripe) {
            return counts(legs(stripe, hash, conversation), account);
        }
    }

    /** Returns whether one of these legs is counted for the account. */
    static boolean counts(List<CallEntry> legs, AccountId account) {
        for (CallEntry leg : legs) {
            if (leg.counted().contains(account)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the other legs of a call's conversation: mostly there are none, and nothing has to be read. */
    private static List<CallEntry> others(CallTable.Stripe stripe, StoredCall stored, CallEntry call) {
        if (!hasOther(stripe, stored.conversationHash())) {
            return List.of();
        }
        CallEntry own = call == null ? stored.entry() : call;
        return legs(stripe, stored.conversationHash(), own.conversation()).stream()
                .filter(leg -> !leg.key().equals(own.key()))
                .toList();
    }

    private static boolean hasOther(CallTable.Stripe stripe, int hash) {
        for (StoredCall each = stripe.first(hash); each != null; each = each.nextByConversation()) {
            if (each.conversationHash() == hash) {
                return true;
            }
        }
        return false;
    }

    private static List<CallEntry> legs(CallTable.Stripe stripe, int hash, String conversation) {
        List<CallEntry> found = List.of();
        for (StoredCall each = stripe.first(hash); each != null; each = each.nextByConversation()) {
            if (each.conversationHash() == hash) {
                CallEntry leg = each.entry();
                if (leg.conversation().equals(conversation)) {
                    found = found.isEmpty() ? new ArrayList<>(2) : found;
                    found.add(leg);
                }
            }
        }
        return found;
    }
}
