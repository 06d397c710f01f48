package org.trunkline.limits.state.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;

/**
 * Writes the parts of a record that {@link RecordInput} reads, in as few bytes as come easily: what every call writes, the
 * disk must take. Numbers are as long as their value; an account that was in the record before is its number there; ids are
 * bytes; what a rate is called is there once for rates that follow each other.
 */
final class RecordOutput {
    /** A text of 32 hexadecimal digits, which follow as bytes. Of other texts the head is twice their length. */
    static final int ID = 1;
    /** Added to twice the length: the text follows as UTF-8, and so many bytes it has; else each character is a byte. */
    static final int UTF_8 = 1;

    /** Below this a character is one byte in UTF-8, too. */
    static final int ASCII_END = 0x80;

    /** Before a text that is no number that can be called; else how many digits it has, two of which are a byte. */
    static final int NO_DIALLED = 0;
    /** Beside the number of digits: there is a plus before them. */
    static final int PLUS = 0x40;

    static final int DIALLED_MAX = 32;

    /** So many accounts are looked for again, at most; both sides count alike. */
    static final int ACCOUNTS_MAX = 32;

    /** Before an account that was not there before; else its number, from 1. */
    static final int ACCOUNT_FIRST_NAMED = 0;

    /** Prices are mostly whole micros. Stands before those that are not. */
    static final int NANOS = 1;

    static final int NANOS_PER_MICRO = 1_000;

    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 1 << VARINT_BITS;
    private static final int VARINT_BYTES_MAX = 10;

    private byte[] bytes = new byte[1024];
    private int size;
    private int keyEnd;
    private final AccountId[] accounts = new AccountId[ACCOUNTS_MAX];
    private int accountCount;
    private byte[] piece;

    /** Makes it as new, to be used once more. */
    RecordOutput reset() {
        size = 0;
        Arrays.fill(accounts, 0, accountCount, null);
        accountCount = 0;
        piece = null;
        return this;
    }

    /** Returns how many bytes it keeps. */
    int capacity() {
        return bytes.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Returns whether the first so many of these bytes are all that was written. */
    boolean isWritten(byte[] other, int length) {
        return size == length && Arrays.equals(other, 0, length, bytes, 0, length);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    void writeByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void write(byte[] values) {
        room(values.length);
        System.arraycopy(values, 0, bytes, size, values.length);
        size += values.length;
    }

    /** Writes all four bytes of it. */
    void fixed(int value) {
        room(Integer.BYTES);
        Hex.putInt(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Writes a number that is mostly small, and may be below 0. */
    void number(long value) {
        varint(zigzag(value));
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> Long.SIZE - 1;
    }

    /** Writes nanos of money. */
    void nanos(long value) {
        long micros = value / NANOS_PER_MICRO;
        if (micros * NANOS_PER_MICRO == value) {
            varint(zigzag(micros) << 1);
        } else {
            varint(NANOS);
            number(value);
        }
    }

    private void varint(long value) {
        room(VARINT_BYTES_MAX);
        long rest = value;
        while ((rest & -VARINT_MORE) != 0) {
            bytes[size++] = (byte) (rest | VARINT_MORE);
            rest >>>= VARINT_BITS;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes how many parts follow. */
    void count(int parts) {
        varint(parts);
    }

    void text(String text) {
        int length = text.length();
        if (length == Hex.DIGITS && Hex.isId(text)) {
            writeByte(ID);
            id(text);
            return;
        }
        int start = size;
        varint((long) length << 1);
        room(length);
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char each = text.charAt(i);
            if (each >= ASCII_END) {
                size = start;
                encoded(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            to[at + i] = (byte) each;
        }
        size = at + length;
    }

    private void encoded(byte[] text) {
        varint((long) text.length << 1 | UTF_8);
        write(text);
    }

    /** Writes a text that is mostly a plus and digits, or digits alone. */
    void dialled(String text) {
        int length = text.length();
        int first = length > 0 && text.charAt(0) == '+' ? 1 : 0;
        int digits = length - first;
        if (digits == 0 || digits > DIALLED_MAX || !packDigits(text, first, length)) {
            writeByte(NO_DIALLED);
            text(text);
        }
    }

    /** Returns whether all of them are digits; else nothing is written. */
    private boolean packDigits(String text, int first, int length) {
        room(1 + DIALLED_MAX);
        int at = size;
        bytes[at++] = (byte) (length - first | first * PLUS);
        for (int i = first; i < length; i += 2) {
            int high = text.charAt(i) - '0';
            int low = i + 1 < length ? text.charAt(i + 1) - '0' : 0;
            if (high < 0 || high > 9 || low < 0 || low > 9) {
                return false;
            }
            bytes[at++] = (byte) (high << 4 | low);
        }
        size = at;
        return true;
    }

    /** Writes a text that is mostly one of {@link Words}. */
    void word(String word) {
        int code = Words.codeOf(word);
        writeByte(code);
        if (code == Words.OTHER) {
            text(word);
        }
    }

    void texts(List<String> texts) {
        count(texts.size());
        for (String each : texts) {
            text(each);
        }
    }

    void numbers(List<Long> numbers) {
        count(numbers.size());
        for (long each : numbers) {
            number(each);
        }
    }

    /** @param id 32 hexadecimal digits */
    void id(String id) {
        room(Hex.DIGITS);
        Hex.pack(id, bytes, size);
        size += Hex.BYTES;
    }

    void account(AccountId account) {
        // those named last first: each level pays the one above it
        for (int i = accountCount - 1; i >= 0; i--) {
            if (same(accounts[i], account)) {
                writeByte(i + 1);
                return;
            }
        }
        writeByte(ACCOUNT_FIRST_NAMED);
        id(account.value());
        if (accountCount < ACCOUNTS_MAX) {
            accounts[accountCount++] = account;
        }
    }

    static boolean same(AccountId one, AccountId other) {
        return one == other || one.value().equals(other.value());
    }

    void key(CallKey key) {
        text(key.switchId());
        text(key.callId());
        text(key.leg());
        keyEnd = size;
    }

    /** Returns how many bytes there were after the last key. */
    int keyEnd() {
        return keyEnd;
    }

    void instant(Instant at) {
        number(at.getEpochSecond());
        fixed(at.getNano());
    }

    /** Writes a time that is near another one. */
    void instant(Instant at, Instant near) {
        number(at.getEpochSecond() - near.getEpochSecond());
        number((long) at.getNano() - near.getNano());
    }

    /** Returns whether these bytes are the last that {@link #piece} has written. */
    boolean isPieceBefore(byte[] other) {
        return other == piece || piece != null && Arrays.equals(other, piece);
    }

    /** Writes bytes that belong together. */
    void piece(byte[] other) {
        piece = other;
        varint(other.length);
        write(other);
    }
}
