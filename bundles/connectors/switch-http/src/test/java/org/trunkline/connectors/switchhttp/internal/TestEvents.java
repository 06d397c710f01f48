package org.trunkline.connectors.switchhttp.internal;

import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.EventCharge;
import org.trunkline.limits.EventCharges;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.EventSettlement.LevelCharge;
import org.trunkline.limits.Reason;

/** Charges as the key says. */
final class TestEvents implements EventCharges {
    @Override
    public EventSettlement charge(Caller caller, EventCharge event) {
        return switch (event.key()) {
            case "poor" ->
                new EventSettlement(
                        event.key(),
                        Optional.of(Reason.INSUFFICIENT_CREDIT),
                        Optional.of(TestAdmission.RESELLER),
                        Optional.of(TestAdmission.ACCOUNT),
                        List.of());
            case "used" -> throw new ConflictException(event.key());
            case "down" -> throw new UnavailableException("datastore_unreachable", "the database does not answer");
            default ->
                new EventSettlement(
                        event.key(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TestAdmission.ACCOUNT),
                        List.of(new LevelCharge(
                                TestAdmission.ACCOUNT, -10_000 * event.quantity(), "USD", "202603-" + "e".repeat(32))));
        };
    }
}
