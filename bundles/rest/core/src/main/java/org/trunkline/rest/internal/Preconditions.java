package org.trunkline.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says of the state that it wants to meet (crossbar-api §1.7). An entity tag is the revision of the stored
 * document; what an answer computes from elsewhere follows behind a dash and does not count for writes.
 *
 * @param ifMatch the header, or empty
 * @param ifNoneMatch the header, or empty
 */
record Preconditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([^\",]*)\"?");

    static Preconditions of(String ifMatch, String ifNoneMatch) {
        return new Preconditions(present(ifMatch), present(ifNoneMatch));
    }

    boolean isPresent() {
        return ifMatch.isPresent() || ifNoneMatch.isPresent();
    }

    /** Returns which stored revisions a write may meet. */
    LongPredicate revision() {
        return revision -> ifMatch.map(header -> namesRevision(header, revision))
                        .orElse(true)
                && !ifNoneMatch.map(header -> namesRevision(header, revision)).orElse(false);
    }

    /** Returns whether the client has an answer with this tag already. */
    boolean knows(String tag) {
        return ifNoneMatch
                .map(header -> tags(header).stream().anyMatch(each -> each.equals("*") || each.equals(tag)))
                .orElse(false);
    }

    private static boolean namesRevision(String header, long revision) {
        String wanted = Long.toString(revision);
        return tags(header).stream().anyMatch(each -> each.equals("*") || each.split("-", 2)[0].equals(wanted));
    }

    private static List<String> tags(String header) {
        return Pattern.compile(",")
                .splitAsStream(header)
                .map(String::trim)
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .map(tag -> tag.group(1))
                .toList();
    }

    private static Optional<String> present(String header) {
        return Optional.ofNullable(header).filter(text -> !text.isBlank());
    }
}
