package org.trunkline.rating.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.EventPrice;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** One version of a deck, immutable: its snapshot, and over it the few rates that were edited since. */
final class LiveDeck {
    private final StoredDeck stored;
    private final DeckVersion version;
    private final CompactDeck base;
    private final CompactDeck edited;
    private final int edits;
    private final int hidden;
    /** Rates of the snapshot that were edited or removed; null for none. */
    private final IntPredicate isHidden;

    private final Terms baseTerms;
    private final Terms editedTerms;

    LiveDeck(StoredDeck stored, DeckVersion version, CompactDeck base, List<RateEdit> edits) {
        this.stored = stored;
        this.version = version;
        this.base = base;
        this.edits = edits.size();
        BitSet replaced = new BitSet(base.size());
        List<RateRow> rows = new ArrayList<>();
        for (RateEdit edit : edits) {
            int rate = base.findById(edit.rateId());
            if (rate != CompactDeck.NONE) {
                replaced.set(rate);
            }
            edit.document().ifPresent(document -> rows.add(RateDocuments.stored(edit.rateId(), document)));
        }
        hidden = replaced.cardinality();
        edited = rows.isEmpty() ? CompactDeck.EMPTY : DeckCompiler.compile(rows);
        isHidden = replaced.isEmpty() ? null : replaced::get;
        baseTerms = new Terms(stored.settings(), base);
        editedTerms = new Terms(stored.settings(), edited);
    }

    static LiveDeck fresh(StoredDeck deck) {
        return new LiveDeck(deck, DeckVersion.NONE, CompactDeck.EMPTY, List.of());
    }

    StoredDeck stored() {
        return stored;
    }

    DeckVersion version() {
        return version;
    }

    CompactDeck base() {
        return base;
    }

    /** Returns how many edits lie over the snapshot. */
    int edits() {
        return edits;
    }

    int size() {
        return sizeAtMost() - hidden;
    }

    int sizeAtMost() {
        return base.size() + edited.size();
    }

    /** Returns the rate that applies to the call, or null. */
    Rate find(Asked asked, String currency) {
        return found(trie(asked).find(asked.digits()), Texts.UNLOCATED, asked, currency, false);
    }

    /** Returns what is to be asked first: what it says to the number is what {@link #found} goes on with. */
    DigitTrie trie(Asked asked) {
        return base.trie(asked);
    }

    /** Returns where the description is of what {@link #trie} says: whoever asks several decks looks in all at once. */
    long described(long longest) {
        return longest == DigitTrie.NOTHING ? Texts.UNLOCATED : base.described(longest);
    }

    /**
     * Returns the rate that applies to the call, or null.
     *
     * @param longest what {@link #trie} says to its number
     * @param described where the description of that is; {@link Texts#UNLOCATED} where nobody has looked
     * @param isCost what the seller pays is its price; where that is not known there is no rate
     */
    Rate found(long longest, long described, Asked asked, String currency, boolean isCost) {
        long found = base.passing(longest, asked, isHidden);
        long other = edited == CompactDeck.EMPTY ? DigitTrie.NOTHING : edited.find(asked, null);
        if (other != DigitTrie.NOTHING && isBetter(other, found)) {
            return rate(editedTerms, other, Texts.UNLOCATED, asked, currency, isCost);
        }
        if (found == DigitTrie.NOTHING) {
            return null;
        }
        long its = found == longest ? described : Texts.UNLOCATED;
        return rate(baseTerms, found, its, asked, currency, isCost);
    }

    private Rate rate(Terms terms, long found, long described, Asked asked, String currency, boolean isCost) {
        Price price = isCost ? terms.internalCost(found) : terms.price(found);
        if (price == null) {
            return null;
        }
        return new Rate(
                new FoundRate(terms == baseTerms ? base : edited, found, asked.digits(), described),
                stored.name(),
                version.number(),
                price,
                currency,
                terms.internalCostNanos(found));
    }

    /** Returns the rate that applies to the event, or null. */
    EventRate findEvent(Asked asked, String currency) {
        long found = base.find(asked, isHidden);
        long other = edited == CompactDeck.EMPTY ? DigitTrie.NOTHING : edited.find(asked, null);
        if (other != DigitTrie.NOTHING && isBetter(other, found)) {
            return event(edited.row(CompactDeck.rate(other)), currency);
        }
        return found == DigitTrie.NOTHING ? null : event(base.row(CompactDeck.rate(found)), currency);
    }

