package org.trunkline.rating.internal;

import org.trunkline.rating.Rate;
import org.trunkline.rating.RateTexts;

/**
 * What a rate that a call found is called; made when it is first asked for. The deck is kept as long as the call, as what it
 * costs must be.
 */
final class FoundRate implements Rate.Label {
    private final CompactDeck deck;
    private final long found;
    private final String prefix;
    // whoever comes at the same moment makes the same text once more
    private String id;
    private String name;
    private String description;
    private byte[] texts;

    FoundRate(CompactDeck deck, long found, String digits) {
        this.deck = deck;
        this.found = found;
        this.prefix = digits.substring(0, deck.lengthOf(found));
    }

    @Override
    public String id() {
        String known = id;
        if (known == null) {
            known = deck.idOf(found, prefix);
            id = known;
        }
        return known;
    }

    @Override
    public String name() {
        String known = name;
        if (known == null) {
            known = deck.shownNameOf(found, prefix);
            name = known;
        }
        return known;
    }

    @Override
    public String description() {
        String known = description;
        if (known == null) {
            known = deck.description(CompactDeck.rate(found));
            description = known;
        }
        return known;
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public byte[] texts() {
        byte[] known = texts;
        if (known == null) {
            // the texts themselves are wanted by those few who look at the call
            known = RateTexts.of(
                    deck.idOf(found, prefix),
                    deck.shownNameOf(found, prefix),
                    deck.description(CompactDeck.rate(found)),
                    prefix);
            texts = known;
        }
        return known;
    }
}
