package org.trunkline.rating;

import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** Decks as a whole: settings, versions, retirement. For the owner, who sells, and those above it. */
@ProviderType
public interface DeckAdminService {

    /** Returns the account's decks by name, retired ones too. */
    List<Deck> list(Caller caller, AccountId owner);

    /** @throws org.trunkline.kernel.NotFoundException if the account has no deck of this name */
    Deck get(Caller caller, AccountId owner, String name);

    /**
     * Adds a deck without rates.
     *
     * @throws org.trunkline.kernel.ConflictException if the account has a deck of this name
     */
    Deck create(Caller caller, AccountId owner, String name, DeckSettings settings);

    /**
     * Replaces the settings; calls from now on are priced by them.
     *
     * @param retired whether the deck may be sold no more. A retired deck is found by no name; it can be taken back.
     * @throws org.trunkline.kernel.ConflictException if it is to retire while somebody pays from it or sells it
     */
    default Deck configure(Caller caller, AccountId owner, String name, DeckSettings settings, boolean retired) {
        return configure(caller, owner, name, settings, retired, revision -> true);
    }

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    Deck configure(
            Caller caller,
            AccountId owner,
            String name,
            DeckSettings settings,
            boolean retired,
            LongPredicate expected);

    /**
     * Makes the rates of an earlier version those of a new one, at once.
     *
     * @throws org.trunkline.kernel.NotFoundException if that version is not kept
     */
    default Deck rollBack(Caller caller, AccountId owner, String name, long version) {
        return rollBack(caller, owner, name, version, revision -> true);
    }

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    Deck rollBack(Caller caller, AccountId owner, String name, long version, LongPredicate expected);

    /**
     * Takes back a version that has not taken effect.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is no such version
     * @throws org.trunkline.kernel.ConflictException if it has taken effect
     */
    default Deck cancel(Caller caller, AccountId owner, String name, long version) {
        return cancel(caller, owner, name, version, revision -> true);
    }

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    Deck cancel(Caller caller, AccountId owner, String name, long version, LongPredicate expected);

    /**
     * Compares two versions, single rates that were changed since included.
     *
     * @return the rates that differ, in the order of their prefixes; read while it is asked for
     * @throws org.trunkline.kernel.NotFoundException if one of them is not kept
     */
    Iterator<RateDifference> compare(Caller caller, AccountId owner, String name, long from, long to);
}
