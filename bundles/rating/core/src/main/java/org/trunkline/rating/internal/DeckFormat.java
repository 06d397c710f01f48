package org.trunkline.rating.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A compiled deck as bytes: its arrays one after the other, each with its length before it, and a checksum. Reading
 * copies arrays and parses only the kinds, of which a deck has few. Of the form before this one all is read but what finds
 * the rates, which is made anew.
 */
final class DeckFormat {
    private static final int MAGIC = 0x544c4434;
    private static final int MAGIC_BEFORE = 0x544c4433;
    private static final int HEADER_BYTES = 16;

    private DeckFormat() {}

    static byte[] write(CompactDeck deck) {
        DeckColumns c = deck.columns();
        byte[][] kinds = new byte[deck.kinds().length][];
        int kindBytes = 4;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = deck.kinds()[i].text().getBytes(StandardCharsets.UTF_8);
            kindBytes += 4 + kinds[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(HEADER_BYTES + deck.bytes() + kindBytes + 4L * 16));
        out.position(HEADER_BYTES);
        put(out, c.prefixStarts());
        put(out, c.prefixDigits());
        put(out, c.records());
        put(out, deck.tariffs().values());
        put(out, deck.texts().bytes());
        put(out, deck.outbound());
        out.put((byte) (deck.inbound() == deck.outbound() ? 1 : 0));
        if (deck.inbound() != deck.outbound()) {
            put(out, deck.inbound());
        }
        out.putInt(kinds.length);
        for (byte[] kind : kinds) {
            put(out, kind);
        }
        int length = out.position();
        byte[] bytes = length == out.capacity() ? out.array() : java.util.Arrays.copyOf(out.array(), length);
        ByteBuffer.wrap(bytes).putInt(MAGIC).putInt(length).putLong(checksum(bytes));
        return bytes;
    }

    /** @throws IllegalArgumentException if these are not the bytes that {@link #write} made */
    static CompactDeck read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int magic = bytes.length < HEADER_BYTES ? 0 : in.getInt();
        if (magic != MAGIC && magic != MAGIC_BEFORE || in.getInt() != bytes.length || in.getLong() != checksum(bytes)) {
            throw new IllegalArgumentException("the stored deck is damaged, or of another release: import it again");
        }
        int[] prefixStarts = ints(in);
        DeckColumns columns = new DeckColumns(prefixStarts, bytes(in), longs(in));
        Tariffs tariffs = new Tariffs(longs(in));
        Texts texts = new Texts(bytes(in));
        if (magic == MAGIC_BEFORE) {
            longs(in);
            longs(in);
            return DeckCompiler.findable(new CompactDeck(columns, tariffs, kinds(in), texts));
        }
        DigitTrie.Tables outbound = tables(in);
        DigitTrie.Tables inbound = in.get() == 1 ? outbound : tables(in);
        CompactDeck deck = DeckCompiler.nested(new CompactDeck(columns, tariffs, kinds(in), texts));
        DigitTrie out = new DigitTrie(outbound, deck);
        DigitTrie other = inbound == outbound ? out : new DigitTrie(inbound, deck);
        return deck.found(other, out, DeckCompiler.events(deck));
    }

    private static DigitTrie.Tables tables(ByteBuffer in) {
        int[] heads = ints(in);
        int[] upper = ints(in);
        return new DigitTrie.Tables(heads, upper, longs(in));
    }

    private static Kind[] kinds(ByteBuffer in) {
        Kind[] kinds = new Kind[in.getInt()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = Kind.parse(new String(bytes(in), StandardCharsets.UTF_8));
        }
        return kinds;
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        return crc.getValue();
    }

    private static void put(ByteBuffer out, DigitTrie trie) {
        put(out, trie.tables().heads());
        put(out, trie.tables().upper());
        put(out, trie.tables().lowest());
    }

    private static void put(ByteBuffer out, byte[] values) {
        out.putInt(values.length).put(values);
    }

    private static void put(ByteBuffer out, int[] values) {
        out.putInt(values.length).asIntBuffer().put(values);
        out.position(out.position() + 4 * values.length);
    }

    private static void put(ByteBuffer out, long[] values) {
        out.putInt(values.length).asLongBuffer().put(values);
        out.position(out.position() + 8 * values.length);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] values = new byte[in.getInt()];
        in.get(values);
        return values;
    }

    private static int[] ints(ByteBuffer in) {
        int[] values = new int[in.getInt()];
        in.asIntBuffer().get(values);
        in.position(in.position() + 4 * values.length);
        return values;
    }

    private static long[] longs(ByteBuffer in) {
        long[] values = new long[in.getInt()];
        in.asLongBuffer().get(values);
        in.position(in.position() + 8 * values.length);
        return values;
    }
}
