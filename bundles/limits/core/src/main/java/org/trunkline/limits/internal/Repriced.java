package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** A settled call at other prices, for the same seconds. */
final class Repriced {
    private static final String FLAG = "rerated";

    private Repriced() {}

    /** @return empty where nothing changes */
    static Optional<EndedCall> of(EndedCall latest, EndedCall.Before before, UnaryOperator<CallEntry> priced) {
        CallEntry call = priced.apply(latest.call());
        if (call.equals(latest.call())) {
            return Optional.empty();
        }
        List<String> flags = new ArrayList<>(latest.flags());
        flags.remove(FLAG);
        flags.add(FLAG);
        return Optional.of(new EndedCall(
                call,
                latest.authorized(),
                latest.toldSeconds(),
                latest.billedSeconds(),
                latest.endedAt(),
                latest.hangup(),
                flags,
                call.payers().stream()
                        .map(payer -> payer.costMicros(latest.billedSeconds()))
                        .toList(),
                EndedCall.By.RERATING,
                latest.ordinal() + 1,
                Optional.of(before)));
    }
}
