package org.trunkline.rating.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import org.trunkline.kernel.AccountNode;
import org.trunkline.rating.RateQuery;

/** One question to one deck. What only few rates want to know is found out when one does. */
final class Asked {
    private final RateQuery query;
    private final String service;
    private final Clock clock;
    private final DeckTimeline deck;
    private final AccountNode owner;
    private Instant at;
    private LocalDateTime local;
    private String e164;

    /** @param owner of the deck */
    Asked(RateQuery query, Clock clock, DeckTimeline deck, AccountNode owner) {
        this("", query, clock, deck, owner);
    }

    /** @param service of the event; empty for a call */
    Asked(String service, RateQuery query, Clock clock, DeckTimeline deck, AccountNode owner) {
        this.service = service;
        this.query = query;
        this.clock = clock;
        this.deck = deck;
        this.owner = owner;
    }

    /** Returns what event is asked for; empty for a call. */
    String service() {
        return service;
    }

    RateQuery query() {
        return query;
    }

    String digits() {
        return query.digits();
    }

    int direction() {
        return RateRow.mask(query.direction());
    }

    Instant at() {
        if (at == null) {
            at = query.at().orElseGet(clock::instant);
        }
        return at;
    }

    /** Returns the time on the clocks of the deck's timezone. */
    LocalDateTime local() {
        if (local == null) {
            local = LocalDateTime.ofInstant(at(), DeckModel.zone(deck, owner));
        }
        return local;
    }

    String e164() {
        if (e164 == null) {
            e164 = '+' + query.digits();
        }
        return e164;
    }
}