    private boolean isBetter(long ofEdited, long ofBase) {
        if (ofBase == DigitTrie.NOTHING) {
            return true;
        }
        int longer = edited.lengthOf(ofEdited) - base.lengthOf(ofBase);
        return longer > 0
                || longer == 0
                        && RateRow.ORDER.compare(
                                        edited.row(CompactDeck.rate(ofEdited)), base.row(CompactDeck.rate(ofBase)))
                                < 0;
    }

    private EventRate event(RateRow row, String currency) {
        return new EventRate(
                row.id(),
                row.shownName(),
                row.description(),
                stored.name(),
                version.number(),
                row.kind().service(),
                row.prefix(),
                new EventPrice(row.rateNanos(), row.kind().surchargeNanos(), 0, 1, 1),
                currency);
    }

    Optional<RateRow> findById(String id) {
        return withPrefix(CompactDeck.prefixOfId(id)).stream()
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    /** Returns the rates of exactly this prefix, the best first. */
    List<RateRow> withPrefix(String prefix) {
        List<RateRow> rows = new ArrayList<>();
        collect(base, isHidden, base.firstAtOrAfter(prefix), prefix, rows);
        collect(edited, null, edited.firstAtOrAfter(prefix), prefix, rows);
        rows.sort(RateRow.ORDER);
        return rows;
    }

    private static int collect(CompactDeck deck, IntPredicate isHidden, int first, String prefix, List<RateRow> into) {
        int rate = first;
        while (rate < deck.size() && deck.comparePrefix(rate, prefix) == 0) {
            if (isHidden == null || !isHidden.test(rate)) {
                into.add(deck.row(rate));
            }
            rate++;
        }
        return rate;
    }

    /** Hands over all rates, prefix by prefix in order. */
    void forEachPrefix(Consumer<List<RateRow>> consumer) {
        int inBase = 0;
        int inEdited = 0;
        while (inBase < base.size() || inEdited < edited.size()) {
            String prefix = smallest(
                    inBase < base.size() ? base.prefix(inBase) : null,
                    inEdited < edited.size() ? edited.prefix(inEdited) : null);
            List<RateRow> rows = new ArrayList<>(2);
            inBase = collect(base, isHidden, inBase, prefix, rows);
            inEdited = collect(edited, null, inEdited, prefix, rows);
            if (!rows.isEmpty()) {
                consumer.accept(rows);
            }
        }
    }

    private static String smallest(String one, String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Returns a page in the order of the prefixes; its keys are ids. */
    Page<RateRow> page(PageRequest page) {
        List<RateRow> rows = new ArrayList<>();
        String prefix = page.startKey().map(CompactDeck::prefixOfId).orElse(page.ascending() ? "" : ":");
        String startId = page.startKey().orElse(null);
        if (startId != null) {
            List<RateRow> first = ordered(withPrefix(prefix), page.ascending());
            int at = 0;
            while (at < first.size() && !first.get(at).id().equals(startId)) {
                at++;
            }
            // a rate that was removed since: its neighbours stand in for it
            rows.addAll(at == first.size() ? first : first.subList(at, first.size()));
        }
        while (rows.size() <= page.size()) {
            String next = page.ascending() ? following(prefix) : preceding(prefix);
            if (next == null) {
                return Page.last(rows);
            }
            prefix = next;
            rows.addAll(ordered(withPrefix(prefix), page.ascending()));
        }
        return Page.cut(rows, page, RateRow::id);
    }

    private static List<RateRow> ordered(List<RateRow> rows, boolean ascending) {
        if (!ascending) {
            Collections.reverse(rows);
        }
        return rows;
    }

    /** Returns the first prefix behind this one, or null. */
    String following(String prefix) {
        return smallest(following(base, prefix), following(edited, prefix));
    }

    private static String following(CompactDeck deck, String prefix) {
        int rate = deck.firstAtOrAfter(prefix);
        while (rate < deck.size() && deck.comparePrefix(rate, prefix) == 0) {
            rate++;
        }
        return rate < deck.size() ? deck.prefix(rate) : null;
    }

    private String preceding(String prefix) {
        String one = preceding(base, prefix);
        String other = preceding(edited, prefix);
        return one == null || other == null ? (one == null ? other : one) : one.compareTo(other) >= 0 ? one : other;
    }

    private static String preceding(CompactDeck deck, String prefix) {
        int rate = deck.firstAtOrAfter(prefix) - 1;
        return rate >= 0 ? deck.prefix(rate) : null;
    }
}
