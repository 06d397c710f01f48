package org.trunkline.limits.state.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.limits.FraudCase;

/** What one account has called, and what is suspected of it. */
final class FraudTrail {
    private static final long[] NO_CALLS = {};

    private final FraudModel model;
    private final LastDays lastDays = new LastDays();
    private volatile Map<String, FraudCase> cases = Map.of();
    private long[] latestMillis = NO_CALLS;
    private int next;

    /** @param model keeps it */
    FraudTrail(FraudModel model) {
        this.model = model;
    }

    boolean isOf(FraudModel other) {
        return model == other;
    }

    OptionalLong lastDay(String country) {
        return lastDays.of(country);
    }

    /** Returns whether the country had not been called on this day, or a later one; then it has now. */
    boolean isNew(String country, long day) {
        return lastDays.called(country, day);
    }

    Optional<FraudCase> find(String id) {
        return Optional.ofNullable(cases.get(id));
    }

    List<FraudCase> cases() {
        return List.copyOf(cases.values());
    }

    synchronized void put(FraudCase fraudCase) {
        if (cases.isEmpty()) {
            // few accounts ever have one
            cases = new ConcurrentHashMap<>(2);
        }
        cases.put(fraudCase.id(), fraudCase);
    }

    synchronized void called(long millis, int keep) {
        if (latestMillis.length < keep) {
            // the older ones are forgotten: that lets calls pass, it refuses none
            latestMillis = new long[keep];
            next = 0;
        }
        latestMillis[next] = millis;
        next = (next + 1) % latestMillis.length;
    }

    synchronized int since(long millis, int max) {
        int found = 0;
        for (int i = 0; i < latestMillis.length && found < max; i++) {
            found += latestMillis[i] > millis ? 1 : 0;
        }
        return found;
    }
}
