package org.trunkline.numbers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * A number of the inventory. It is at most one account's.
 *
 * @param number E.164, with {@code +}
 * @param assignedTo whose it is; of nobody exactly while it is available or aging
 * @param pool the account that brought it in, and to which it falls back
 * @param holders who has passed it on, the first one first, each above the next one: of these it returns to the last
 * @param release when it was given up last; empty when it never was
 * @param document the public fields, returned as they were sent
 * @param revision grows by one with each change; 0 for one that is not stored
 */
public record PhoneNumber(
        String number,
        NumberState state,
        Optional<AccountId> assignedTo,
        AccountId pool,
        List<AccountId> holders,
        Optional<Release> release,
        ObjectNode document,
        Instant created,
        Instant modified,
        long revision) {

    /** How many digits an E.164 number has at most, and some more that plans of countries have had. */
    public static final int LENGTH_MAX = 20;

    /**
     * A number that was given up.
     *
     * @param by who had it
     * @param until from when on others may take it
     */
    public record Release(AccountId by, Instant until) {
        public Release {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(until, "until");
        }
    }

    public PhoneNumber {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        if (assignedTo.isPresent() != state.isAssigned() && state != NumberState.DELETED) {
            throw new IllegalArgumentException(number + " is " + state + " and belongs to " + assignedTo);
        }
        holders = List.copyOf(holders);
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** Returns how it stands at that time: what has aged long enough is available. */
    public NumberState stateAt(Instant time) {
        return state == NumberState.AGING && !isHeldBack(time) ? NumberState.AVAILABLE : state;
    }

    /** Returns whether it was given up so lately that nobody else may take it yet. */
    public boolean isHeldBack(Instant time) {
        return release.filter(given -> time.isBefore(given.until())).isPresent();
    }

    public PhoneNumber atRevision(long newRevision) {
        return new PhoneNumber(
                number, state, assignedTo, pool, holders, release, document, created, modified, newRevision);
    }

    public PhoneNumber with(ObjectNode newDocument, Instant at) {
        return new PhoneNumber(number, state, assignedTo, pool, holders, release, newDocument, created, at, revision);
    }

    /** Returns it as somebody's. */
    public PhoneNumber assigned(NumberState newState, AccountId to, List<AccountId> newHolders, Instant at) {
        return new PhoneNumber(
                number, newState, Optional.of(to), pool, newHolders, release, document, created, at, revision);
    }

    /** Returns it as nobody's, or as that of who has passed it on, without what its last holder said of it. */
    public PhoneNumber released(
            NumberState newState,
            Optional<AccountId> to,
            List<AccountId> newHolders,
            Release given,
            ObjectNode empty,
            Instant at) {
        return new PhoneNumber(
                number, newState, to, pool, newHolders, Optional.of(given), empty, created, at, revision);
    }

    /** Returns it as one that is not kept any more. */
    public PhoneNumber deleted(Instant at) {
        return new PhoneNumber(
                number, NumberState.DELETED, assignedTo, pool, holders, release, document, created, at, revision);
    }
}
