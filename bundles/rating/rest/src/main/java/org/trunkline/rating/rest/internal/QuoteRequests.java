package org.trunkline.rating.rest.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.Direction;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rest.RestRequest;

/** Reads what a quote is asked for. */
final class QuoteRequests {
    private QuoteRequests() {}

    /** @param deck the deck that may be named; only where no account decides it */
    static QuoteRequest of(RestRequest request, String number, Optional<String> deck) {
        Optional<String> caller = request.value("caller_id_number").filter(text -> !text.isBlank());
        return new QuoteRequest(number, direction(request), caller, deck.filter(name -> !name.isBlank()));
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
