package org.trunkline.mail.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of names in double braces: {@code {{user.first_name}}}. There is no more to it. */
final class Macros {
    private static final Pattern MACRO = Pattern.compile("\\{\\{\\s*([\\w.]{1,64})\\s*}}");

    private Macros() {}

    /** Returns the names that a template uses, in order. */
    static List<String> names(String template) {
        List<String> names = new ArrayList<>();
        MACRO.matcher(template).results().map(found -> found.group(1)).forEach(names::add);
        return names;
    }

    /** A value is never looked at for macros of its own. */
    static String text(String template, UnaryOperator<String> values) {
        return filled(template, values);
    }

    /** As text, with values that are shown as they are, whatever signs are in them. */
    static String html(String template, UnaryOperator<String> values) {
        return filled(template, name -> escaped(values.apply(name)));
    }

    /** As text, in one line: a value must not begin a new header. */
    static String line(String template, UnaryOperator<String> values) {
        return filled(template, values).replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String filled(String template, UnaryOperator<String> values) {
        return MACRO.matcher(template)
                .replaceAll((MatchResult found) -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    private static String escaped(String value) {
        StringBuilder result = new StringBuilder();
        for (char c : value.toCharArray()) {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                default -> result.append(c);
            }
        }
        return result.toString();
    }
}
