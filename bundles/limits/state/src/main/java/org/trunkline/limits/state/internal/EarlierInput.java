package org.trunkline.limits.state.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;

/**
 * Reads the parts of a record of an earlier release: up to version 4 as {@link java.io.DataOutputStream} wrote them, from 5
 * to 8 in a form where a text that was in the record before is its number there.
 */
final class EarlierInput {
    /** So many texts are looked for again, at most; both sides count alike. */
    private static final int TEXTS_MAX = 96;

    /** Begins a text of 32 hexadecimal digits, which follow as bytes. */
    private static final int ID = 1;
    /** More than this begins a text that was written before. */
    private static final int SEEN = 2;

    private static final int ID_DIGITS = 32;

    /** So many pieces are looked for again, at most; both sides count alike. */
    private static final int PIECES_MAX = 8;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** As many as a call of four levels has. */
    private static final int TEXTS_FIRST = 36;

    private final byte[] bytes;
    private int position;
    private String[] texts = new String[TEXTS_FIRST];
    /** Of those texts that were read as accounts: levels share them, and a call is read more often than it is written. */
    private AccountId[] accounts = new AccountId[TEXTS_FIRST];

    private int textCount;
    private byte[][] pieces = new byte[1][];
    private int pieceCount;
    private int version;
    private boolean isCompact;

    EarlierInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param compact whether what follows has the later form; else {@link java.io.DataOutputStream} wrote it */
    void version(int written, boolean compact) {
        version = written;
        isCompact = compact;
    }

    /** Returns whether the record has what this version has brought. */
    boolean has(int since) {
        return version >= since;
    }

    byte readByte() throws IOException {
        return bytes[next(1)];
    }

    byte[] readAllBytes() throws IOException {
        return bytes(bytes.length - position);
    }

    boolean readBoolean() throws IOException {
        return readByte() != 0;
    }

    int readInt() throws IOException {
        return isCompact ? Math.toIntExact(readLong()) : fixed(Integer.BYTES).getInt();
    }

    long readLong() throws IOException {
        if (!isCompact) {
            return fixed(Long.BYTES).getLong();
        }
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private ByteBuffer fixed(int length) throws IOException {
        return ByteBuffer.wrap(bytes, next(length), length);
    }

    /** Returns where so many bytes begin, which are read now. */
    private int next(int length) throws IOException {
        if (length < 0 || length > bytes.length - position) {
            throw new EOFException("a record that does not end");
        }
        int start = position;
        position += length;
        return start;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number that does not end");
    }

    String readUTF() throws IOException {
        if (!isCompact) {
            return readFixedUTF();
        }
        long head = varint();
        return head >= SEEN ? texts[seen(head)] : read(head);
    }

    private int seen(long head) throws IOException {
        long text = head - SEEN;
        if (text >= textCount) {
            throw new IOException("a text that was not there before");
        }
        return (int) text;
    }

    private String read(long head) throws IOException {
        String text = head == ID ? id() : text(Math.toIntExact(varint()));
        if (textCount < TEXTS_MAX) {
            if (textCount == texts.length) {
                texts = Arrays.copyOf(texts, 2 * textCount);
                accounts = Arrays.copyOf(accounts, 2 * textCount);
            }
            texts[textCount++] = text;
        }
        return text;
    }

    private String readFixedUTF() throws IOException {
        try (DataInputStream rest =
                new DataInputStream(new ByteArrayInputStream(bytes, position, bytes.length - position))) {
            String text = rest.readUTF();
            position = bytes.length - rest.available();
            return text;
        }
    }

    private String id() throws IOException {
        int start = next(ID_DIGITS / 2);
        byte[] digits = new byte[ID_DIGITS];
        for (int i = 0; i < ID_DIGITS / 2; i++) {
            digits[2 * i] = DIGITS[bytes[start + i] >> 4 & 0xf];
            digits[2 * i + 1] = DIGITS[bytes[start + i] & 0xf];
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private String text(int length) throws IOException {
        return new String(bytes, next(length), length, StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length) throws IOException {
        int start = next(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** Returns bytes that belong together. */
    byte[] piece() throws IOException {
        int before = Math.toIntExact(varint());
        if (before > pieceCount) {
            throw new IOException("a piece that was not there before");
        }
        if (before > 0) {
            return pieces[before - 1];
        }
        byte[] piece = bytes(Math.toIntExact(varint()));
        if (pieceCount < PIECES_MAX) {
            if (pieceCount == pieces.length) {
                pieces = Arrays.copyOf(pieces, PIECES_MAX);
            }
            pieces[pieceCount++] = piece;
        }
        return piece;
    }

    CallKey key() throws IOException {
        return new CallKey(readUTF(), readUTF(), readUTF());
    }

    AccountId account() throws IOException {
        return optionalAccount().orElseThrow(() -> new IOException("no account"));
    }

    /** Returns an account, the same one each time that the record names it. */
    Optional<AccountId> optionalAccount() throws IOException {
        if (!isCompact) {
            return text().map(AccountId::new);
        }
        long head = varint();
        int before = textCount;
        int place = head >= SEEN ? seen(head) : before;
        String text = head >= SEEN ? texts[place] : read(head);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (place == before && textCount == before) {
            return Optional.of(new AccountId(text));
        }
        if (accounts[place] == null) {
            accounts[place] = new AccountId(text);
        }
        return Optional.of(accounts[place]);
    }

    Instant instant() throws IOException {
        return Instant.ofEpochSecond(readLong(), readInt());
    }

    OptionalLong number() throws IOException {
        boolean present = readBoolean();
        long value = present || !isCompact ? readLong() : 0;
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** Returns a text that is never empty where it is there. */
    Optional<String> text() throws IOException {
        return Optional.of(readUTF()).filter(text -> !text.isEmpty());
    }

    <T> List<T> list(Part<T> part) throws IOException {
        return list(isCompact ? readInt() : fixed(Short.BYTES).getShort(), part);
    }

    @SuppressWarnings("unchecked")
    <T> List<T> list(int size, Part<T> part) throws IOException {
        if (size == 0) {
            return List.of();
        }
        if (size < 0 || size > bytes.length) {
            throw new IOException("a list of " + size);
        }
        T[] parts = (T[]) new Object[size];
        for (int i = 0; i < size; i++) {
            parts[i] = part.read(this);
        }
        return List.of(parts);
    }

    <T> Optional<T> optional(Part<T> part) throws IOException {
        return readBoolean() ? Optional.of(part.read(this)) : Optional.empty();
    }

    /** Reads one part of something larger. */
    @FunctionalInterface
    interface Part<T> {
        T read(EarlierInput in) throws IOException;
    }
}
