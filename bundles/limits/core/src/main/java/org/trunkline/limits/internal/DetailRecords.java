package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.CallSettlement.LevelCharge;
import org.trunkline.limits.spi.DetailKey;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;

/** Makes the detail records of call attempts; {@link DetailView} reads their documents. */
final class DetailRecords {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuuMM").withZone(ZoneOffset.UTC);

    /** A call does not ring longer: when more has passed, its times come from another clock. */
    private static final long RINGING_SECONDS_MAX = 600;

    private DetailRecords() {}

    static StoredDetail of(EndedCall ended, CallSettlement settlement) {
        CallEntry call = ended.call();
        Optional<Rate> rate = call.levels().stream().findFirst().flatMap(CallEntry.Level::rate);
        ObjectNode document = document(
                call.key(),
                call.account(),
                call.from(),
                call.to(),
                call.number(),
                call.facts().otherLegCallId(),
                call.facts().resourceType());
        ended.hangup().sipCode().ifPresent(code -> document.put("sip_code", code));
        document.put("hangup_cause", ended.hangup().cause())
                .put("hangup_side", ended.hangup().side())
                .put("ended_us", DetailKey.micros(ended.endedAt()))
                .put("duration_seconds", durationSeconds(ended));
        ended.flags().forEach(document.putArray("flags")::add);
        var charges = document.putArray("charges");
        for (int i = 0; i < call.levels().size(); i++) {
            charges.add(charge(settlement.levels().get(i), call.levels().get(i), ended.billedSeconds()));
        }
        call.facts()
                .carrier()
                .ifPresent(carrier -> document.set(
                        "carrier", charge(settlement.carrier().orElseThrow(), carrier, ended.billedSeconds())));
        return new StoredDetail(
                id(call.key(), call.authorizedAt()),
                call.account().orElse(call.partition()),
                ended.endedAt(),
                call.authorizedAt(),
                interactionId(call.conversation()),
                call.direction(),
                call.isEmergency() ? "emergency" : call.classification(),
                call.reason().wireName(),
                rate.map(Rate::name),
                call.facts().owner(),
                ended.billedSeconds(),
                Json.write(document));
    }

    /**
     * Returns the record of an attempt that was refused.
     *
     * @param root in whose list it stands when nobody knows the account
     */
    static StoredDetail refused(
            CallAttempt attempt, Refusal refusal, Optional<Question> question, AccountId root, Instant now) {
        Optional<AccountId> account =
                question.map(asked -> asked.levels().get(0).account().id());
        boolean inbound = attempt.direction() == Direction.INBOUND;
        ObjectNode document = document(
                attempt.key(),
                account,
                attempt.from(),
                attempt.to(),
                question.map(Question::number).orElse(attempt.to()),
                attempt.otherLegCallId(),
                attempt.resourceType());
        document.put(
                        "sip_code",
                        inbound
                                ? refusal.reason().sipCodeInbound()
                                : refusal.reason().sipCodeOutbound())
                .put("ended_us", DetailKey.micros(now));
        refusal.by().ifPresent(by -> document.put("refused_by", by.value()));
        String conversation = attempt.key().switchId() + "/"
                + attempt.otherLegCallId().orElse(attempt.key().callId());
        return new StoredDetail(
                id(attempt.key(), now),
                account.orElse(root),
                now,
                now,
                interactionId(question.map(Question::conversation).orElse(conversation)),
                attempt.direction(),
                question.map(Question::classification).orElse("unknown"),
                refusal.reason().wireName(),
                Optional.empty(),
                attempt.owner(),
                0,
                Json.write(document));
    }

    private static ObjectNode document(
            CallKey key,
            Optional<AccountId> account,
            String from,
            String to,
            String number,
            Optional<String> otherLeg,
            String resourceType) {
        ObjectNode document = Json.object()
                .put("switch_id", key.switchId())
                .put("call_id", key.callId())
                .put("leg", key.leg())
                .put("from", from)
                .put("to", to)
                .put("number", number)
                .put("resource_type", resourceType);
        account.ifPresent(id -> document.put("account_id", id.value()));
        otherLeg.ifPresent(id -> document.put("other_leg_call_id", id));
        return document;
    }

    private static ObjectNode charge(LevelCharge charge, CallEntry.Level payer, long seconds) {
        ObjectNode json = Json.object()
                .put("account_id", charge.account().value())
                .put("billing", charge.billing().wireName())
                .put("cost_micros", -charge.amountMicros())
                .put("currency", charge.currency())
                .put("charged_seconds", charge.chargedSeconds());
        if (charge.allotmentSeconds() > 0) {
            json.put("allotment_seconds", charge.allotmentSeconds());
        }
        charge.entryId().ifPresent(id -> json.put("entry_id", id));
        payer.rate()
                .map(Rate::price)
                .filter(price -> charge.amountMicros() != 0 && price.exchangeNumerator() != price.exchangeDenominator())
                .ifPresent(
                        price -> json.put("deck_micros", price.exchanged(1, 1).costMicros(seconds)));
        payer.rate().ifPresent(rate -> json.putObject("rate")
                .put("id", rate.id())
                .put("name", rate.name())
                .put("deck", rate.deck())
                .put("per_minute_nanos", rate.price().perMinuteNanos())
                .put("currency", rate.currency()));
        return json;
    }

    private static long durationSeconds(EndedCall ended) {
        if (ended.hangup().durationSeconds().isPresent()) {
            return Math.max(
                    ended.billedSeconds(), ended.hangup().durationSeconds().getAsLong());
        }
        long passed =
                Duration.between(ended.call().authorizedAt(), ended.endedAt()).toSeconds();
        boolean plausible = passed >= ended.billedSeconds() && passed <= ended.billedSeconds() + RINGING_SECONDS_MAX;
        return plausible ? passed : ended.billedSeconds();
    }

    /** Of one id of a call there may be several attempts, never two that started at the same moment. */
    private static String id(CallKey key, Instant startedAt) {
        String attempt = key.switchId() + "/" + key.callId() + "/" + key.leg() + "@" + startedAt;
        return MONTH.format(startedAt) + "-" + digest(attempt);
    }

    /** Returns what joins the legs of a conversation for readers, who need not know the switch of its first leg. */
    static String interactionId(String conversation) {
        return digest(conversation);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
