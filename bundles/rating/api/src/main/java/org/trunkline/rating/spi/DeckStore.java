package org.trunkline.rating.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;
import org.trunkline.rating.DeckVersion;

/**
 * Keeps decks and their versions: per version a compiled snapshot, which the store does not understand, and the edits made
 * since. Version 0 has edits only. Every writer hands over the deck as it read it, revision 0 for a new one.
 */
@ConsumerType
public interface DeckStore {

    /** Returns at most so many decks with ids after the last one, in the order of their ids. */
    List<StoredDeck> after(Optional<String> lastId, int sizeMax);

    Optional<StoredDeck> find(String deckId);

    /** Returns the versions of the deck but for version 0, in the order in which they take effect. */
    List<DeckVersion> versions(String deckId);

    /**
     * Returns, as one state, the deck and the versions that calls may pay from this moment on: the one in force first, then
     * those that take effect later, in their order. Empty when there is no such deck.
     *
     * @param knownVersions snapshots of these are left out: the caller has them
     */
    Optional<Contents> contents(String deckId, Instant now, Set<Long> knownVersions);

    /** Returns one version of the deck, whenever it is in force. */
    Optional<VersionContents> version(String deckId, long number);

    /**
     * Adds a version, and the deck if it is new.
     *
     * @param version its number is the next one after that of the deck
     * @param dropped numbers of versions that are deleted
     * @return the deck as it is now
     * @throws org.trunkline.kernel.ConflictException if the deck has changed since, or its owner has another one of its name
     */
    StoredDeck add(StoredDeck read, DeckVersion version, byte[] snapshot, Set<Long> dropped, Change change);

    /**
     * Deletes a version; its number is not used again.
     *
     * @throws org.trunkline.kernel.ConflictException if the deck has changed since
     */
    StoredDeck drop(StoredDeck read, long version, Change change);

    /**
     * Records what became of one rate of a version, instead of an earlier edit of the same rate.
     *
     * @throws org.trunkline.kernel.ConflictException if the deck has changed since, or its owner has another one of its name
     */
    StoredDeck edit(StoredDeck read, long version, RateEdit edit, Change change);

    /**
     * Replaces settings and retirement, or adds the deck.
     *
     * @param changed the deck as it was read, but for these
     * @throws org.trunkline.kernel.ConflictException if the deck has changed since, or its owner has another one of its name
     */
    StoredDeck configure(StoredDeck changed, Change change);

    /** A deck as it was at one moment. */
    record Contents(StoredDeck deck, List<VersionContents> versions) {
        public Contents {
            versions = List.copyOf(versions);
        }
    }

    /** @param snapshot empty when the version has none, or the caller knows it */
    record VersionContents(DeckVersion version, Optional<byte[]> snapshot, List<RateEdit> edits) {
        public VersionContents {
            edits = List.copyOf(edits);
        }
    }
}
