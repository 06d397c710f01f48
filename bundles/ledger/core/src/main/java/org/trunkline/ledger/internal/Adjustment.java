package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;

/**
 * The document of a grant, a refund or a correction, read and checked.
 *
 * @param amountMicros empty for all that there is to refund
 * @param signed whether the amount says by how much the balance changes; false for a refund
 * @param sourceId what the client calls it; only grants have one
 */
record Adjustment(
        Optional<Long> amountMicros, boolean signed, Optional<String> sourceId, String description, String metadata) {
    private static final int SOURCE_ID_LENGTH_MAX = 256;

    /** @param minimumMicros the smallest credit; any amount may be taken back */
    static Adjustment grant(ObjectNode document, long minimumMicros) {
        Checks checks = new Checks(document).require("amount");
        Optional<Long> amount = amount(checks);
        refuse(checks, amount.filter(micros -> micros >= 0 && micros < minimumMicros), minimumMicros);
        checks.object("source");
        Optional<String> sourceId = checks.string("source.id", 1, SOURCE_ID_LENGTH_MAX);
        return read(checks, amount, true, sourceId);
    }

    static Adjustment refund(ObjectNode document) {
        Checks checks = new Checks(document);
        Optional<Long> amount = amount(checks);
        refuse(checks, amount.filter(micros -> micros < 1), 1);
        return read(checks, amount, false, Optional.empty());
    }

    static Adjustment correction(ObjectNode document) {
        Checks checks = new Checks(document).require("amount", "description");
        checks.string("description", 1, ManualEntry.DESCRIPTION_LENGTH_MAX);
        Optional<Long> amount = amount(checks);
        amount.filter(micros -> micros == 0)
                .ifPresent(none ->
                        checks.add(FieldError.of("amount", "disallow", "A correction adds or takes off: not 0")));
        return read(checks, amount, true, Optional.empty());
    }

    private static Adjustment read(Checks checks, Optional<Long> amount, boolean signed, Optional<String> sourceId) {
        String description = checks.string("description", 0, ManualEntry.DESCRIPTION_LENGTH_MAX)
                .orElse("");
        String metadata = ManualEntry.metadata(checks);
        checks.throwIfAny();
        return new Adjustment(amount, signed, sourceId, description, metadata);
    }

    private static Optional<Long> amount(Checks checks) {
        return checks.decimal("amount").flatMap(value -> checks.convert(() -> Money.toMicros("amount", value)));
    }

    private static void refuse(Checks checks, Optional<Long> tooSmall, long minimumMicros) {
        tooSmall.ifPresent(micros -> checks.add(ManualEntry.tooSmall(micros, minimumMicros)));
    }

    /**
     * Returns the metadata of what corrects an entry: those of the entry, so that lists of calls show who called whom there
     * too, and what the request says besides.
     */
    String metadataOf(Optional<Entry> corrected) {
        if (corrected.isEmpty()) {
            return metadata;
        }
        ObjectNode both = Json.parseObject(corrected.get().line().metadata());
        both.setAll(Json.parseObject(metadata));
        return Json.write(both);
    }

    /** Returns whether an entry is what this request would have made; a refund has no sign of its own. */
    boolean made(Entry entry, Optional<Entry> corrected) {
        PostingLine line = entry.line();
        return amountMicros
                        .map(micros -> micros == (signed ? line.amountMicros() : Math.abs(line.amountMicros())))
                        .orElse(true)
                && sourceId.map(id -> id.equals(line.source().id())).orElse(true)
                && description.equals(line.description())
                && metadataOf(corrected).equals(line.metadata())
                && corrected.map(Entry::id).equals(line.correctionOf());
    }
}
