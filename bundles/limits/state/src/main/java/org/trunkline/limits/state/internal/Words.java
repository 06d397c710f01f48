package org.trunkline.limits.state.internal;

/**
 * Words that calls often have. In a record each is one byte: its place here, which never changes. A new word comes at the
 * end, with a new version of the form, since earlier releases do not know it.
 */
final class Words {
    /** Stands for a word that follows as a text. */
    static final int OTHER = 0;

    private static final String[] ALL = {
        null,
        "",
        "unknown",
        "international",
        "did_us",
        "tollfree_us",
        "toll_us",
        "caribbean",
        "emergency",
        "emergency_test",
        "inbound",
        "outbound",
        "twoway",
        "burst",
        "NORMAL_CLEARING",
        "ORIGINATOR_CANCEL",
        "USER_BUSY",
        "NO_ANSWER",
        "caller",
        "callee",
        "overrun",
        "implausible",
        "lease",
        "hangup",
        "late"
    };

    private Words() {}

    /** Returns what stands for a word, or for one that does not stand here. */
    static int codeOf(String word) {
        return switch (word) {
            case "" -> 1;
            case "unknown" -> 2;
            case "international" -> 3;
            case "did_us" -> 4;
            case "tollfree_us" -> 5;
            case "toll_us" -> 6;
            case "caribbean" -> 7;
            case "emergency" -> 8;
            case "emergency_test" -> 9;
            case "inbound" -> 10;
            case "outbound" -> 11;
            case "twoway" -> 12;
            case "burst" -> 13;
            case "NORMAL_CLEARING" -> 14;
            case "ORIGINATOR_CANCEL" -> 15;
            case "USER_BUSY" -> 16;
            case "NO_ANSWER" -> 17;
            case "caller" -> 18;
            case "callee" -> 19;
            case "overrun" -> 20;
            case "implausible" -> 21;
            case "lease" -> 22;
            case "hangup" -> 23;
            case "late" -> 24;
            default -> OTHER;
        };
    }

    /** Returns the word that this stands for; null for none. */
    static String at(int code) {
        return code > OTHER && code < ALL.length ? ALL[code] : null;
    }
}
