package org.trunkline.shell.users;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes passwords that are told once and replaced at the first login: nobody types one into a history. */
final class NewPassword {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without signs that look alike. */
    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** 116 bits. */
    private static final int LENGTH = 20;

    private NewPassword() {}

    static String random() {
        return RANDOM.ints(LENGTH, 0, SIGNS.length())
                .mapToObj(sign -> SIGNS.substring(sign, sign + 1))
                .collect(Collectors.joining());
    }
}
