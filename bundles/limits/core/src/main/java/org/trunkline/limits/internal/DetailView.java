package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetail.AppliedRate;
import org.trunkline.limits.CallDetail.Charge;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.RateLookup;

/**
 * Shows detail records to one reader.
 *
 * @param reader the reader's account
 * @param visible the accounts of which it may know what they pay: its own and all below it
 * @param isRoot whether the reader is root, which alone knows what carriers cost
 * @param rates knows what currencies were worth
 */
record DetailView(AccountId reader, Predicate<AccountId> visible, boolean isRoot, RateLookup rates) {
    private static final int SIP_OK = 200;

    CallDetail of(StoredDetail stored) {
        ObjectNode json = Json.parseObject(stored.document());
        Optional<AccountId> refusedBy = text(json, "refused_by").map(AccountId::new);
        boolean hidden = refusedBy.isPresent() && !visible.test(refusedBy.get());
        Reason reason = hidden
                ? Reason.UPSTREAM_UNAVAILABLE
                : Reason.valueOf(stored.reason().toUpperCase(Locale.ROOT));
        List<Charge> charges = new ArrayList<>();
        json.path("charges").forEach(each -> charges.add(charge(each)));
        Optional<Charge> carrier = Optional.of(json.path("carrier"))
                .filter(each -> isRoot && each.isObject())
                .map(DetailView::charge);
        return new CallDetail(
                stored.id(),
                new CallKey(
                        json.path("switch_id").textValue(),
                        json.path("call_id").textValue(),
                        json.path("leg").textValue()),
                text(json, "account_id").map(AccountId::new),
                stored.direction(),
                json.path("from").asText(),
                json.path("to").asText(),
                json.path("number").asText(),
                stored.classification(),
                reason,
                hidden
                        ? sipCode(reason, stored.direction())
                        : json.path("sip_code").asInt(reason.allows() ? SIP_OK : 0),
                hangup(json),
                stored.recordedAt(),
                Instant.EPOCH.plus(json.path("ended_us").longValue(), ChronoUnit.MICROS),
                json.path("duration_seconds").longValue(),
                stored.billedSeconds(),
                stored.interactionId(),
                text(json, "other_leg_call_id"),
                stored.owner(),
                json.path("resource_type").asText(),
                texts(json.path("flags")),
                hidden ? Optional.empty() : refusedBy,
                charges.stream().filter(each -> visible.test(each.account())).toList(),
                carrier,
                margin(json.path("charges"), carrier, stored.startedAt()));
    }

    /** What the reader sold the call for less what it bought it for, in its own currency. */
    private OptionalLong margin(JsonNode charges, Optional<Charge> carrier, Instant startedAt) {
        Optional<JsonNode> sold = Optional.empty();
        Optional<Charge> bought = carrier;
        for (JsonNode each : charges) {
            if (each.path("account_id").asText().equals(reader.value())) {
                bought = Optional.of(charge(each));
                break;
            }
            sold = Optional.of(each);
        }
        if (bought.isEmpty() || sold.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong got = micros(sold.get(), bought.get().currency(), startedAt);
        return got.isPresent() ? OptionalLong.of(got.getAsLong() - bought.get().costMicros()) : got;
    }

    /**
     * What was paid, in a currency: that of the deck, in which the price was before it was exchanged, or by the exchange rate
     * of the time.
     */
    private OptionalLong micros(JsonNode paid, String currency, Instant at) {
        long micros = paid.path("cost_micros").longValue();
        String paidIn = paid.path("currency").asText();
        if (micros == 0 || paidIn.equals(currency)) {
            return OptionalLong.of(micros);
        }
        if (paid.has("deck_micros")
                && paid.path("rate").path("currency").asText().equals(currency)) {
            return OptionalLong.of(paid.path("deck_micros").longValue());
        }
        Optional<ExchangeRate> exchange = rates.exchange(paidIn, currency, at);
        return exchange.isPresent() ? OptionalLong.of(exchange.get().exchanged(micros)) : OptionalLong.empty();
    }

    private static int sipCode(Reason reason, Direction direction) {
        return direction == Direction.INBOUND ? reason.sipCodeInbound() : reason.sipCodeOutbound();
    }

    private static Hangup hangup(ObjectNode json) {
        OptionalInt sipCode =
                json.has("sip_code") ? OptionalInt.of(json.path("sip_code").intValue()) : OptionalInt.empty();
        OptionalLong duration = OptionalLong.of(json.path("duration_seconds").longValue());
        return new Hangup(
                json.path("hangup_cause").asText(), json.path("hangup_side").asText(), sipCode, duration);
    }

    private static Charge charge(JsonNode json) {
        JsonNode rate = json.path("rate");
        return new Charge(
                new AccountId(json.path("account_id").textValue()),
                Billing.valueOf(json.path("billing").textValue().toUpperCase(Locale.ROOT)),
                json.path("cost_micros").longValue(),
                json.path("currency").textValue(),
                json.path("charged_seconds").longValue(),
                json.path("allotment_seconds").longValue(),
                text(json, "entry_id"),
                rate.isObject() ? Optional.of(rate(rate)) : Optional.empty());
    }

    private static AppliedRate rate(JsonNode json) {
        return new AppliedRate(
                json.path("id").textValue(),
                json.path("name").textValue(),
                json.path("deck").textValue(),
                json.path("per_minute_nanos").longValue(),
                json.path("currency").textValue());
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.ofNullable(json.path(key).textValue());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.textValue()));
        return texts;
    }
}
