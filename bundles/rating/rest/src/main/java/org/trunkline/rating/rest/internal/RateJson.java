package org.trunkline.rating.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.Price;
import org.trunkline.rating.Quote;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateDocument;
import org.trunkline.rating.RatingService;

/** Rates as the wire shows them (crossbar-api §7.1). */
final class RateJson {
    private static final String DECK = "ratedeck_id";
    private static final String DEFAULT_DECK = "default_ratedeck_id";
    private static final String DISCOUNTS = "discounts";
    private static final String PERCENTAGE = "percentage";
    private static final int NAME_LENGTH_MAX = 128;

    private RateJson() {}

    /** What a customer may know: what it pays, never what its seller pays. */
    static ObjectNode of(Quote quote) {
        Rate rate = quote.rate();
        Price price = rate.price();
        ObjectNode answer = Json.object();
        answer.set("Base-Cost", Json.number(Money.fromMicros(quote.baseCostMicros())));
        answer.put("E164-Number", quote.e164());
        answer.put("Prefix", rate.prefix());
        answer.put("Rate", text(Money.fromNanos(price.perMinuteNanos())));
        answer.put("Rate-Description", rate.description());
        answer.put("Rate-ID", rate.id());
        answer.put("Rate-Increment", Integer.toString(price.incrementSeconds()));
        answer.put("Rate-Minimum", Integer.toString(price.minimumSeconds()));
        answer.put("Rate-Name", rate.name());
        answer.put("Rate-NoCharge-Time", Integer.toString(price.noChargeSeconds()));
        answer.put("Ratedeck-ID", rate.deck());
        answer.put("Surcharge", text(Money.fromNanos(price.surchargeNanos())));
        answer.put("Currency", quote.currency());
        answer.put("Rate-Currency", rate.currency());
        if (price.discountBasisPoints() > 0) {
            answer.set("Discount-Percentage", percentage(price.discountBasisPoints()));
        }
        return answer;
    }

    private static JsonNode percentage(int basisPoints) {
        BigDecimal percentage = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
        return Json.number(percentage.scale() < 0 ? percentage.setScale(0) : percentage);
    }

    private static String text(BigDecimal amount) {
        return amount.toPlainString();
    }

    static ObjectNode of(RateDocument rate) {
        return rate.document();
    }

    /** A row of the list. */
    static ObjectNode row(RateDocument rate) {
        ObjectNode row = Json.object().put("id", rate.id());
        put(row, "name", rate.document().get("rate_name"));
        put(row, "cost", rate.document().get("rate_cost"));
        put(row, "prefix", rate.document().get("prefix"));
        put(row, "description", rate.document().get("description"));
        put(row, "surcharge", rate.document().get("rate_surcharge"));
        put(row, "carrier", rate.document().get("carrier"));
        put(row, "rate_service", rate.document().get("rate_service"));
        return row;
    }

    private static void put(ObjectNode row, String key, JsonNode value) {
        if (value != null) {
            row.set(key, value);
        }
    }

    static ObjectNode deleted(RateDocument rate) {
        ObjectNode document = rate.document();
        document.putObject("_read_only").put("deleted", true);
        return document;
    }

    static ObjectNode decks(List<String> names) {
        ObjectNode answer = Json.object().put("default_ratedeck", RatingService.DECK_DEFAULT);
        names.forEach(answer.putArray("ratedecks")::add);
        return answer;
    }

    static ObjectNode of(DeckAssignment assignment) {
        ObjectNode document = Json.object();
        assignment.deck().ifPresent(name -> document.put(DECK, name));
        assignment.defaultDeck().ifPresent(name -> document.put(DEFAULT_DECK, name));
        if (!assignment.discounts().isEmpty()) {
            ObjectNode discounts = document.putObject(DISCOUNTS);
            new TreeMap<>(assignment.discounts())
                    .forEach((name, basisPoints) -> discounts.putObject(name).set(PERCENTAGE, percentage(basisPoints)));
        }
        return document;
    }

    static DeckAssignment assignment(AccountId account, ObjectNode document) {
        return new DeckAssignment(
                account, name(document, DECK), name(document, DEFAULT_DECK), discounts(document.path(DISCOUNTS)));
    }

    /** Discounts by class as KAZOO has them: {@code {"did_us":{"percentage":10}}}. */
    private static Map<String, Integer> discounts(JsonNode document) {
        if (!document.isMissingNode() && !document.isNull() && !document.isObject()) {
            throw wrong(DISCOUNTS, document, "Value did not match type(s): object");
        }
        Map<String, Integer> discounts = new HashMap<>();
        document.properties().forEach(each -> {
            String field = DISCOUNTS + "." + each.getKey() + "." + PERCENTAGE;
            JsonNode value = each.getValue().path(PERCENTAGE);
            if (!value.isNumber()) {
                throw wrong(field, value, "A percentage from 0 to 100 with at most two decimals");
            }
            discounts.put(each.getKey(), basisPoints(field, value));
        });
        return discounts;
    }

    private static int basisPoints(String field, JsonNode percentage) {
        BigDecimal points = percentage.decimalValue().movePointRight(2).stripTrailingZeros();
        boolean isInRange = points.signum() >= 0
                && points.compareTo(BigDecimal.valueOf(DeckAssignment.DISCOUNT_MAX_BASIS_POINTS)) <= 0;
        if (!isInRange || points.scale() > 0) {
            throw wrong(field, percentage, "A percentage from 0 to 100 with at most two decimals");
        }
        return points.intValueExact();
    }

    private static InvalidException wrong(String field, JsonNode value, String message) {
        return new InvalidException(List.of(new FieldError(field, "type", message, null, value, null)));
    }

    /** Null and the empty text name no deck. */
    private static Optional<String> name(ObjectNode document, String field) {
        JsonNode value = document.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > NAME_LENGTH_MAX) {
            throw new InvalidException(List.of(
                    new FieldError(field, "type", "Value did not match type(s): string", "string", value, null)));
        }
        return Optional.of(value.textValue()).filter(name -> !name.isEmpty());
    }

    /** Digits to look rates up by, without what people write around them. */
    static String digits(String prefix) {
        String digits = prefix.startsWith("+") ? prefix.substring(1) : prefix;
        if (!digits.matches("[0-9]{1,20}")) {
            throw new InvalidException("prefix", "pattern", "Failed to match pattern '[0-9]{1,20}'");
        }
        return new BigInteger(digits).toString();
    }
}
