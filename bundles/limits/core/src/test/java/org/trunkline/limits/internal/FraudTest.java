package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.FraudGuard.Rule;
import org.trunkline.limits.Reason;

/** Suspicious calls are told, asked about or refused, and people decide what becomes of the next (fraud guard). */
class FraudTest {
    private static final String CUBA = "+5351234567";
    private static final long DAY = 86_400;

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
        world.credit(C, "100").credit(R2, "100").credit(World.R1, "100");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Caller admin(AccountId account) {
        return Caller.user(
                account,
                new UserId("f".repeat(32)),
                Role.ADMIN,
                "admin of " + account.value().charAt(0));
    }

    private void guard(String rules) {
        world.limits(C, "{\"fraud_guard\":" + rules + "}");
    }

    private List<FraudCase> cases() {
        return world.fraud().list(admin(C), C);
    }

    private FraudCase only() {
        assertThat(cases()).hasSize(1);
        return cases().get(0);
    }

    private Reason passes(String id, String to) {
        CallDecision decision = world.call(id, C, to);
        if (decision.allowed()) {
            world.end(id, 0);
        }
        return decision.reason();
    }

    @Test
    void anAlertLetsTheCallPassAndTheCountryIsNoLongerNew() {
        guard("{\"new_country\":{\"outcome\":\"alert\",\"days\":30}}");

        assertThat(passes("1", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("2", GERMANY)).isEqualTo(Reason.PER_MINUTE);

        FraudCase told = only();
        assertThat(told.rule()).isEqualTo(Rule.NEW_COUNTRY);
        assertThat(told.outcome()).isEqualTo(Outcome.ALERT);
        assertThat(told.country()).isEqualTo("+49");
        assertThat(told.calls()).isEqualTo(1);
        assertThat(told.to()).isEqualTo(GERMANY);
        world.clock.move(31 * DAY);
        passes("3", GERMANY);
        assertThat(only().calls()).isEqualTo(2);
    }

    @Test
    void aGuardThatIsSetForAllBelowLearnsFromTheirCalls() {
        world.limits(
                World.ROOT,
                "{\"apply_to_descendants\":true,\"fraud_guard\":{\"new_country\":{\"outcome\":\"alert\"},"
                        + "\"burst\":{\"outcome\":\"block\",\"calls\":2,\"seconds\":60}}}");

        assertThat(passes("1", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("2", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("3", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);

        assertThat(world.fraud().list(World.system(), World.ROOT))
                .extracting(FraudCase::rule, FraudCase::calls)
                .containsExactlyInAnyOrder(tuple(Rule.NEW_COUNTRY, 1L), tuple(Rule.BURST, 1L));
    }

    @Test
    void whatIsAskedAboutIsRefusedUntilAnAdministratorOfTheAccountAllowsIt() {
        guard("{\"new_country\":{\"outcome\":\"challenge\"}}");
        CallDecision refused = world.call("1", C, CUBA);
        assertThat(refused.reason()).isEqualTo(Reason.FRAUD_BLOCKED);
        assertThat(refused.sipCode()).isEqualTo(403);
        assertThat(world.held(C)).isZero();
        assertThat(passes("2", CUBA)).isEqualTo(Reason.FRAUD_BLOCKED);
        assertThat(only().calls()).isEqualTo(2);
        Caller user = Caller.user(C, new UserId("e".repeat(32)), Role.USER, "u");
        assertThatThrownBy(() -> world.fraud().decide(user, C, only().id(), true))
                .isInstanceOf(ForbiddenException.class);

        FraudCase allowed = world.fraud().decide(admin(C), C, only().id(), true);

        assertThat(allowed.state()).isEqualTo(FraudCase.State.ALLOWED);
        assertThat(allowed.decidedBy()).contains("admin of c");
        assertThat(passes("3", CUBA)).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("4", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
    }

    @Test
    void whatIsBlockedIsForASellerToAllow() {
        guard("{\"new_country\":{\"outcome\":\"block\"}}");
        passes("1", CUBA);
        String id = only().id();

        assertThatThrownBy(() -> world.fraud().decide(admin(C), C, id, true)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.fraud().get(admin(C), R2, id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.fraud().get(admin(R2), R2, id)).isInstanceOf(NotFoundException.class);
        world.fraud().decide(admin(R2), C, id, true);

        assertThat(passes("2", CUBA)).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void whatWasDeniedStaysRefusedAlsoWhereItWouldOnlyBeTold() {
        guard("{\"new_country\":{\"outcome\":\"alert\"}}");
        passes("1", CUBA);
        world.fraud().decide(admin(C), C, only().id(), false);

        world.clock.move(60 * DAY);
        assertThat(passes("2", CUBA)).isEqualTo(Reason.FRAUD_BLOCKED);
        // who denied it cannot be overruled by the account itself any more
        assertThatThrownBy(() -> world.fraud().decide(admin(C), C, only().id(), true))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void aBurstIsRefusedAndPassesWhenTheTimeIsOver() {
        guard("{\"burst\":{\"outcome\":\"block\",\"calls\":3,\"seconds\":60}}");

        for (int i = 0; i < 3; i++) {
            assertThat(passes("c" + i, GERMANY)).isEqualTo(Reason.PER_MINUTE);
        }
        assertThat(passes("c3", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
        world.clock.move(61);
        assertThat(passes("c4", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        assertThat(only().country()).isEmpty();
    }

    @Test
    void aBurstThatSomebodyHasAllowedIsAllowedForADay() {
        guard("{\"burst\":{\"outcome\":\"challenge\",\"calls\":1,\"seconds\":60}}");
        passes("1", GERMANY);
        assertThat(passes("2", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
        world.fraud().decide(admin(C), C, only().id(), true);

        assertThat(passes("3", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        world.clock.move(DAY);
        passes("4", GERMANY);
        assertThat(passes("5", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
        assertThat(only().state()).isEqualTo(FraudCase.State.OPEN);
    }

    @Test
    void ofAThousandAtOnceABurstLetsExactlySoManyPass() throws Exception {
        guard("{\"burst\":{\"outcome\":\"block\",\"calls\":10,\"seconds\":60}}");

        List<Boolean> passed =
                AtOnce.run(1_000, i -> world.call("c" + i, C, GERMANY).allowed());

        assertThat(passed.stream().filter(each -> each).count()).isEqualTo(10);
    }

    @Test
    void atNightCallsAbroadAreSuspiciousAndAtDayTheyAreNot() {
        // it is 10:00 UTC, the timezone of the account
        guard("{\"night\":{\"outcome\":\"block\",\"from\":\"22:00\",\"to\":\"06:00\"}}");
        assertThat(passes("day", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        world.clock.move(12 * 3_600);
        assertThat(passes("22:00", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
        assertThat(passes("at home", "+14155550101")).isEqualTo(Reason.PER_MINUTE);
        world.clock.move(8 * 3_600 - 1);
        assertThat(passes("05:59", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
        world.clock.move(1);
        assertThat(passes("06:00", GERMANY)).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void muchMoneyWithinAnHourIsSuspicious() {
        guard("{\"spend\":{\"outcome\":\"block\",\"amount\":0.30}}");
        for (int i = 0; i < 3; i++) {
            world.call("c" + i, C, GERMANY);
            world.clock.move(60);
            world.end("c" + i, 60);
        }
        // 3 x 0.1321
        assertThat(passes("more", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
        world.clock.move(3_600);
        assertThat(passes("later", GERMANY)).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void countriesAndPrefixesThatAreAllowedAreNeverSuspicious() {
        guard("{\"new_country\":{\"outcome\":\"block\"},\"allow\":[\"+4930\"]}");

        assertThat(passes("1", GERMANY)).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("2", "+498912345678")).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("3", CUBA)).isEqualTo(Reason.FRAUD_BLOCKED);
    }

    @Test
    void aSellerGivesItsGuardToAllBelow() {
        world.limits(R2, "{\"descendant_defaults\":{\"fraud_guard\":{\"new_country\":{\"outcome\":\"block\"}}}}");

        assertThat(passes("1", CUBA)).isEqualTo(Reason.FRAUD_BLOCKED);
        assertThat(only().account()).isEqualTo(C);
        assertThat(world.call("2", R2, CUBA).allowed()).isTrue();
        guard("{\"new_country\":{\"outcome\":\"off\"}}");
        assertThat(passes("3", CUBA)).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void casesAndCountriesSurviveARestart() {
        guard("{\"new_country\":{\"outcome\":\"challenge\"}}");
        passes("1", CUBA);
        world.fraud().decide(admin(C), C, only().id(), true);
        passes("2", CUBA);
        passes("3", GERMANY);

        world.restart();

        assertThat(cases()).hasSize(2);
        assertThat(passes("4", CUBA)).isEqualTo(Reason.PER_MINUTE);
        assertThat(passes("5", GERMANY)).isEqualTo(Reason.FRAUD_BLOCKED);
    }

    @Test
    void emergencyCallsAreNeverSuspicious() {
        guard("{\"burst\":{\"outcome\":\"block\",\"calls\":1,\"seconds\":60}}");
        passes("1", GERMANY);

        assertThat(IntStream.range(0, 3).mapToObj(i -> passes("911-" + i, "911")))
                .containsOnly(Reason.EMERGENCY);
    }

    @Test
    void aGuardThatIsWrongIsRefusedFieldByField() {
        assertThatThrownBy(() ->
                        guard("{\"new_country\":{\"outcome\":\"shout\",\"days\":0},\"night\":{\"from\":\"25:00\"},"
                                + "\"burst\":7,\"allow\":[\"Germany\"],\"other\":1}"))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field())
                        .contains(
                                "fraud_guard.new_country.outcome",
                                "fraud_guard.new_country.days",
                                "fraud_guard.night.from",
                                "fraud_guard.burst",
                                "fraud_guard.allow",
                                "fraud_guard.other"));
    }
}
