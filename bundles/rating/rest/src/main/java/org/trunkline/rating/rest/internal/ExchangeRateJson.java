package org.trunkline.rating.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Money;
import org.trunkline.rating.ExchangeRate;

/** Exchange rates as documents: an extension of the wire. */
final class ExchangeRateJson {
    static final String FROM = "from";
    static final String TO = "to";

    private static final String RATE = "rate";
    private static final String VALID_FROM = "valid_from";
    private static final int TIME_LENGTH_MAX = 40;
    private static final BigDecimal RATE_MAX = Money.fromNanos(ExchangeRate.NANOS_MAX);

    private ExchangeRateJson() {}

    static ObjectNode of(ExchangeRate rate) {
        ObjectNode document = Json.object();
        document.put("id", rate.id()).put(FROM, rate.from()).put(TO, rate.to());
        document.set(RATE, Json.number(Money.fromNanos(rate.nanos())));
        return document.put(VALID_FROM, rate.validFrom().toString());
    }

    static ObjectNode deleted(ExchangeRate rate) {
        ObjectNode document = of(rate);
        document.putObject("_read_only").put("deleted", true);
        return document;
    }

    /**
     * @param now from when it is valid where the document does not say
     * @throws org.trunkline.kernel.InvalidException naming every field that is wrong
     */
    static ExchangeRate wanted(ObjectNode document, Instant now) {
        Checks checks = new Checks(document).require(FROM, TO, RATE);
        Optional<String> from = currency(checks, FROM);
        Optional<String> to = currency(checks, TO);
        if (from.isPresent() && from.equals(to)) {
            checks.add(new FieldError(TO, "invalid", "Another currency than " + FROM, null, to.get(), null));
        }
        Optional<Long> nanos = checks.decimal(RATE).flatMap(rate -> nanos(checks, rate));
        Optional<String> text = checks.string(VALID_FROM, 1, TIME_LENGTH_MAX);
        Optional<Instant> validFrom = text.flatMap(given -> time(checks, given));
        checks.throwIfAny();
        return new ExchangeRate(from.orElseThrow(), to.orElseThrow(), nanos.orElseThrow(), validFrom.orElse(now));
    }

    private static Optional<String> currency(Checks checks, String field) {
        return checks.string(field, 3, 3).flatMap(code -> {
            try {
                return Optional.of(Currency.getInstance(code).getCurrencyCode());
            } catch (IllegalArgumentException e) {
                checks.add(new FieldError(field, "invalid", "A currency of ISO 4217, such as EUR", null, code, null));
                return Optional.empty();
            }
        });
    }

    private static Optional<Long> nanos(Checks checks, BigDecimal rate) {
        if (rate.signum() <= 0 || rate.compareTo(RATE_MAX) > 0) {
            checks.add(new FieldError(
                    RATE,
                    "minimum",
                    "A rate is more than 0 and at most " + RATE_MAX.toPlainString(),
                    null,
                    rate,
                    null));
            return Optional.empty();
        }
        return checks.convert(() -> Money.toNanos(RATE, rate));
    }

    private static Optional<Instant> time(Checks checks, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(ExchangeRate.VALID_FROM_MAX)) {
                return Optional.of(time);
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        checks.add(new FieldError(
                VALID_FROM,
                "format",
                "A date and time since 1970 with an offset, such as 2026-12-31T22:00:00Z",
                null,
                text,
                null));
        return Optional.empty();
    }
}
