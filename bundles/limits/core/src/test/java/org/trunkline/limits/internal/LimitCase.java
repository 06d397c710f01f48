package org.trunkline.limits.internal;

import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/**
 * A limit of one level, and a call that it refuses.
 *
 * @param soft whether a soft limit of the level lets the call pass
 */
record LimitCase(Reason reason, String limits, String to, Direction direction, boolean soft) {
    static final String DOMESTIC = "+14155550199";
    private static final String NOT_ALLOWED = "{\"allow_prepay\":false}";

    static List<LimitCase> all() {
        return List.of(
                new LimitCase(Reason.CALLS_MAX_REACHED, "{\"calls\":0}", GERMANY, Direction.OUTBOUND, true),
                new LimitCase(Reason.CALLS_MAX_REACHED, "{\"calls\":0}", DOMESTIC, Direction.INBOUND, true),
                new LimitCase(
                        Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED,
                        "{\"resource_consuming_calls\":0}",
                        GERMANY,
                        Direction.OUTBOUND,
                        false),
                new LimitCase(
                        Reason.DID_CALLS_MAX_REACHED,
                        "{\"inbound_channels_per_did_rules\":{\"+1415555*\":0}}",
                        DOMESTIC,
                        Direction.INBOUND,
                        false),
                new LimitCase(
                        Reason.CALLS_PER_SECOND_MAX_REACHED,
                        "{\"calls_per_second\":0}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new LimitCase(Reason.TRUNKS_MAX_REACHED, NOT_ALLOWED, DOMESTIC, Direction.OUTBOUND, true),
                new LimitCase(Reason.PER_MINUTE_NOT_ALLOWED, NOT_ALLOWED, GERMANY, Direction.OUTBOUND, false),
                new LimitCase(Reason.NO_RATE, "", GERMANY, Direction.OUTBOUND, false),
                new LimitCase(
                        Reason.PRICE_MAX_EXCEEDED,
                        "{\"max_cost_per_minute\":0.079999999}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new LimitCase(
                        Reason.SPEND_MAX_REACHED,
                        "{\"max_hour_spend_amount\":0.079999}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new LimitCase(
                        Reason.SPEND_MAX_REACHED,
                        "{\"max_day_spend_amount\":0.079999}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new LimitCase(
                        Reason.SPEND_MAX_REACHED,
                        "{\"max_month_spend_amount\":0.079999}",
                        DOMESTIC,
                        Direction.INBOUND,
                        true),
                new LimitCase(Reason.INSUFFICIENT_CREDIT, "", GERMANY, Direction.OUTBOUND, true));
    }

    static Stream<Arguments> everyCaseOnEveryLevel() {
        return all().stream().flatMap(each -> Stream.of(C, R2, R1).map(level -> Arguments.of(each, level)));
    }

    /** Prices, credit and limits so that nothing but this case refuses. */
    void set(World world, AccountId level) {
        if (reason == Reason.NO_RATE) {
            world.prices.remove(level);
        } else if (reason == Reason.INSUFFICIENT_CREDIT) {
            world.credit(level, "0.079999");
        } else {
            world.limits(level, limits);
        }
    }

    static World priced(World world) {
        world.price(C, "0.12", 1, 1).price(R2, "0.10", 1, 1).price(R1, "0.08", 1, 1);
        return world.credit(C, "10").credit(R2, "10").credit(R1, "10");
    }

    CallDecision call(World world, String callId) {
        return world.admission().authorize(world.caller, world.attempt(callId, C, direction, to));
    }

    @Override
    public String toString() {
        return reason + " by " + limits;
    }
}
