package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;

/** Steps 4 to 7 of charging §2, on every level of the chain. */
class LimitRulesTest extends InPricedWorld {
    private static final String DOMESTIC = LimitCase.DOMESTIC;

    private List<Long> held() {
        return List.of(world.held(C), world.held(R2), world.held(R1));
    }

    @ParameterizedTest
    @MethodSource("org.trunkline.limits.internal.LimitCase#everyCaseOnEveryLevel")
    void everyRefusalOfEveryLevelIsToldAndTakesNothing(LimitCase each, AccountId level) {
        each.set(world, level);

        CallDecision decision = each.call(world, "1");

        assertThat(decision.reason()).isEqualTo(each.reason());
        assertThat(decision.refusedBy()).contains(level);
        assertThat(held()).containsOnly(0L);
        assertThat(world.state().live()).isEmpty();
    }

    @Test
    void theVerdictIsTheSmallestStepThenTheNearestThenTheFirstOfTheList() {
        world.limits(C, "{\"max_cost_per_minute\":0,\"max_day_spend_amount\":0}")
                .credit(C, "0");
        world.limits(R2, "{\"max_cost_per_minute\":0}");
        assertThat(verdict("1")).isEqualTo(Reason.PRICE_MAX_EXCEEDED + " " + C);

        world.limits(C, "{\"max_cost_per_minute\":-1}");
        assertThat(verdict("2")).isEqualTo(Reason.SPEND_MAX_REACHED + " " + C);

        world.limits(C, "{\"max_day_spend_amount\":-1}");
        assertThat(verdict("3")).isEqualTo(Reason.INSUFFICIENT_CREDIT + " " + C);

        world.credit(C, "1");
        assertThat(verdict("4")).isEqualTo(Reason.PRICE_MAX_EXCEEDED + " " + R2);

        world.limits(R1, "{\"calls_per_second\":0,\"calls\":0}");
        assertThat(verdict("5")).isEqualTo(Reason.CALLS_MAX_REACHED + " " + R1);
    }

    private String verdict(String callId) {
        CallDecision decision = world.call(callId, C, GERMANY);
        return decision.reason() + " " + decision.refusedBy().orElseThrow();
    }

    @Test
    void rootAndThoseWhoAreNoResellersTakePartWithHardLimitsForAllBelow() {
        AccountId between = new AccountId("b".repeat(32));
        world.tree.add(between, R2, false);
        world.tree.add(C, between, false);
        for (AccountId above : List.of(ROOT, between)) {
            for (LimitCase each : LimitCase.all().subList(0, 5)) {
                String callId = each.direction() + " " + each.reason() + above;
                world.limits(above, each.limits());
                assertThat(each.call(world, callId).allowed()).isTrue();
                world.end(callId, 0);
                world.limits(above, "{\"apply_to_descendants\":true}");
                CallDecision decision = each.call(world, callId + "2");
                assertThat(decision.reason()).isEqualTo(each.reason());
                assertThat(decision.refusedBy()).contains(above);
                world.limits(
                        above,
                        "{\"apply_to_descendants\":null,\"calls\":null,\"resource_consuming_calls\":null,"
                                + "\"inbound_channels_per_did_rules\":null,\"calls_per_second\":null}");
            }
        }
    }

    @Test
    void callsPerSecondCountAdmittedAttemptsAndNoRepeats() {
        world.limits(C, "{\"calls_per_second\":2}");

        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("x", C, "12").allowed()).isFalse();
        assertThat(world.call("2", C, GERMANY).allowed()).isTrue();
        world.end("1", 0);
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.CALLS_PER_SECOND_MAX_REACHED);

        world.clock.move(1);
        assertThat(world.call("4", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("5", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("6", C, GERMANY).allowed()).isFalse();
        world.clock.move(-3600);
        assertThat(world.call("7", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void callsPerNumberAreCountedByConversationAndForEachNumber() {
        world.limits(R2, "{\"inbound_channels_per_did_rules\":{\"+1415*\":1}}");

        assertThat(world.inbound("1", C, DOMESTIC).allowed()).isTrue();
        assertThat(world.inbound("2", C, DOMESTIC).reason()).isEqualTo(Reason.DID_CALLS_MAX_REACHED);
        assertThat(world.inbound("3", C, "+14155550188").allowed()).isTrue();
        assertThat(world.call("4", C, DOMESTIC).allowed()).isTrue();
        world.restart();
        assertThat(world.inbound("5", C, DOMESTIC).allowed()).isFalse();
        world.end("1", 5);
        assertThat(world.inbound("6", C, DOMESTIC).allowed()).isTrue();
    }

    @Test
    void thePriceThatIsComparedIsTheOneThatIsPaid() {
        Price list = World.price("0.20", 1, 1);
        world.limits(C, "{\"max_cost_per_minute\":0.15,\"max_surcharge_amount\":0.01}");

        world.prices.put(C, list.discounted(2_500));
        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        world.prices.put(C, list.discounted(2_499));
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.PRICE_MAX_EXCEEDED);
        world.prices.put(C, list.exchanged(3, 4));
        assertThat(world.call("3", C, GERMANY).allowed()).isTrue();
        world.prices.put(C, list.exchanged(300_000_001, 400_000_000));
        assertThat(world.call("4", C, GERMANY).reason()).isEqualTo(Reason.PRICE_MAX_EXCEEDED);
        world.prices.put(C, new Price(0, 10_000_001, 0, 1, 0));
        assertThat(world.call("5", C, GERMANY).reason()).isEqualTo(Reason.PRICE_MAX_EXCEEDED);
        world.prices.put(C, new Price(0, 10_000_000, 0, 1, 0));
        assertThat(world.call("6", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void resourceTypesThatAreExemptAreFreeOnThatLevelOnly() {
        world.limits(C, "{\"authz_resource_types\":[\"sms\",\"page\"]}");
        CallAttempt attempt = world.attempt("1", C, Direction.OUTBOUND, GERMANY);
        CallDecision decision = world.admission()
                .authorize(
                        world.caller,
                        new CallAttempt(
                                attempt.key(),
                                attempt.direction(),
                                attempt.selector(),
                                attempt.from(),
                                attempt.to(),
                                "page",
                                List.of(),
                                false,
                                Optional.empty(),
                                true));

        assertThat(decision.reason()).isEqualTo(Reason.EXEMPT);
        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::billing)
                .containsExactly(Billing.FREE, Billing.PER_MINUTE, Billing.PER_MINUTE);
    }

    @Test
    void aSellerSaysWhichNumbersTheTrunksOfAllBelowCover() {
        world.limits(C, "{\"twoway_trunks\":-1}");
        world.limits(
                R2,
                "{\"descendant_defaults\":{\"flat_rate_numbers\":{\"+49*\":\"outbound\",\"+4930999*\":\"none\","
                        + "\"+1415*\":\"inbound\",\"+1800*\":\"both\"}}}");

        assertThat(world.call("1", C, GERMANY).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.inbound("2", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
        assertThat(world.call("3", C, "+4930999123").reason()).isEqualTo(Reason.PER_MINUTE);
        assertThat(world.call("4", C, DOMESTIC).reason()).isEqualTo(Reason.PER_MINUTE);
        assertThat(world.inbound("5", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.inbound("6", C, "+18005550199").reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.call("7", C, "+12125550199").reason()).isEqualTo(Reason.FLAT_RATE);
        world.limits(C, "{\"flat_rate_numbers\":{}}");
        assertThat(world.call("8", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
    }
}
