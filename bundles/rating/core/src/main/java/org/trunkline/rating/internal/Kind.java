package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;

/**
 * What many rates of a deck have in common: country, suffix, terms, filters, and every field that is stored without
 * being understood. A deck keeps each kind once. What is not given is not stored; defaults apply when rating.
 */
final class Kind {
    static final String ISO = "iso_country_code";
    static final String SUFFIX = "rate_suffix";
    /** An extension of the wire: what events the rate is for; calls where none is given. */
    static final String SERVICE = "rate_service";

    static final String SURCHARGE = "rate_surcharge";
    static final String INCREMENT = "rate_increment";
    static final String MINIMUM = "rate_minimum";
    static final String NO_CHARGE = "rate_nocharge_time";
    static final String WEIGHT = "weight";

    private static final String ISO_UNKNOWN = "XX";
    private static final int NOT_GIVEN = -1;

    private final String text;
    private final String iso;
    private final String idStart;
    private final String nameStart;
    /** The two as bytes of ASCII; null where they are none, or where ids have more than a prefix behind them. */
    private final byte[] plainIdStart;

    private final byte[] plainNameStart;
    private final String suffix;
    private final String service;
    private final long surchargeNanos;
    private final int incrementSeconds;
    private final int minimumSeconds;
    private final int noChargeSeconds;
    private final int weight;
    /** Null where every call passes. */
    private final RateFilter filter;

    private Kind(String text, ObjectNode document) {
        this.text = text;
        iso = document.path(ISO).asText("").toUpperCase(Locale.ROOT);
        idStart = isoOrUnknown() + '-';
        nameStart = iso.isEmpty() ? "" : iso + '_';
        suffix = document.path(SUFFIX).asText("");
        service = document.path(SERVICE).asText("");
        boolean isPlain = suffix.isEmpty() && service.isEmpty() && iso.chars().allMatch(Kind::isPlain);
        plainIdStart = isPlain ? idStart.getBytes(StandardCharsets.US_ASCII) : null;
        plainNameStart = isPlain ? nameStart.getBytes(StandardCharsets.US_ASCII) : null;
        JsonNode surcharge = document.path(SURCHARGE);
        surchargeNanos = surcharge.isNumber() ? Money.toNanos(SURCHARGE, surcharge.decimalValue()) : 0;
        incrementSeconds = document.path(INCREMENT).asInt(NOT_GIVEN);
        minimumSeconds = document.path(MINIMUM).asInt(NOT_GIVEN);
        noChargeSeconds = document.path(NO_CHARGE).asInt(0);
        weight = document.path(WEIGHT).asInt(0);
        filter = RateFilter.of(document);
    }

    private static boolean isPlain(int character) {
        return character > 0 && character < 0x80;
    }

    static Kind of(ObjectNode document) {
        return new Kind(Json.write(document), document);
    }

    static Kind parse(String text) {
        return new Kind(text, Json.parseObject(text));
    }

    String text() {
        return text;
    }

    ObjectNode document() {
        return Json.parseObject(text);
    }

    String iso() {
        return iso;
    }

    String isoOrUnknown() {
        return iso.isEmpty() ? ISO_UNKNOWN : iso;
    }

    /** Returns what the ids of its rates begin with. */
    String idStart() {
        return idStart;
    }

    /** Returns what the names of its rates begin with by default; empty where no country is given. */
    String nameStart() {
        return nameStart;
    }

    String suffix() {
        return suffix;
    }

    /** Returns {@link #idStart} as bytes, or null where ids of its rates are more than that and the prefix. */
    byte[] plainIdStart() {
        return plainIdStart;
    }

    /** Returns {@link #nameStart} as bytes, or null where {@link #plainIdStart} is. */
    byte[] plainNameStart() {
        return plainNameStart;
    }

    /** Returns what events its rates are for; empty for calls. */
    String service() {
        return service;
    }

    long surchargeNanos() {
        return surchargeNanos;
    }

    /** @param absent what holds where none is given */
    int incrementSeconds(int absent) {
        return incrementSeconds == NOT_GIVEN ? absent : incrementSeconds;
    }

    /** @param absent what holds where none is given */
    int minimumSeconds(int absent) {
        return minimumSeconds == NOT_GIVEN ? absent : minimumSeconds;
    }

    int noChargeSeconds() {
        return noChargeSeconds;
    }

    /** Returns 1..100, or 0 where none is given. */
    int weight() {
        return weight;
    }

    /** Returns whether its rates are for some calls only, or for none. */
    boolean isFiltered() {
        return filter != null || !service.isEmpty();
    }

    /** Returns whether both are for the same calls. */
    boolean isForTheSameCallsAs(Kind other) {
        return text.equals(other.text) || RateFilter.fields(document()).equals(RateFilter.fields(other.document()));
    }

    /** Returns whether its rates are for this call or event; their direction is not its matter. */
    boolean passes(Asked asked) {
        return service.equals(asked.service()) && (filter == null || filter.passes(asked));
    }
}
