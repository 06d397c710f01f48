package org.trunkline.rating.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.rating.Deck;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.DeckVersion;

/** Decks as documents: an extension of the wire. */
final class DeckJson {
    static final String NAME = "name";

    private static final String CURRENCY = "currency";
    private static final String TIMEZONE = "timezone";
    private static final String INCREMENT = "rate_increment";
    private static final String MINIMUM = "rate_minimum";
    private static final String RETIRED = "retired";
    private static final int NAME_LENGTH_MAX = 128;
    private static final int TIMEZONE_LENGTH_MAX = 64;
    private static final Pattern CURRENCY_FORM = Pattern.compile("[A-Z]{3}");

    /** What a client may say of a deck. */
    record Wanted(DeckSettings settings, boolean retired) {}

    private DeckJson() {}

    static ObjectNode of(Deck deck) {
        ObjectNode document = settings(deck);
        document.put("id", deck.name()).put(NAME, deck.name());
        ObjectNode shown = document.putObject("_read_only");
        shown.put("account_id", deck.owner().value());
        shown.put("version", deck.inForce().number());
        var versions = shown.putArray("versions");
        for (DeckVersion version : deck.versions()) {
            versions.addObject()
                    .put("version", version.number())
                    .put("created", GregorianTime.of(version.created()))
                    .put("effective_from", GregorianTime.of(version.effective()))
                    .put("rates", version.rates())
                    .put("origin", version.origin());
        }
        return document;
    }

    /** Returns the part of the document that a client may write. */
    static ObjectNode settings(Deck deck) {
        DeckSettings settings = deck.settings();
        ObjectNode document = Json.object();
        settings.currency().ifPresent(code -> document.put(CURRENCY, code));
        settings.timezone().ifPresent(zone -> document.put(TIMEZONE, zone.getId()));
        document.put(INCREMENT, settings.incrementSeconds());
        document.put(MINIMUM, settings.minimumSeconds());
        document.put(RETIRED, deck.retired());
        return document;
    }

    /** @throws org.trunkline.kernel.InvalidException naming every field that is wrong */
    static Wanted wanted(ObjectNode document) {
        Checks checks = new Checks(document);
        Optional<String> currency = checks.string(CURRENCY, 3, 3, CURRENCY_FORM)
                .flatMap(code -> known(checks, CURRENCY, code, DeckJson::currency, "A currency of ISO 4217"));
        Optional<ZoneId> timezone = checks.string(TIMEZONE, 1, TIMEZONE_LENGTH_MAX)
                .flatMap(name -> known(checks, TIMEZONE, name, ZoneId::of, "A timezone such as America/New_York"));
        Optional<Long> increment = checks.integer(INCREMENT, 1, DeckSettings.SECONDS_MAX);
        Optional<Long> minimum = checks.integer(MINIMUM, 0, DeckSettings.SECONDS_MAX);
        Optional<Boolean> retired = checks.bool(RETIRED);
        checks.throwIfAny();
        return new Wanted(
                new DeckSettings(
                        currency,
                        timezone,
                        increment.map(Long::intValue).orElse(DeckSettings.DEFAULT.incrementSeconds()),
                        minimum.map(Long::intValue).orElse(DeckSettings.DEFAULT.minimumSeconds())),
                retired.orElse(false));
    }

    private static String currency(String code) {
        return Currency.getInstance(code).getCurrencyCode();
    }

    private static <T> Optional<T> known(
            Checks checks, String field, String text, Function<String, T> reader, String rule) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            checks.add(new FieldError(field, "invalid", rule, null, text, null));
            return Optional.empty();
        }
    }

    /** @throws org.trunkline.kernel.InvalidException if the document names no version in this field */
    static long version(ObjectNode document, String field) {
        Checks checks = new Checks(document).require(field);
        Optional<Long> version = checks.integer(field, 0, Long.MAX_VALUE);
        checks.throwIfAny();
        return version.orElseThrow();
    }

    /** @throws org.trunkline.kernel.InvalidException if the document has no name */
    static String name(ObjectNode document) {
        Checks checks = new Checks(document).require(NAME);
        Optional<String> name = checks.string(NAME, 1, NAME_LENGTH_MAX);
        checks.throwIfAny();
        return name.orElseThrow();
    }
}
