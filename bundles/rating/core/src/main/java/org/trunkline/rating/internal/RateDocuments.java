package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;

/** Rates as documents of the wire (crossbar-api §7.1), checked and back. */
final class RateDocuments {
    static final String PREFIX = "prefix";
    static final String COST = "rate_cost";
    static final String INTERNAL_COST = "internal_rate_cost";
    static final String DIRECTION = "direction";
    static final String DESCRIPTION = "description";
    static final String NAME = "rate_name";

    static final Pattern PREFIX_FORM = Pattern.compile("[1-9][0-9]{0,19}");
    static final String PREFIX_RULE = "A prefix is 1 to 20 digits of E.164, without + and without a leading 0";
    /** The prefix of events with any number or none. */
    static final String ANY_NUMBER = "0";

    private static final String ID = "id";
    private static final String DECK = "ratedeck_id";
    private static final String INBOUND = "inbound";
    private static final String OUTBOUND = "outbound";
    static final String EVENT_RULE = "Rates of events have no " + DIRECTION + " and nothing else that is about calls";
    private static final String ROUTE_RULE = "A route is a regular expression of RE2, such as ^\\+?4420.+$";
    private static final int TEXT_LENGTH_MAX = 1_024;
    private static final int NAME_LENGTH_MAX = 128;
    private static final int LIST_SIZE_MAX = 64;
    private static final int SECONDS_MAX = 86_400;
    private static final int WEIGHT_MAX = 100;
    /** Two letters of ISO 3166, or three digits of UN M.49 for what is no country, such as 001 of satellites. */
    private static final Pattern ISO_FORM = Pattern.compile("[A-Za-z]{2}|[0-9]{3}");

    private static final Pattern SERVICE_FORM = Pattern.compile("[a-z0-9_-]{1,32}");
    /** What says something of calls only; left standing it would seem to count. */
    private static final List<String> OF_CALLS =
            List.of(Kind.INCREMENT, Kind.MINIMUM, Kind.NO_CHARGE, RateFilter.CALLERS, RateFilter.OPTIONS);

    /** What nobody reads but people. */
    private static final List<String> FREE_TEXTS = List.of("carrier", "rate_version");

    private static final Pattern SUFFIX_FORM = Pattern.compile("[A-Za-z0-9_.-]{1,32}");
    private static final Pattern CALLERS_FORM = Pattern.compile("[0-9]{1,20}(:[0-9]{1,20})*");

    private RateDocuments() {}

    /**
     * Reads what a client sent.
     *
     * @throws InvalidException naming every field that is wrong
     */
    static RateRow fromClient(ObjectNode sent) {
        Checks checks = new Checks(sent).size(Checks.DOCUMENT_LENGTH_MAX);
        FREE_TEXTS.forEach(field -> checks.string(field, 0, TEXT_LENGTH_MAX));
        return read(sent, checks.errors());
    }

    /** @param wrong what is known to be wrong already */
    private static RateRow read(ObjectNode sent, List<FieldError> wrong) {
        ObjectNode document = sent.deepCopy();
        document.remove(List.of(ID, DECK));
        Checks checks = new Checks(document).require(PREFIX, COST);
        wrong.forEach(checks::add);
        Optional<String> prefix = prefix(document, checks);
        Optional<Long> rate = price(checks, COST);
        Optional<Long> internal = price(checks, INTERNAL_COST);
        int directions = directions(document.path(DIRECTION), checks);
        Optional<String> description = checks.string(DESCRIPTION, 0, TEXT_LENGTH_MAX);
        Optional<String> name = checks.string(NAME, 0, NAME_LENGTH_MAX);
        checkForEvents(document.path(Kind.SERVICE).asText("").isEmpty(), directions, prefix.orElse(""), checks);
        document.remove(List.of(PREFIX, COST, INTERNAL_COST, DESCRIPTION, NAME, DIRECTION));
        prefix.ifPresent(digits -> removeDefaultRoute(document, digits));
        Optional<Kind> kind = kind(document, checks);
        checks.throwIfAny();
        return new RateRow(
                prefix.orElseThrow(),
                directions,
                rate.orElseThrow(),
                internal.orElse(RateRow.NO_COST),
                description.orElse(""),
                name.orElse(""),
                kind.orElseThrow(),
                false);
    }

