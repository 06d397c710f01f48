package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetail.Charge;
import org.trunkline.rating.Direction;

/**
 * One call attempt as a row of the wire: all columns in their order, empty where nothing is known (crossbar-numbers N2).
 *
 * @param utcOffsetSeconds shifts the column {@code datetime}
 * @param forReseller the reader is a reseller and gets the columns for resellers
 */
record CdrRow(long utcOffsetSeconds, boolean forReseller) {
    private static final DateTimeFormatter DATE_TIME = formatter("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DATE = formatter("uuuu-MM-dd");
    private static final DateTimeFormatter ISO = formatter("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter RFC_1036 = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

    private static final List<String> COLUMNS = List.of(
            "id",
            "call_id",
            "caller_id_number",
            "caller_id_name",
            "callee_id_number",
            "callee_id_name",
            "duration_seconds",
            "billing_seconds",
            "timestamp",
            "hangup_cause",
            "other_leg_call_id",
            "owner_id",
            "to",
            "from",
            "direction",
            "request",
            "authorizing_id",
            "cost",
            "dialed_number",
            "calling_from",
            "datetime",
            "unix_timestamp",
            "unix_timestamp_micro",
            "rfc_1036",
            "iso_8601",
            "iso_8601_combined",
            "call_type",
            "rate",
            "rate_name",
            "bridge_id",
            "recording_url",
            "media_recordings",
            "media_server",
            "call_priority",
            "interaction_id");
    private static final List<String> RESELLER_COLUMNS = List.of("reseller_cost", "reseller_call_type");

    /** Costs stand in units of 1/10000. */
    private static final int UNIT_DECIMALS = 4;

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Returns the names of all columns in their order. */
    List<String> columns() {
        return forReseller
                ? Stream.concat(COLUMNS.stream(), RESELLER_COLUMNS.stream()).toList()
                : COLUMNS;
    }

    /** @param account whose list it is */
    ObjectNode of(CallDetail call, AccountId account) {
        Instant start = start(call);
        Optional<Charge> charge = call.charge(account);
        ObjectNode row = Json.object()
                .put("id", call.id())
                .put("call_id", call.key().callId())
                .put("caller_id_number", user(call.from()))
                .put("caller_id_name", "")
                .put("callee_id_number", call.number())
                .put("callee_id_name", "")
                .put("duration_seconds", call.durationSeconds())
                .put("billing_seconds", call.billedSeconds())
                .put("timestamp", Long.toString(GregorianTime.of(start)))
                .put("hangup_cause", hangupCause(call))
                .put("other_leg_call_id", call.otherLegCallId().orElse(""))
                .put("owner_id", call.owner().map(UserId::value).orElse(""))
                .put("to", call.to())
                .put("from", call.from())
                .put("direction", call.direction().wireName())
                .put("request", call.to())
                .put("authorizing_id", "")
                .put("cost", units(charge))
                .put("dialed_number", user(call.to()))
                .put("calling_from", user(call.from()))
                .put("datetime", DATE_TIME.format(start.plusSeconds(utcOffsetSeconds)))
                .put("unix_timestamp", Long.toString(start.getEpochSecond()))
                .put("unix_timestamp_micro", ChronoUnit.MICROS.between(Instant.EPOCH, start))
                .put("rfc_1036", RFC_1036.format(start))
                .put("iso_8601", DATE.format(start))
                .put("iso_8601_combined", ISO.format(start))
                .put("call_type", charge.map(each -> each.billing().wireName()).orElse(""))
                .put("rate", rate(charge))
                .put(
                        "rate_name",
                        charge.flatMap(Charge::rate)
                                .map(CallDetail.AppliedRate::name)
                                .orElse(""))
                .put("bridge_id", "")
                .put("recording_url", "");
        row.putArray("media_recordings");
        row.put("media_server", "").put("call_priority", "").put("interaction_id", call.interactionId());
        if (forReseller) {
            row.put("reseller_cost", units(call.resellerCharge()));
            row.put(
                    "reseller_call_type",
                    call.resellerCharge().map(each -> each.billing().wireName()).orElse(""));
        }
        return row;
    }

    /** A refusal has no cause of its own on the wire: its reason stands there. */
    static String hangupCause(CallDetail call) {
        return call.reason().allows() ? call.hangup().cause() : call.reason().name();
    }

    static Instant start(CallDetail call) {
        return call.endedAt().minusSeconds(call.durationSeconds());
    }

    static boolean isInbound(CallDetail call) {
        return call.direction() == Direction.INBOUND;
    }

    static String user(String address) {
        int at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    static String rate(Optional<Charge> charge) {
        return charge.flatMap(Charge::rate)
                .map(rate -> Money.fromNanos(rate.perMinuteNanos()).toPlainString())
                .orElse("0");
    }

    /** What was charged, in units of 1/10000; no digit is lost. */
    static String units(Optional<Charge> charge) {
        return charge.map(each -> Money.fromMicros(each.costMicros()).movePointRight(UNIT_DECIMALS))
                .map(BigDecimal::stripTrailingZeros)
                .map(BigDecimal::toPlainString)
                .orElse("0");
    }
}
