package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.CallSettlement.LevelCharge;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** What an ended call becomes in the ledger: one line per level that pays (charging §6 b). A function of the call alone. */
final class CallPostings {
    static final String SERVICE = EndedCall.SERVICE;

    /** What root pays carriers. */
    static final String CARRIER_SERVICE = "carrier-cost";

    private CallPostings() {}

    /** Returns the posting, empty when nothing is to be paid. */
    static Optional<Posting> of(EndedCall ended, String key) {
        List<PostingLine> lines = new ArrayList<>();
        for (int i = 0; i < ended.call().payers().size(); i++) {
            if (ended.dueMicros(i) != 0) {
                lines.add(line(ended, i));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Posting(key, lines));
    }

    /** The key of a call whose id was used before by another one. */
    static String secondKey(EndedCall ended) {
        String key = ended.postingKey() + "@" + ended.call().authorizedAt().toEpochMilli();
        return key.length() <= Posting.KEY_LENGTH_MAX ? key : key.substring(key.length() - Posting.KEY_LENGTH_MAX);
    }

    static CallSettlement settlement(EndedCall ended, String key, boolean posted) {
        List<LevelCharge> charges = charges(ended, key);
        int levels = ended.call().levels().size();
        return new CallSettlement(
                ended.call().key(),
                ended.authorized(),
                posted,
                ended.flags(),
                charges.subList(0, levels),
                charges.stream().skip(levels).findFirst());
    }

    /** What each payer pays for the whole call, with the id of its latest entry. */
    private static List<LevelCharge> charges(EndedCall ended, String key) {
        List<LevelCharge> charges = new ArrayList<>();
        int line = 0;
        for (int i = 0; i < ended.call().payers().size(); i++) {
            CallEntry.Level level = ended.call().payers().get(i);
            long cost = ended.costMicros().get(i);
            Optional<String> entry = ended.dueMicros(i) == 0
                    ? earlierEntry(ended, i)
                    : Optional.of(EntryIds.of(key, line++, ended.endedAt()));
            charges.add(new LevelCharge(
                    level.account(),
                    level.billing(),
                    -cost,
                    level.currency(),
                    chargedSeconds(level, ended.billedSeconds()),
                    level.takenSeconds(ended.billedSeconds()),
                    entry));
        }
        return charges;
    }

    private static Optional<String> earlierEntry(EndedCall ended, int payer) {
        return ended.before().flatMap(before -> before.entryIds().get(payer));
    }

    private static PostingLine line(EndedCall ended, int index) {
        CallEntry call = ended.call();
        CallEntry.Level level = call.payers().get(index);
        boolean carrier = index == call.levels().size();
        long before = ended.before()
                .map(earlier -> chargedBefore(earlier, index, level))
                .orElse(0L);
        Instant start = ended.endedAt().minusSeconds(ended.billedSeconds());
        return new PostingLine(
                level.account(),
                -ended.dueMicros(index),
                level.currency(),
                carrier
                        ? carrierBook(level)
                        : new PostingLine.Contra(level.seller().value(), "sold:" + SERVICE),
                new PostingLine.Source(
                        carrier ? CARRIER_SERVICE : SERVICE, call.key().callId()),
                new PostingLine.Usage("voice", chargedSeconds(level, ended.billedSeconds()) - before, "sec"),
                Optional.of(new PostingLine.Period(start, ended.endedAt())),
                call.account().orElse(level.account()),
                "Call " + call.direction().wireName() + " " + call.number(),
                Json.write(metadata(ended, index)),
                earlierEntry(ended, index));
    }

    /** Which carrier took the call is not known here: its deck stands for it. */
    private static PostingLine.Contra carrierBook(CallEntry.Level root) {
        return new PostingLine.Contra("carrier:" + root.rate().map(Rate::deck).orElse(""), "cost");
    }

    private static long chargedBefore(EndedCall.Before before, int payer, CallEntry.Level level) {
        return before.chargedSeconds().isEmpty()
                ? chargedSeconds(level, before.billedSeconds())
                : before.chargedSeconds().get(payer);
    }

    private static long chargedSeconds(CallEntry.Level level, long seconds) {
        return level.price()
                .map(price -> price.chargedSeconds(level.paidSeconds(seconds)))
                .orElse(0L);
    }

    private static ObjectNode metadata(EndedCall ended, int index) {
        CallEntry call = ended.call();
        ObjectNode metadata = Json.object()
                .put("direction", call.direction().wireName())
                .put("from", call.from())
                .put("to", call.to())
                .put("callee_id_number", call.number())
                .put("caller_id_number", call.from())
                .put("call_id", call.key().callId())
                .put("leg", call.key().leg())
                .put("billed_seconds", ended.billedSeconds())
                .put("hangup_cause", ended.hangup().cause());
        if (index > 0) {
            AccountId below = call.levels().get(index - 1).account();
            metadata.put("via", below.value());
        }
        if (!ended.flags().isEmpty()) {
            ended.flags().forEach(metadata.putArray("flags")::add);
        }
        long free = call.payers().get(index).takenSeconds(ended.billedSeconds());
        if (free > 0) {
            metadata.put("allotment_seconds", free);
        }
        call.payers().get(index).rate().ifPresent(rate -> {
            metadata.set("rate", rate(rate));
            exchange(call.payers().get(index), rate, ended.billedSeconds())
                    .ifPresent(exchange -> metadata.set("exchange", exchange));
        });
        return metadata;
    }

    /** Returns what the whole call costs in the currency of the deck, where that is another one. */
    private static Optional<ObjectNode> exchange(CallEntry.Level level, Rate rate, long seconds) {
        Price price = level.price().orElseThrow();
        if (price.exchangeNumerator() == price.exchangeDenominator()) {
            return Optional.empty();
        }
        ObjectNode json = Json.object().put("currency", rate.currency());
        json.set(
                "amount", Json.number(Money.fromMicros(-price.exchanged(1, 1).costMicros(level.paidSeconds(seconds)))));
        return Optional.of(json.put("rate", price.exchangeNumerator() + "/" + price.exchangeDenominator()));
    }

    private static ObjectNode rate(Rate rate) {
        ObjectNode json = Json.object()
                .put("id", rate.id())
                .put("name", rate.name())
                .put("description", rate.description())
                .put("prefix", rate.prefix())
                .put("ratedeck_id", rate.deck());
        json.set("value", Json.number(Money.fromNanos(rate.price().perMinuteNanos())));
        json.set("surcharge", Json.number(Money.fromNanos(rate.price().surchargeNanos())));
        return json.put("increment", rate.price().incrementSeconds())
                .put("minimum", rate.price().minimumSeconds())
                .put("nocharge_time", rate.price().noChargeSeconds())
                .put("discount", rate.price().discountBasisPoints())
                .put("version", rate.deckVersion());
    }
}
