package org.trunkline.ledger.spi;

import org.trunkline.kernel.InvalidException;
import org.trunkline.ledger.PostingLine;

/** How long the texts of an entry may be, in every store. */
final class LineBounds {
    private static final int CURRENCY_LENGTH_MAX = 3;
    private static final int OWNER_LENGTH_MAX = 80;
    private static final int CONTRA_LENGTH_MAX = 120;
    private static final int SERVICE_LENGTH_MAX = 128;
    private static final int SOURCE_ID_LENGTH_MAX = 300;
    private static final int USAGE_TYPE_LENGTH_MAX = 128;
    private static final int UNIT_LENGTH_MAX = 64;
    private static final int DESCRIPTION_LENGTH_MAX = 2_000;
    private static final int METADATA_LENGTH_MAX = 1_000_000;
    private static final int ENTRY_ID_LENGTH_MAX = 48;
    private static final int THRESHOLD_LENGTH_MAX = 64;
    private static final int EXECUTOR_LENGTH_MAX = 128;

    private LineBounds() {}

    static void check(PostingLine line) {
        check("currency", line.currency(), CURRENCY_LENGTH_MAX);
        check("contra.owner", line.contra().owner(), OWNER_LENGTH_MAX);
        check("contra.name", line.contra().name(), CONTRA_LENGTH_MAX);
        check("source.service", line.source().service(), SERVICE_LENGTH_MAX);
        check("source.id", line.source().id(), SOURCE_ID_LENGTH_MAX);
        check("usage.type", line.usage().type(), USAGE_TYPE_LENGTH_MAX);
        check("usage.unit", line.usage().unit(), UNIT_LENGTH_MAX);
        check("description", line.description(), DESCRIPTION_LENGTH_MAX);
        check("metadata", line.metadata(), METADATA_LENGTH_MAX);
        line.correctionOf().ifPresent(id -> check("correction_of", id, ENTRY_ID_LENGTH_MAX));
    }

    static void checkThreshold(String name) {
        check("threshold", name, THRESHOLD_LENGTH_MAX);
    }

    /** Names are free text: money is not held up because somebody has a long one. */
    static String executor(String name) {
        String printable = name.replace('\0', ' ');
        return printable.length() > EXECUTOR_LENGTH_MAX ? printable.substring(0, EXECUTOR_LENGTH_MAX) : printable;
    }

    private static void check(String field, String text, int lengthMax) {
        if (text.length() > lengthMax) {
            throw new InvalidException(field, "maxLength", "String must not be more than " + lengthMax + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidException(field, "pattern", "String must not contain the character NUL");
        }
    }
}
