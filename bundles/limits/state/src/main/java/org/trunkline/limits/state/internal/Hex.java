package org.trunkline.limits.state.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Ids of 32 lower-case hexadecimal digits as 16 bytes, eight digits at a time: a call has six of them. */
final class Hex {
    static final int DIGITS = 32;
    static final int BYTES = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Hex() {}

    static boolean isId(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            if (!(digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes an id as bytes.
     *
     * @param id for sure one
     * @param to has room for its digits there
     */
    @SuppressWarnings("deprecation")
    static void pack(String id, byte[] to, int at) {
        // the one way to have the characters without a copy of them; each is one byte
        id.getBytes(0, DIGITS, to, at);
        for (int i = 0; i < DIGITS / 8; i++) {
            INT.set(to, at + 4 * i, packed((long) LONG.get(to, at + 8 * i)));
        }
    }

    private static int packed(long digits) {
        long nibbles = (digits & 0x0f0f_0f0f_0f0f_0f0fL) + 9 * (digits >>> 6 & 0x0101_0101_0101_0101L);
        long pairs = (nibbles | nibbles >>> 4) & 0x00ff_00ff_00ff_00ffL;
        long fours = (pairs | pairs >>> 8) & 0x0000_ffff_0000_ffffL;
        return (int) (fours | fours >>> 16);
    }

    /** Returns the first half of the bytes of an id, or the second. */
    static long half(byte[] from, int at) {
        return (long) LONG.get(from, at);
    }

    static void putInt(byte[] to, int at, int value) {
        INT.set(to, at, value);
    }

    static int getInt(byte[] from, int at) {
        return (int) INT.get(from, at);
    }

    static String text(long high, long low) {
        byte[] digits = new byte[DIGITS];
        LONG.set(digits, 0, digits((int) (high >>> 32)));
        LONG.set(digits, 8, digits((int) high));
        LONG.set(digits, 16, digits((int) (low >>> 32)));
        LONG.set(digits, 24, digits((int) low));
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static long digits(int packed) {
        long halves = packed & 0xffff_ffffL;
        long fours = (halves | halves << 16) & 0x0000_ffff_0000_ffffL;
        long pairs = (fours | fours << 8) & 0x00ff_00ff_00ff_00ffL;
        long nibbles = (pairs | pairs << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
        // 1 in each byte that is a letter: from '9' on to 'a' there are 39 more than one
        long letters = nibbles + 0x0606_0606_0606_0606L >>> 4 & 0x0101_0101_0101_0101L;
        return nibbles + 0x3030_3030_3030_3030L + 39 * letters;
    }
}
