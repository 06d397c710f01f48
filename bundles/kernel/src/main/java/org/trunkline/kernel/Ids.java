package org.trunkline.kernel;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The form of the ids that Trunkline mints: 32 lower-case hexadecimal characters. */
public final class Ids {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Returns a new id that cannot be guessed. */
    public static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static boolean isWellFormed(String value) {
        return value != null && FORM.matcher(value).matches();
    }

    static String check(String what, String value) {
        if (!isWellFormed(value)) {
            throw new InvalidException(what, "pattern", what + " must be 32 lower-case hexadecimal characters");
        }
        return value;
    }
}