    /** What says nothing is not kept: it would make a kind of its own of every rate. */
    private static void removeDefaultRoute(ObjectNode document, String prefix) {
        JsonNode routes = document.path(RateFilter.ROUTES);
        if (routes.size() == 1 && routes.path(0).asText().equals(defaultRoute(prefix))) {
            document.remove(RateFilter.ROUTES);
        }
    }

    /** Reads a document that {@link #toStored} wrote. */
    static RateRow stored(String id, String text) {
        RateRow row = read(Json.parseObject(text), List.of());
        return row.withTail(!row.id().equals(id));
    }

    static String toStored(RateRow row) {
        return Json.write(given(row));
    }

    /** Returns the rate as the wire shows it, with what follows from the rest. */
    static ObjectNode toWire(RateRow row, String deck) {
        ObjectNode document = given(row);
        document.put(ID, row.id());
        document.put(DECK, deck);
        document.put(NAME, row.shownName());
        document.put(Kind.WEIGHT, row.weight());
        if (!document.has(RateFilter.ROUTES) && row.kind().service().isEmpty()) {
            document.putArray(RateFilter.ROUTES).add(defaultRoute(row.prefix()));
        }
        return document;
    }

    /** Returns the fields that the rate gives itself. */
    static ObjectNode given(RateRow row) {
        ObjectNode document = row.kind().document();
        document.set(PREFIX, Json.nodes().numberNode(new BigInteger(row.prefix())));
        document.set(COST, Json.number(Money.fromNanos(row.rateNanos())));
        if (row.internalNanos() != RateRow.NO_COST) {
            document.set(INTERNAL_COST, Json.number(Money.fromNanos(row.internalNanos())));
        }
        if (row.directions() != 0) {
            ArrayNode directions = document.putArray(DIRECTION);
            if ((row.directions() & RateRow.IN) != 0) {
                directions.add(INBOUND);
            }
            if ((row.directions() & RateRow.OUT) != 0) {
                directions.add(OUTBOUND);
            }
        }
        if (!row.description().isEmpty()) {
            document.put(DESCRIPTION, row.description());
        }
        if (!row.name().isEmpty()) {
            document.put(NAME, row.name());
        }
        return document;
    }

    static OptionalLong optional(long internalNanos) {
        return internalNanos == RateRow.NO_COST ? OptionalLong.empty() : OptionalLong.of(internalNanos);
    }

    /** Checks the fields that kinds have; the document has nothing else that is understood. */
    static Optional<Kind> kind(ObjectNode document, Checks checks) {
        int before = checks.errors().size();
        checks.string(Kind.ISO, 2, 3, ISO_FORM);
        checks.string(Kind.SUFFIX, 0, 32, SUFFIX_FORM);
        checks.string(Kind.SERVICE, 0, 32, SERVICE_FORM)
                .filter(service -> !service.isEmpty())
                .ifPresent(service -> OF_CALLS.stream()
                        .filter(document::hasNonNull)
                        .forEach(field -> checks.add(
                                new FieldError(field, "forbidden", EVENT_RULE, null, document.path(field), null))));
        price(checks, Kind.SURCHARGE);
        checks.integer(Kind.INCREMENT, 1, SECONDS_MAX);
        checks.integer(Kind.MINIMUM, 0, SECONDS_MAX);
        checks.integer(Kind.NO_CHARGE, 0, SECONDS_MAX);
        checks.integer(Kind.WEIGHT, 1, WEIGHT_MAX);
        checks.string(RateFilter.CALLERS, 0, TEXT_LENGTH_MAX, CALLERS_FORM);
        checks.strings(RateFilter.ROUTES, LIST_SIZE_MAX, TEXT_LENGTH_MAX)
                .ifPresent(routes -> routes.forEach(
                        route -> readable(checks, RateFilter.ROUTES, route, RateFilter::route, ROUTE_RULE)));
        readable(checks, RateFilter.VALID_FROM, Deadline::parse, Deadline.RULE);
        readable(checks, RateFilter.VALID_UNTIL, Deadline::parse, Deadline.RULE);
        readable(checks, RateFilter.WINDOWS, TimeWindows::parse, TimeWindows.RULE);
        checks.strings(RateFilter.OPTIONS, LIST_SIZE_MAX, TEXT_LENGTH_MAX);
        return checks.errors().size() == before ? Optional.of(Kind.of(document)) : Optional.empty();
    }

