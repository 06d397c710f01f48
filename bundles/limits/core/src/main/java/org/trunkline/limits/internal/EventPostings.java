package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.limits.EventCharge;
import org.trunkline.rating.EventPrice;
import org.trunkline.rating.EventRate;

/** What a charged event becomes in the ledger: one line per level, also where a level pays nothing. */
final class EventPostings {
    private static final String FINGERPRINT = "fingerprint";

    private EventPostings() {}

    /**
     * What one level is to pay.
     *
     * @param free it takes no part: needs no rate and pays nothing
     */
    record Due(
            AccountNode account,
            AccountId seller,
            int distance,
            boolean free,
            Optional<EventRate> rate,
            long costMicros) {}

    static String key(String switchId, EventCharge event) {
        return switchId + "/event/" + event.key();
    }

    static Posting of(EventCharge event, String key, List<Due> dues, Instant at) {
        List<PostingLine> lines = new ArrayList<>();
        for (int i = 0; i < dues.size(); i++) {
            Optional<AccountId> via = i == 0
                    ? Optional.empty()
                    : Optional.of(dues.get(i - 1).account().id());
            lines.add(line(event, dues.get(i), dues.get(0).account().id(), via, at));
        }
        return new Posting(key, lines);
    }

    private static PostingLine line(
            EventCharge event, Due due, AccountId account, Optional<AccountId> via, Instant at) {
        boolean message = event.service().endsWith("ms");
        ObjectNode metadata = event.metadata().deepCopy();
        event.to().ifPresent(to -> metadata.put("to", to));
        via.ifPresent(below -> metadata.put("via", below.value()));
        due.rate().ifPresent(rate -> rate(metadata, rate, event.quantity()));
        metadata.put(FINGERPRINT, fingerprint(event));
        return new PostingLine(
                due.account().id(),
                -due.costMicros(),
                due.account().currency(),
                new PostingLine.Contra(due.seller().value(), "sold:" + event.service()),
                new PostingLine.Source(event.service(), event.key()),
                new PostingLine.Usage(event.service(), event.quantity(), message ? "message" : "unit"),
                Optional.of(new PostingLine.Period(at, at)),
                account,
                event.quantity() + " " + event.service(),
                Json.write(metadata),
                Optional.empty());
    }

    private static void rate(ObjectNode metadata, EventRate rate, long quantity) {
        EventPrice price = rate.price();
        ObjectNode json = metadata.putObject("rate")
                .put("id", rate.id())
                .put("name", rate.name())
                .put("prefix", rate.prefix())
                .put("ratedeck_id", rate.deck());
        json.set("value", Json.number(Money.fromNanos(price.perUnitNanos())));
        json.set("surcharge", Json.number(Money.fromNanos(price.perEventNanos())));
        json.put("discount", price.discountBasisPoints()).put("version", rate.deckVersion());
        if (price.exchangeNumerator() != price.exchangeDenominator()) {
            ObjectNode exchange = metadata.putObject("exchange").put("currency", rate.currency());
            exchange.set(
                    "amount",
                    Json.number(Money.fromMicros(-price.exchanged(1, 1).costMicros(quantity))));
            exchange.put("rate", price.exchangeNumerator() + "/" + price.exchangeDenominator());
        }
    }

    /** Returns the entries; @throws ConflictException if they are those of another event */
    static List<Entry> requireSame(EventCharge event, List<Entry> entries) {
        ObjectNode metadata = Json.parseObject(entries.get(0).line().metadata());
        if (!fingerprint(event).equals(metadata.path(FINGERPRINT).textValue())) {
            throw new ConflictException(event.key());
        }
        return entries;
    }

    private static String fingerprint(EventCharge event) {
        String body = String.join(
                "\n",
                Fingerprints.selector(event.selector()),
                event.service(),
                Long.toString(event.quantity()),
                event.to().orElse(""),
                Json.write(event.metadata()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
