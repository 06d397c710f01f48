package org.trunkline.ledger.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** What makes a change of the past visible: the fingerprint of a posting and the hash chain of an account. */
public final class Seals {
    /** The hash before the first entry of an account. */
    public static final String FIRST = "";

    private Seals() {}

    /** Returns the same text for the same lines; says nothing of the key. */
    public static String fingerprint(Posting posting) {
        StringBuilder text = new StringBuilder(512);
        posting.lines().forEach(line -> append(text, line));
        return digest(text);
    }

    /** Returns the hash of an entry, given the hash of the entry before it. */
    public static String link(String previous, Entry entry, long serviceAmountMicros, long serviceQuantity) {
        StringBuilder text = new StringBuilder(512);
        append(text, previous);
        append(text, entry.id());
        append(text, entry.key());
        append(text, entry.line());
        append(text, entry.sequence());
        append(text, entry.balanceMicros());
        append(text, entry.postedAt());
        append(text, entry.executor());
        append(text, serviceAmountMicros);
        append(text, serviceQuantity);
        return digest(text);
    }

    private static void append(StringBuilder text, PostingLine line) {
        append(text, line.account().value());
        append(text, line.amountMicros());
        append(text, line.currency());
        append(text, line.contra().owner());
        append(text, line.contra().name());
        append(text, line.source().service());
        append(text, line.source().id());
        append(text, line.usage().type());
        append(text, line.usage().quantity());
        append(text, line.usage().unit());
        line.period()
                .ifPresentOrElse(
                        period -> {
                            append(text, period.start());
                            append(text, period.end());
                        },
                        () -> append(text, "-"));
        append(text, line.callingAccount().value());
        append(text, line.description());
        append(text, line.metadata());
        append(text, line.correctionOf().orElse("-"));
    }

    /** The length goes first, so that no two lists of fields give the same text. */
    private static void append(StringBuilder text, String field) {
        text.append(field.length()).append(':').append(field);
    }

    private static void append(StringBuilder text, long field) {
        text.append(field).append(';');
    }

    private static void append(StringBuilder text, Instant field) {
        append(text, ChronoUnit.MICROS.between(Instant.EPOCH, field));
    }

    private static String digest(StringBuilder text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
