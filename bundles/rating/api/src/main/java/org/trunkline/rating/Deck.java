package org.trunkline.rating;

import java.util.List;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * A deck as its owner sees it.
 *
 * @param retired whether it may be sold no more
 * @param inForce the version that calls pay now
 * @param versions all that are kept, in the order in which they take effect
 * @param revision moves with every change
 */
public record Deck(
        AccountId owner,
        String name,
        DeckSettings settings,
        boolean retired,
        DeckVersion inForce,
        List<DeckVersion> versions,
        long revision) {
    public Deck {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(inForce, "inForce");
        versions = List.copyOf(versions);
    }
}
