package org.trunkline.limits.state;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.CallKey;

/** What work inside {@link CallState#atomically} sees and changes. Not to be used after the work has returned. */
@ProviderType
public interface CallBook {

    /** Returns what the account uses now. */
    Usage usage(AccountId account);

    /** Returns what the account of the meter uses now. */
    Usage usage(AccountMeter meter);

    /** Returns whether a leg of this conversation is counted for the account already. */
    boolean counts(AccountId account, String conversation);

    /** Returns how many attempts the account has admitted in this second of the clock. */
    int admittedThisSecond(AccountId account);

    /** Returns how many other conversations there are that were called to this number of the account. */
    int othersTo(AccountId account, String number, String conversation);

    /** Returns what the account has spent in the windows that are open now. */
    Spent spent(AccountId account);

    /** Returns the time by which cycles of allotments go: the clock's, and never one before it was seen. */
    Instant cycleTime();

    /**
     * Returns how many seconds nobody holds and nobody has taken; below 0 where more was taken than there is. Of a cycle
     * that is over and of which no call is in progress, or which others share, 0.
     *
     * @param begunAt when the call began
     */
    long allotmentLeftSeconds(AccountId account, Allotment allotment, Instant begunAt);

    /**
     * Adds a call: takes its places and holds its money on every level.
     *
     * @param meters of the accounts that count the call, in the order of {@link CallEntry#counted}; none where nobody has
     *     kept them
     * @return false, with nothing changed, if there is a live call under this key
     */
    boolean add(CallEntry call, List<AccountMeter> meters);

    /** Adds a call as {@link #add(CallEntry, List)} does, where nobody has kept the meters of its accounts. */
    default boolean add(CallEntry call) {
        return add(call, List.of());
    }

    /** Puts a changed entry in the place of the live call with its key. */
    void replace(CallEntry call);

    /** Forgets a live call that was settled elsewhere: frees its places and what it held. */
    void drop(CallKey call);

    /**
     * Ends a call: frees its places, turns what it held into what it costs, and keeps that until it is posted. A call
     * that was never live only adds its cost.
     */
    void end(EndedCall ended);

    /** Spends money that is being posted: it counts as owed until it is in the balance, or {@link CallState#forgive}n. */
    void owe(String postingKey, AccountId account, long micros);

    /**
     * What an account uses.
     *
     * @param inbound flat-rate legs inbound
     * @param outbound flat-rate legs outbound
     * @param conversations calls counted by hard limits
     * @param offNet legs over carriers
     * @param balanceMicros balance of the ledger less what ended calls cost that are not posted yet
     * @param heldMicros what live calls hold
     * @param owedMicros what ended calls cost that are not posted yet
     */
    record Usage(
            int inbound,
            int outbound,
            int conversations,
            int offNet,
            long balanceMicros,
            long heldMicros,
            long owedMicros) {}
}
