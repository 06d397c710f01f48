package org.trunkline.rating.spi;

import java.util.Objects;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Ids;
import org.trunkline.rating.DeckSettings;

/**
 * One deck without its rates. Those are versions: each a compiled snapshot, and the edits made since.
 *
 * @param version the number of the latest version; 0 until there is one
 * @param revision moves with every change, of settings, versions or edits; 0 for a deck that is not stored yet
 */
public record StoredDeck(
        String id, AccountId owner, String name, DeckSettings settings, boolean retired, long version, long revision) {
    /** The longest name of a deck. */
    public static final int NAME_LENGTH_MAX = 128;

    public StoredDeck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
    }

    public static StoredDeck fresh(AccountId owner, String name) {
        return new StoredDeck(Ids.random(), owner, name, DeckSettings.DEFAULT, false, 0, 0);
    }

    public StoredDeck configured(DeckSettings newSettings, boolean newRetired) {
        return new StoredDeck(id, owner, name, newSettings, newRetired, version, revision);
    }

    /** Returns the deck as it is after one more change. */
    public StoredDeck changed(long newVersion) {
        return new StoredDeck(id, owner, name, settings, retired, newVersion, revision + 1);
    }
}
