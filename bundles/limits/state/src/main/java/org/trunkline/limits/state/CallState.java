package org.trunkline.limits.state;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Limits;

/**
 * Live calls, the places they take and the money they hold. Survives updates of the rules, and the process: every change
 * is in the journal before the work that made it returns.
 */
@ProviderType
public interface CallState {
    /** Of work that looks at what no account uses. */
    List<AccountMeter> NO_METERS = List.of();

    /** Returns what this node may do now; to be asked before each decision. */
    NodeRole role();

    /**
     * Runs the work while no other work of the same partition, or of these accounts, runs: what it reads stays true until it
     * has written. An account that has moved is used from two partitions at once, by its calls of before and by those of now.
     *
     * @param partition the account just below root
     * @param withRoot also keep out the work of other partitions that counts at root
     * @param meters of the accounts whose use the work looks at or changes; root may be among them, but counts by
     *     {@code withRoot} only
     */
    <R> R atomically(AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work);

    /** Runs work as {@link #atomically(AccountId, boolean, List, Function)} does, for accounts whose meters nobody has kept. */
    default <R> R atomically(
            AccountId partition, boolean withRoot, Collection<AccountId> accounts, Function<CallBook, R> work) {
        List<AccountMeter> meters = new ArrayList<>(accounts.size());
        for (AccountId account : accounts) {
            meters.add(meter(account));
        }
        return atomically(partition, withRoot, meters, work);
    }

    /** Runs work that is about calls of the partition, and looks at what no account uses. */
    default <R> R atomically(AccountId partition, boolean withRoot, Function<CallBook, R> work) {
        return atomically(partition, withRoot, NO_METERS, work);
    }

    /** Returns what counts the calls of an account. */
    AccountMeter meter(AccountId account);

    /** Returns the clock by which it is told how long something has lasted: nobody sets it. Dates come from the other one. */
    Clock steady();

    Optional<CallEntry> find(CallKey key);

    /**
     * Returns the live calls; a view that never fails while calls come and go. Each is read from its record when its turn
     * comes: whoever looks for some of them asks {@link #glances}.
     */
    Collection<CallEntry> live();

    /** Returns the live calls, each at a glance. */
    Stream<CallGlance> glances();

    /** Returns the limits of an account from memory, the defaults where it has none. */
    Limits limits(AccountId account);

    /** Returns how often limits of accounts have changed: as long as it is the same, {@link #limits} is, in the same tree. */
    long limitsChanges();

    /** Returns after all that was changed so far is on disk. */
    void sync();

    /** Returns the settlements that are not posted yet. */
    Collection<EndedCall> unposted();

    /** Returns the latest settlement of a call that is not posted yet. */
    Optional<EndedCall> unposted(CallKey key);

    /** Returns the settlement with this posting key, if it is not posted yet. */
    Optional<EndedCall> unpostedUnder(String postingKey);

    /** Returns whether this settlement is not posted yet. */
    boolean isUnposted(EndedCall ended);

    /** The ledger and the call record have this settlement now. */
    void posted(EndedCall ended);

    /** Returns a settled call as a text that {@link #thawed} reads, also in later releases. */
    String frozen(EndedCall ended);

    EndedCall thawed(String frozen);

    /**
     * A refusal, kept a short time for a repeat of the same attempt.
     *
     * @param fingerprint of the attempt
     */
    record Denial(String fingerprint, CallDecision decision) {}

    void remember(Denial denial);

    /** Returns the refusal of this call, if it was a moment ago. */
    Optional<Denial> denial(CallKey key);

    /** Returns a call that ended within the last minutes. */
    Optional<EndedCall> lately(CallKey key);

    /** Returns when the account last made an emergency call, for calls back. */
    Optional<Instant> lastEmergency(AccountId account);

    /** Nothing waits for this posting any more: it is in the balances, or it was not made. */
    void forgive(String postingKey, Collection<AccountId> accounts);

    /** Returns the records of refused attempts that are not stored yet. */
    RefusedAttempts refused();
}
