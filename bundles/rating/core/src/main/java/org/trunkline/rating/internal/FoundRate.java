package org.trunkline.rating.internal;

import java.util.Arrays;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateTexts;

/**
 * What a rate that a call found is called; made when it is asked for. The deck is kept as long as the call, as what it
 * costs must be.
 */
final class FoundRate implements Rate.Label {
    private static final int NAMED = CompactDeck.NAMED_BY_COUNTRY | CompactDeck.TAILED;
    private static final int TEXTS = 4;

    private final CompactDeck deck;
    private final long found;
    private final String digits;
    private final long located;

    /**
     * @param digits the number that was asked for, which begins with the prefix
     * @param located the description, as {@link Texts#located} has it; {@link Texts#UNLOCATED} where nobody has looked
     */
    FoundRate(CompactDeck deck, long found, String digits, long located) {
        this.deck = deck;
        this.found = found;
        this.digits = digits;
        this.located = located;
    }

    private long located() {
        return located == Texts.UNLOCATED ? deck.described(found) : located;
    }

    @Override
    public String id() {
        return deck.idOf(found, prefix());
    }

    @Override
    public String name() {
        return deck.shownNameOf(found, prefix());
    }

    @Override
    public String description() {
        return deck.texts().get(Texts.place(located()));
    }

    @Override
    public String prefix() {
        return digits.substring(0, deck.lengthOf(found));
    }

    /** Decks of one platform mostly have the same rates under other prices. */
    @Override
    public boolean isLike(Rate.Label other) {
        return other instanceof FoundRate rate && isPlain() && rate.isPlain()
                ? isPlainLike(rate)
                : Rate.Label.super.isLike(other);
    }

    private boolean isPlainLike(FoundRate other) {
        Kind kind = deck.kindOf(found);
        Kind otherKind = other.deck.kindOf(other.found);
        int prefix = deck.lengthOf(found);
        return prefix == other.deck.lengthOf(other.found)
                && digits.regionMatches(0, other.digits, 0, prefix)
                && (kind == otherKind
                        || Arrays.equals(kind.plainIdStart(), otherKind.plainIdStart())
                                && Arrays.equals(kind.plainNameStart(), otherKind.plainNameStart()))
                && deck.texts().isSame(located(), other.deck.texts(), other.located());
    }

    private boolean isPlain() {
        return ((int) found & NAMED) == CompactDeck.NAMED_BY_COUNTRY
                && deck.kindOf(found).plainIdStart() != null
                && deck.texts().isPlain();
    }

    @Override
    public byte[] texts() {
        return isPlain() ? plainTexts() : RateTexts.of(id(), name(), description(), prefix());
    }

    /**
     * Most rates are named by their country. What those are called is put together from bytes, as each call has it in its
     * record.
     */
    private byte[] plainTexts() {
        Kind kind = deck.kindOf(found);
        Texts texts = deck.texts();
        byte[] id = kind.plainIdStart();
        byte[] name = kind.plainNameStart();
        int prefix = deck.lengthOf(found);
        long located = located();
        int length = Texts.bytes(located);
        byte[] bytes = new byte[TEXTS * Short.BYTES + id.length + name.length + length + 3 * prefix];
        int last = bytes.length - prefix;
        for (int i = 0; i < prefix; i++) {
            bytes[last + i] = (byte) digits.charAt(i);
        }
        int at = put(bytes, 0, id, prefix);
        at = put(bytes, at, name, prefix);
        at = putLength(bytes, at, length);
        texts.copy(Texts.place(located), bytes, at);
        putLength(bytes, at + length, prefix);
        return bytes;
    }

    /** Puts a text that ends with the prefix, which stands at the end already. */
    private static int put(byte[] bytes, int at, byte[] start, int prefix) {
        int next = putLength(bytes, at, start.length + prefix);
        System.arraycopy(start, 0, bytes, next, start.length);
        System.arraycopy(bytes, bytes.length - prefix, bytes, next + start.length, prefix);
        return next + start.length + prefix;
    }

    private static int putLength(byte[] bytes, int at, int length) {
        bytes[at] = (byte) (length >>> Byte.SIZE);
        bytes[at + 1] = (byte) length;
        return at + Short.BYTES;
    }
}
