package org.trunkline.rating.spi;

import java.util.Objects;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Ids;

/**
 * One deck without its rates. Those are a compiled snapshot, one per version, and the edits made since.
 *
 * @param version which snapshot counts; 0 until there is one
 * @param revision moves with every change, of snapshot or edits; 0 for a deck that is not stored yet
 */
public record StoredDeck(String id, AccountId owner, String name, long version, long revision) {
    /** The longest name of a deck. */
    public static final int NAME_LENGTH_MAX = 128;

    public StoredDeck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
    }

    public static StoredDeck fresh(AccountId owner, String name) {
        return new StoredDeck(Ids.random(), owner, name, 0, 0);
    }
}
