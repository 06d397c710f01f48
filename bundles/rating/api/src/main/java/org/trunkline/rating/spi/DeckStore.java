package org.trunkline.rating.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;

/** Keeps decks: per deck a compiled snapshot, which the store does not understand, and the edits made since. */
@ConsumerType
public interface DeckStore {

    /** Returns at most so many decks with ids after the last one, in the order of their ids. */
    List<StoredDeck> after(Optional<String> lastId, int sizeMax);

    Optional<StoredDeck> find(String deckId);

    /**
     * Returns deck, snapshot and edits as one state; empty when there is no such deck.
     *
     * @param knownVersion the snapshot of this version is left out: the caller has it
     */
    Optional<Contents> contents(String deckId, long knownVersion);

    /**
     * Replaces all rates of the deck in one step, edits included, or adds the deck.
     *
     * @param read the deck as it was read; revision 0 for a new one
     * @return the deck as it is now
     * @throws org.trunkline.kernel.ConflictException if the deck has changed since, or its owner has another one of its name
     */
    StoredDeck replace(StoredDeck read, byte[] snapshot, Change change);

    /**
     * Records what became of one rate, instead of an earlier edit of the same rate.
     *
     * @param read the deck as it was read; revision 0 for a new one
     * @return the deck as it is now
     * @throws org.trunkline.kernel.ConflictException if the deck has changed since, or its owner has another one of its name
     */
    StoredDeck edit(StoredDeck read, RateEdit edit, Change change);

    /**
     * A deck as it was at one moment.
     *
     * @param snapshot empty when the deck has none, or the caller knows it
     */
    record Contents(StoredDeck deck, Optional<byte[]> snapshot, List<RateEdit> edits) {
        public Contents {
            edits = List.copyOf(edits);
        }
    }
}
