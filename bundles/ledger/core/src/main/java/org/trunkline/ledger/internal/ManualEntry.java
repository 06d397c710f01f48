package org.trunkline.ledger.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.PostingLine;

/** The document of a credit or a debit (crossbar-api §6.2), read and checked. */
record ManualEntry(
        long amountMicros,
        PostingLine.Source source,
        PostingLine.Usage usage,
        PostingLine.Period period,
        String description,
        String metadata) {
    static final int DESCRIPTION_LENGTH_MAX = 1_000;
    private static final int METADATA_LENGTH_MAX = 32_000;

    /** Gregorian seconds of the years 1970 to 2200. */
    private static final long SECONDS_MIN = GregorianTime.UNIX_OFFSET_SECONDS;

    private static final long SECONDS_MAX = SECONDS_MIN + 230L * 366 * 24 * 3600;

    /** @param minimumMicros the smallest amount that is accepted */
    static ManualEntry read(ObjectNode document, long minimumMicros, Instant now) {
        Checks checks = new Checks(document)
                .require("amount", "source.service", "source.id", "usage.type", "usage.quantity", "usage.unit");
        Optional<Long> amount =
                checks.decimal("amount").flatMap(value -> checks.convert(() -> Money.toMicros("amount", value)));
        amount.filter(micros -> micros < minimumMicros)
                .ifPresent(micros -> checks.add(tooSmall(micros, minimumMicros)));
        String service = checks.string("source.service", 1, 128).orElse("");
        String id = checks.string("source.id", 1, 256).orElse("");
        String type = checks.string("usage.type", 1, 128).orElse("");
        long quantity =
                checks.integer("usage.quantity", 0, Long.MAX_VALUE / 1_000).orElse(0L);
        String unit = checks.string("usage.unit", 1, 64).orElse("");
        String description =
                checks.string("description", 0, DESCRIPTION_LENGTH_MAX).orElse("");
        checks.object("period");
        Optional<Instant> start =
                checks.integer("period.start", SECONDS_MIN, SECONDS_MAX).map(GregorianTime::toInstant);
        Optional<Instant> end =
                checks.integer("period.end", SECONDS_MIN, SECONDS_MAX).map(GregorianTime::toInstant);
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            checks.add(FieldError.of("period.end", "minimum", "The period must not end before it starts"));
        }
        String metadata = metadata(checks);
        if (service.equals(Rollovers.SERVICE)) {
            checks.add(FieldError.of("source.service", "enum", "Rollovers are computed, not posted"));
        }
        checks.throwIfAny();
        Instant from = start.orElse(now);
        return new ManualEntry(
                amount.orElseThrow(),
                new PostingLine.Source(service, id),
                new PostingLine.Usage(type, quantity, unit),
                new PostingLine.Period(
                        from, end.filter(to -> !to.isBefore(from)).orElse(from)),
                description,
                metadata);
    }

    static FieldError tooSmall(long micros, long minimumMicros) {
        return new FieldError(
                "amount",
                "minimum",
                "Value must be at least " + Money.fromMicros(minimumMicros).toPlainString(),
                Money.fromMicros(minimumMicros),
                Money.fromMicros(micros),
                null);
    }

    /** Returns the open object {@code metadata} as text. */
    static String metadata(Checks checks) {
        String metadata = Json.write(checks.object("metadata").orElseGet(Json::object));
        if (metadata.length() > METADATA_LENGTH_MAX) {
            checks.add(FieldError.of(
                    "metadata", "maxLength", "Metadata must not be more than " + METADATA_LENGTH_MAX + " characters"));
        }
        return metadata;
    }
}