    private static void readable(Checks checks, String field, Consumer<String> reader, String rule) {
        checks.string(field, 0, TEXT_LENGTH_MAX)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> readable(checks, field, text, reader, rule));
    }

    private static void readable(Checks checks, String field, String text, Consumer<String> reader, String rule) {
        try {
            reader.accept(text);
        } catch (IllegalArgumentException e) {
            checks.add(new FieldError(field, "invalid", rule, null, text, null));
        }
    }

    /** Returns the routes that a rate has where none are given. */
    static String defaultRoute(String prefix) {
        return "^\\+?" + prefix + ".+$";
    }

    private static Optional<Long> price(Checks checks, String field) {
        return checks.decimal(field).flatMap(value -> checks.convert(() -> nanos(field, value)));
    }

    /** @throws InvalidException if the price is negative, too large, or has more than nine decimals */
    static long nanos(String field, BigDecimal price) {
        if (price.signum() < 0) {
            throw new InvalidException(
                    List.of(new FieldError(field, "minimum", "Value must be at least 0", 0, price, null)));
        }
        return Money.toNanos(field, price);
    }

    private static Optional<String> prefix(ObjectNode document, Checks checks) {
        JsonNode node = document.path(PREFIX);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        String prefix = node.asText();
        if (!node.isTextual() && !node.isIntegralNumber() || !isPrefix(prefix)) {
            checks.add(new FieldError(PREFIX, "pattern", PREFIX_RULE, PREFIX_FORM.pattern(), node, null));
            return Optional.empty();
        }
        return Optional.of(prefix);
    }

    /** Returns whether it is a prefix; of events it may be {@link #ANY_NUMBER}. */
    static boolean isPrefix(String prefix) {
        return prefix.equals(ANY_NUMBER) || PREFIX_FORM.matcher(prefix).matches();
    }

    private static void checkForEvents(boolean isForCalls, int directions, String prefix, Checks checks) {
        if (isForCalls && prefix.equals(ANY_NUMBER)) {
            checks.add(new FieldError(PREFIX, "pattern", PREFIX_RULE, PREFIX_FORM.pattern(), prefix, null));
        }
        if (!isForCalls && directions != 0) {
            checks.add(new FieldError(DIRECTION, "forbidden", EVENT_RULE, null, null, null));
        }
    }

    private static int directions(JsonNode node, Checks checks) {
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        int directions = 0;
        for (JsonNode each : node.isArray() ? node : Json.nodes().arrayNode().add(node)) {
            int direction = direction(each.asText());
            if (direction == 0) {
                checks.add(directionError(each));
            }
            directions |= direction;
        }
        return directions;
    }

    /** Returns the direction of this name, or 0. */
    static int direction(String name) {
        return name.equals(INBOUND) ? RateRow.IN : name.equals(OUTBOUND) ? RateRow.OUT : 0;
    }

    static FieldError directionError(Object value) {
        return new FieldError(
                DIRECTION,
                "enum",
                "Value not found in enumerated list of values",
                List.of(INBOUND, OUTBOUND),
                value,
                null);
    }
}
