package org.trunkline.rating.rest.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.Direction;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rest.RestRequest;

/** Reads what a quote is asked for. */
final class QuoteRequests {
    private static final int OPTIONS_MAX = 64;

    private QuoteRequests() {}

    /** @param deck the deck that may be named; only where no account decides it */
    static QuoteRequest of(RestRequest request, String number, Optional<String> deck) {
        Optional<String> caller = request.value("caller_id_number").filter(text -> !text.isBlank());
        return new QuoteRequest(
                number,
                direction(request),
                caller,
                deck.filter(name -> !name.isBlank()),
                options(request),
                request.value("at").map(QuoteRequests::instant));
    }

    /** Flags of the call, separated by commas. */
    private static Set<String> options(RestRequest request) {
        return request.value("options").stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(option -> !option.isEmpty())
                .limit(OPTIONS_MAX)
                .collect(Collectors.toSet());
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidException(List.of(new FieldError(
                    "at", "format", "A date and time with an offset, such as 2026-12-31T22:00:00Z", null, text, null)));
        }
    }

    private static Direction direction(RestRequest request) {
        String name = request.value("direction").orElse(Direction.OUTBOUND.wireName());
        return Arrays.stream(Direction.values())
                .filter(direction -> direction.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidException(List.of(new FieldError(
                        "direction",
                        "enum",
                        "Value not found in enumerated list of values",
                        List.of("inbound", "outbound"),
                        name,
                        null))));
    }
}
