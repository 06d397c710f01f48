package org.trunkline.kernel;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The form of the ids that Trunkline mints: 32 lower-case hexadecimal characters. */
public final class Ids {
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Returns a new id that cannot be guessed. */
    public static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static boolean isWellFormed(String value) {
        if (value == null || value.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static String check(String what, String value) {
        if (!isWellFormed(value)) {
            throw new InvalidException(what, "pattern", what + " must be 32 lower-case hexadecimal characters");
        }
        return value;
    }
}
