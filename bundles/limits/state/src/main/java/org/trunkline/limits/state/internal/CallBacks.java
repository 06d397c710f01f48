package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;

/** When accounts last made an emergency call: calls back to them are let through for a while. */
final class CallBacks {
    private final Map<AccountId, Instant> emergencies = new ConcurrentHashMap<>();

    void open(CallEntry call) {
        if (call.opensCallBack()) {
            call.account()
                    .ifPresent(account -> emergencies.merge(
                            account, call.startedAt(), (old, latest) -> old.isAfter(latest) ? old : latest));
        }
    }

    Optional<Instant> lastEmergency(AccountId account) {
        return Optional.ofNullable(emergencies.get(account));
    }
}
