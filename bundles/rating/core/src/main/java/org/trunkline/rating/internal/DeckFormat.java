package org.trunkline.rating.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A compiled deck as bytes: its arrays one after the other, each with its length before it, and a checksum. Reading
 * copies arrays and parses only the kinds, of which a deck has few.
 */
final class DeckFormat {
    private static final int MAGIC = 0x544c4433;
    private static final int HEADER_BYTES = 16;

    private DeckFormat() {}

    static byte[] write(CompactDeck deck) {
        CompactDeck.Columns c = deck.columns();
        byte[][] kinds = new byte[deck.kinds().length][];
        int kindBytes = 4;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = deck.kinds()[i].text().getBytes(StandardCharsets.UTF_8);
            kindBytes += 4 + kinds[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(HEADER_BYTES + deck.bytes() + kindBytes + 4L * 12));
        out.position(HEADER_BYTES);
        put(out, c.prefixStarts());
        put(out, c.prefixDigits());
        put(out, c.records());
        put(out, deck.tariffs().values());
        put(out, deck.texts().bytes());
        put(out, deck.inbound().nodes());
        put(out, deck.outbound().nodes());
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
        if (bytes.length < HEADER_BYTES
                || in.getInt() != MAGIC
                || in.getInt() != bytes.length
                || in.getLong() != checksum(bytes)) {
            throw new IllegalArgumentException("the stored deck is damaged, or of another release: import it again");
        }
        CompactDeck.Columns columns = new CompactDeck.Columns(ints(in), bytes(in), longs(in));
        Tariffs tariffs = new Tariffs(longs(in));
        Texts texts = new Texts(bytes(in));
        DigitTrie inbound = new DigitTrie(longs(in));
        DigitTrie outbound = new DigitTrie(longs(in));
        Kind[] kinds = new Kind[in.getInt()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = Kind.parse(new String(bytes(in), StandardCharsets.UTF_8));
        }
        CompactDeck deck = new CompactDeck(columns, tariffs, kinds, texts);
        return deck.found(inbound, outbound, DeckCompiler.events(deck));
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        return crc.getValue();
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
