package org.trunkline.limits.state.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;

/** When accounts last made an emergency call: calls back to them are let through for a while. */
final class CallBacks {
    /** Calls back are let through for an hour (charging §2.1): nobody asks for more. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<AccountId, Instant> emergencies = new ConcurrentHashMap<>();

    void open(CallEntry call) {
        if (call.opensCallBack()) {
            call.account().ifPresent(account -> open(account, call.startedAt()));
        }
    }

    /** Takes over what was known before; the latest counts. */
    void open(AccountId account, Instant startedAt) {
        emergencies.merge(account, startedAt, (old, latest) -> old.isAfter(latest) ? old : latest);
    }

    /** Hands over what may still be asked for, and forgets the rest. */
    void keep(Instant now, BiConsumer<AccountId, Instant> kept) {
        emergencies.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
        emergencies.forEach(kept);
    }

    Optional<Instant> lastEmergency(AccountId account) {
        return Optional.ofNullable(emergencies.get(account));
    }
}
