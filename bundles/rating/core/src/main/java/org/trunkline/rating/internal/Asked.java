package org.trunkline.rating.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.trunkline.rating.RateQuery;

/** One question to one deck. What only few rates want to know is found out when one does. */
final class Asked {
    private final RateQuery query;
    private final String service;
    private final Clock clock;
    private final ZoneId zone;
    private Instant at;
    private LocalDateTime local;
    private String e164;

    /** @param zone the timezone of the deck */
    Asked(RateQuery query, Clock clock, ZoneId zone) {
        this("", query, clock, zone);
    }

    /** @param service of the event; empty for a call */
    Asked(String service, RateQuery query, Clock clock, ZoneId zone) {
        this.service = service;
        this.query = query;
        this.clock = clock;
        this.zone = zone;
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
            local = LocalDateTime.ofInstant(at(), zone);
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
