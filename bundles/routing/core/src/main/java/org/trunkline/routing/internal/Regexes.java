package org.trunkline.routing.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tells whether an expression may be matched against numbers that somebody else dials. One that repeats what repeats already, or
 * looks back at what it has found, may take for ever for a number of thirty digits.
 */
final class Regexes {
    static final int LENGTH_MAX = 256;

    private static final int REPEATED_MAX = 64;

    private Regexes() {}

    static boolean isSafe(String text) {
        if (text.length() > LENGTH_MAX || !isFlat(text)) {
            return false;
        }
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Returns whether no group that holds a repetition is repeated itself, and nothing refers back. */
    private static boolean isFlat(String text) {
        Deque<Boolean> groups = new ArrayDeque<>();
        boolean repeats = false;
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\\') {
                if (refersBack(text, at)) {
                    return false;
                }
                at += 2;
            } else if (next == '[') {
                at = endOfClass(text, at);
            } else if (next == '(') {
                groups.push(repeats);
                repeats = false;
                at++;
            } else if (next == ')') {
                boolean inside = repeats;
                at++;
                if (inside && isRepetition(text, at)) {
                    return false;
                }
                repeats = inside | (!groups.isEmpty() && groups.pop());
            } else {
                repeats |= isRepetition(text, at);
                at++;
            }
        }
        return true;
    }

    private static boolean refersBack(String text, int at) {
        char what = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        // \Q would hide what follows from this reading
        return what >= '1' && what <= '9' || what == 'k' || what == 'Q';
    }

    /** Many times, or any number of times; {@code ?} and small counts are harmless. */
    private static boolean isRepetition(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char sign = text.charAt(at);
        if (sign != '{') {
            return sign == '*' || sign == '+';
        }
        int end = text.indexOf('}', at);
        String count = end < 0 ? "" : text.substring(at + 1, end);
        if (count.endsWith(",")) {
            return true;
        }
        String most = count.substring(count.indexOf(',') + 1);
        return !most.matches("[0-9]{1,2}") || Integer.parseInt(most) > REPEATED_MAX;
    }

    private static int endOfClass(String text, int begin) {
        int depth = 0;
        int at = begin;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\\') {
                at++;
            } else if (next == '[') {
                depth++;
            } else if (next == ']' && at > begin + 1) {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
            at++;
        }
        return text.length();
    }
}
