package org.trunkline.limits.state.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallKey;

/** Reads the parts of a record that {@link RecordOutput} has written. */
final class RecordInput {
    private static final int VARINT_BITS = 7;
    private static final String[] ONE_CHARACTER = new String[RecordOutput.ASCII_END];

    static {
        Arrays.setAll(ONE_CHARACTER, each -> String.valueOf((char) each));
    }

    private final byte[] bytes;
    private int position;
    private AccountId[] accounts = new AccountId[8];
    private int accountCount;
    private byte[] piece;

    RecordInput(byte[] bytes) {
        this.bytes = bytes;
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

    /** Reads a byte as a number from 0 on. */
    int readByte() throws IOException {
        return bytes[next(1)] & 0xff;
    }

    byte[] bytes(int length) throws IOException {
        int start = next(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    byte[] readAllBytes() throws IOException {
        return bytes(bytes.length - position);
    }

    int fixed() throws IOException {
        return Hex.getInt(bytes, next(Integer.BYTES));
    }

    long number() throws IOException {
        return signed(varint());
    }

    int smallNumber() throws IOException {
        return Math.toIntExact(number());
    }

    private static long signed(long zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    long nanos() throws IOException {
        long head = varint();
        return head == RecordOutput.NANOS ? number() : signed(head >>> 1) * RecordOutput.NANOS_PER_MICRO;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
            byte next = bytes[next(1)];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number that does not end");
    }

    int count() throws IOException {
        long parts = varint();
        if (parts < 0 || parts > bytes.length) {
            throw new IOException("so many parts: " + parts);
        }
        return (int) parts;
    }

    String text() throws IOException {
        long head = varint();
        if (head == RecordOutput.ID) {
            return id();
        }
        int length = Math.toIntExact(head >>> 1);
        if ((head & RecordOutput.UTF_8) != 0) {
            return new String(bytes, next(length), length, StandardCharsets.UTF_8);
        }
        if (length == 0) {
            return "";
        }
        int start = next(length);
        return length == 1 && bytes[start] >= 0
                ? ONE_CHARACTER[bytes[start]]
                : new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Reads nothing of a text. */
    private void skipText() throws IOException {
        long head = varint();
        next(head == RecordOutput.ID ? Hex.BYTES : Math.toIntExact(head >>> 1));
    }

    String dialled() throws IOException {
        int head = readByte();
        if (head == RecordOutput.NO_DIALLED) {
            return text();
        }
        int first = (head & RecordOutput.PLUS) != 0 ? 1 : 0;
        int digits = head & RecordOutput.PLUS - 1;
        int start = next((digits + 1) / 2);
        byte[] text = new byte[first + digits];
        if (first != 0) {
            text[0] = '+';
        }
        for (int i = 0; i < digits; i++) {
            int pair = bytes[start + i / 2];
            text[first + i] = (byte) ('0' + (i % 2 == 0 ? pair >> 4 & 0xf : pair & 0xf));
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    String word() throws IOException {
        int code = readByte();
        if (code == Words.OTHER) {
            return text();
        }
        String word = Words.at(code);
        if (word == null) {
            throw new IOException("a word that this release does not know: " + code);
        }
        return word;
    }

    List<String> texts() throws IOException {
        String[] texts = new String[count()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text();
        }
        return List.of(texts);
    }

    List<Long> numbers() throws IOException {
        return numbers(count());
    }

    List<Long> numbers(int count) throws IOException {
        Long[] numbers = new Long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number();
        }
        return List.of(numbers);
    }

    String id() throws IOException {
        int start = next(Hex.BYTES);
        return Hex.text(Hex.half(bytes, start), Hex.half(bytes, start + Long.BYTES));
    }

    UserId user() throws IOException {
        return new UserId(id());
    }

    /** Reads an account; the same one each time that the record names it. */
    AccountId account() throws IOException {
        int number = readByte();
        return number == RecordOutput.ACCOUNT_FIRST_NAMED ? named(new AccountId(id())) : before(number);
    }

    /** Reads an account that many calls have: the same one each time that a record names it, as far as it is remembered. */
    AccountId wellKnownAccount() throws IOException {
        int number = readByte();
        if (number != RecordOutput.ACCOUNT_FIRST_NAMED) {
            return before(number);
        }
        int start = next(Hex.BYTES);
        return named(KnownIds.account(Hex.half(bytes, start), Hex.half(bytes, start + Long.BYTES)));
    }

    private AccountId before(int number) throws IOException {
        if (number > accountCount) {
            throw new IOException("an account that was not there before");
        }
        return accounts[number - 1];
    }

    private AccountId named(AccountId account) {
        if (accountCount < RecordOutput.ACCOUNTS_MAX) {
            if (accountCount == accounts.length) {
                accounts = Arrays.copyOf(accounts, RecordOutput.ACCOUNTS_MAX);
            }
            accounts[accountCount++] = account;
        }
        return account;
    }

    /** Returns these as a list; the array is nobody else's. */
    static <T> List<T> list(T[] parts) {
        // those of a few parts without copying them
        return switch (parts.length) {
            case 3 -> List.of(parts[0], parts[1], parts[2]);
            case 4 -> List.of(parts[0], parts[1], parts[2], parts[3]);
            case 5 -> List.of(parts[0], parts[1], parts[2], parts[3], parts[4]);
            default -> List.of(parts);
        };
    }

    CallKey key() throws IOException {
        return new CallKey(switchId(), text(), text());
    }

    /** A switch has many calls. */
    private String switchId() throws IOException {
        if (position >= bytes.length || bytes[position] != RecordOutput.ID) {
            return text();
        }
        position++;
        int start = next(Hex.BYTES);
        return KnownIds.account(Hex.half(bytes, start), Hex.half(bytes, start + Long.BYTES))
                .value();
    }

    void skipKey() throws IOException {
        skipText();
        skipText();
        skipText();
    }

    Instant instant() throws IOException {
        return Instant.ofEpochSecond(number(), fixed());
    }

    Instant instant(Instant near) throws IOException {
        return Instant.ofEpochSecond(near.getEpochSecond() + number(), near.getNano() + number());
    }

    /** Returns the last bytes that {@link #piece} has read. */
    byte[] pieceBefore() throws IOException {
        if (piece == null) {
            throw new IOException("a piece that was not there before");
        }
        return piece;
    }

    /** Reads bytes that belong together. */
    byte[] piece() throws IOException {
        piece = bytes(Math.toIntExact(varint()));
        return piece;
    }
}
