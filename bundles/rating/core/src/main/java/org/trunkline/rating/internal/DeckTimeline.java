package org.trunkline.rating.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.trunkline.rating.spi.StoredDeck;

/** A deck as it is and as it will be, immutable: the version in force, and those that take effect later. */
final class DeckTimeline {
    private final StoredDeck stored;
    private final List<LiveDeck> versions;
    /** The one version, or null where there are several. */
    private final LiveDeck only;
    /** Null for that of the owner. */
    private final String currency;

    /** @param versions in the order in which they take effect; not empty */
    DeckTimeline(StoredDeck stored, List<LiveDeck> versions) {
        this.stored = stored;
        this.versions = List.copyOf(versions);
        only = versions.size() == 1 ? versions.get(0) : null;
        currency = stored.settings().currency().orElse(null);
    }

    static DeckTimeline fresh(StoredDeck deck) {
        return new DeckTimeline(deck, List.of(LiveDeck.fresh(deck)));
    }

    StoredDeck stored() {
        return stored;
    }

    List<LiveDeck> versions() {
        return versions;
    }

    /** Returns the version in force at this time; of times past the earliest that is here. */
    LiveDeck at(Instant time) {
        int last = versions.size() - 1;
        while (last > 0 && versions.get(last).version().effective().isAfter(time)) {
            last--;
        }
        return versions.get(last);
    }

    /** Returns the version that the question is about. */
    LiveDeck at(Asked asked) {
        return only != null ? only : at(asked.at());
    }

    /** Returns the currency of its prices. */
    String currency(String owners) {
        return currency == null ? owners : currency;
    }

    ZoneId zone(ZoneId owners) {
        return stored.settings().timezone().orElse(owners);
    }
}
