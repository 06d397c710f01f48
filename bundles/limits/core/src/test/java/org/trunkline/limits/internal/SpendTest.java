package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.Spent;

/** What may be spent in an hour, a day and a month (charging §5). The clock starts on 2026-03-01 at 10:00 UTC, a Sunday. */
class SpendTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.price(C, "0.30", 30, 30).price(R2, "0.10", 1, 1).price(R1, "0.10", 1, 1);
        world.credit(C, "1000").credit(R2, "1000").credit(R1, "1000");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Spent spent(AccountId account) {
        return world.state().atomically(R1, false, book -> book.spent(account));
    }

    private void at(String instant) {
        world.clock.move(
                Instant.parse(instant).getEpochSecond() - world.clock.instant().getEpochSecond());
    }

    /** One call of so many seconds, from now on. */
    private void talk(String callId, long seconds) {
        assertThat(world.call(callId, C, GERMANY).allowed()).isTrue();
        world.admission().answered(world.caller, world.key(callId));
        world.renew(callId, Math.max(0, seconds - 1));
        world.clock.move(seconds);
        world.end(callId, seconds);
    }

    private void zone(AccountId account, String zone) {
        AccountNode old = world.tree.find(account).orElseThrow();
        world.tree.put(new AccountNode(
                old.id(),
                old.parent(),
                old.name(),
                old.realm(),
                old.enabled(),
                old.reseller(),
                old.currency(),
                old.country(),
                zone,
                old.language(),
                Set.of(),
                Set.of()));
    }

    @Test
    void aCallAcrossMidnightCountsOnEachDayForWhatItHeldAndCostInIt() {
        at("2026-03-01T23:59:30Z");
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        assertThat(spent(C).dayMicros()).isEqualTo(300_000);

        at("2026-03-02T00:00:10Z");
        assertThat(spent(C).dayMicros()).isZero();
        world.renew("1", 40);
        at("2026-03-02T00:01:00Z");
        world.end("1", 90);

        assertThat(spent(C)).isEqualTo(new Spent(450_000, 150_000, 450_000));
    }

    @Test
    void aCapEndsACallByItsHardStop() {
        world.limits(C, "{\"max_day_spend_amount\":0.75}");
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));

        assertThat(world.renew("1", 40).maxSeconds()).hasValue(100);
        world.clock.move(150);
        CallRenewal last = world.renew("1", 100);
        assertThat(last.maxSeconds()).hasValue(150);
        assertThat(world.renew("1", 150).reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        world.end("1", 150);
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
    }

    @Test
    void aCapOfALevelThatTheSwitchDoesNotReachIsNotNamedToIt() {
        var own = world.switches
                .create(
                        World.system(),
                        org.trunkline.json.Json.object().put("name", "own").put("account_id", C.value()))
                .identity();
        world.limits(R2, "{\"max_day_spend_amount\":0.10}");
        var attempt = world.attempt("1", C, org.trunkline.rating.Direction.OUTBOUND, GERMANY);
        var key = new org.trunkline.limits.CallKey(own.id(), "1", "a");
        world.admission()
                .authorize(
                        own.caller(),
                        new org.trunkline.limits.CallAttempt(
                                key,
                                attempt.direction(),
                                attempt.selector(),
                                attempt.from(),
                                attempt.to(),
                                "",
                                java.util.List.of(),
                                false,
                                Optional.empty(),
                                true));

        assertThat(world.admission().renew(own.caller(), key, 60).reason()).isEqualTo(Reason.UPSTREAM_UNAVAILABLE);
    }

    @Test
    void anHourIsTheLatestTwelveFiveMinutesOfTheClock() {
        at("2026-03-01T10:04:00Z");
        talk("1", 30);
        world.limits(C, "{\"max_hour_spend_amount\":0.30}");

        at("2026-03-01T10:59:59Z");
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        at("2026-03-01T11:00:00Z");
        assertThat(spent(C)).isEqualTo(new Spent(0, 150_000, 150_000));
        assertThat(world.call("3", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void whatIsHeldCountsUntilTheCallCostsLess() {
        world.limits(C, "{\"max_hour_spend_amount\":0.45}");
        world.call("1", C, GERMANY);
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.SPEND_MAX_REACHED);

        world.clock.move(31);
        world.end("1", 10);

        assertThat(world.call("2", C, GERMANY).allowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    2026-03-28T23:00:00Z, 23",
        "Europe/Berlin,    2026-10-24T22:00:00Z, 25",
        "America/New_York, 2026-03-08T05:00:00Z, 23",
        "Asia/Kathmandu,   2026-06-01T18:15:00Z, 24"
    })
    void aDayBeginsAndEndsWithTheDayOfTheAccount(String zone, Instant midnight, int hours) {
        zone(C, zone);
        at(midnight.minusSeconds(60).toString());
        talk("before", 30);
        at(midnight.plusSeconds(1).toString());
        talk("1", 30);
        long day = hours * 3600L;
        at(midnight.plusSeconds(day - 1).toString());
        assertThat(spent(C).dayMicros()).isEqualTo(150_000);
        at(midnight.plusSeconds(day).toString());
        assertThat(spent(C).dayMicros()).isZero();
    }

    @Test
    void aMonthEndsWithTheMonthOfTheAccount() {
        zone(C, "America/Los_Angeles");
        at("2026-04-01T06:59:00Z");
        talk("1", 30);

        assertThat(spent(C).monthMicros()).isEqualTo(150_000);
        at("2026-04-01T07:00:00Z");
        assertThat(spent(C)).isEqualTo(new Spent(150_000, 0, 0));
    }

    @Test
    void aClockThatGoesBackGivesNothingBack() {
        at("2026-03-02T00:10:00Z");
        talk("1", 30);

        world.clock.move(-3_600);
        talk("2", 30);
        assertThat(spent(C)).isEqualTo(new Spent(300_000, 300_000, 300_000));
        world.clock.move(3_600);
        assertThat(spent(C)).isEqualTo(new Spent(300_000, 300_000, 300_000));
    }

    @Test
    void aCorrectionDownGivesNothingBackAndOneUpCounts() {
        world.mayCorrect();
        talk("1", 60);
        correct("1", 30);
        assertThat(spent(C).dayMicros()).isEqualTo(300_000);
        correct("1", 90);
        assertThat(spent(C).dayMicros()).isEqualTo(600_000);
    }

    private void correct(String callId, long seconds) {
        world.admission()
                .ended(
                        world.caller,
                        new org.trunkline.limits.CallEnd(
                                world.key(callId),
                                seconds,
                                Optional.empty(),
                                org.trunkline.limits.Hangup.UNKNOWN,
                                true,
                                Optional.empty()));
    }

    @Test
    void flatFreeAndSoftCallsCountAsWhatTheyCost() {
        world.limits(C, "{\"twoway_trunks\":1,\"max_day_spend_amount\":0,\"soft_limit_outbound\":true}");

        assertThat(world.call("flat", C, "+14155550199").reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.call("free", C, "+18005550199").reason()).isEqualTo(Reason.TOLL_FREE);
        world.clock.move(30);
        world.end("flat", 30);
        world.end("free", 30);
        assertThat(spent(C).dayMicros()).isZero();
        assertThat(world.call("soft", C, GERMANY).reason()).isEqualTo(Reason.SOFT_LIMIT);
        assertThat(spent(C).dayMicros()).isZero();
        world.clock.move(30);
        world.end("soft", 30);
        assertThat(spent(C).dayMicros()).isEqualTo(150_000);
    }

    @Test
    void whatWasSpentIsKnownAgainAfterAStart() {
        world.limits(C, "{\"max_hour_spend_amount\":100}");
        at("2026-02-27T10:00:00Z");
        talk("last month", 30);
        at("2026-03-01T09:00:00Z");
        talk("this day", 30);
        at("2026-03-02T09:00:00Z");
        talk("this hour", 60);
        world.call("live", C, GERMANY);
        world.call("unposted", C, GERMANY);
        world.clock.move(90);
        world.ledger.down(true);
        world.end("unposted", 90);
        Spent before = spent(C);
        world.ledger.down(false);

        world.restart();

        assertThat(spent(C)).isEqualTo(before).isEqualTo(new Spent(1_050_000, 1_050_000, 1_200_000));
        world.postAll();
        assertThat(spent(C)).isEqualTo(before);
        world.clock.move(31);
        world.end("live", 10);
        assertThat(spent(C).hourMicros()).isEqualTo(900_000);
        at("2026-03-02T10:00:00Z");
        assertThat(spent(C)).isEqualTo(new Spent(0, 900_000, 1_050_000));
    }

    @Test
    void aLiveCallAcrossMidnightAndAStartCountsForWhatItHasAddedSince() {
        world.limits(C, "{\"max_day_spend_amount\":100}");
        at("2026-03-01T23:58:00Z");
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        at("2026-03-02T00:00:00Z");
        world.renew("1", 120);
        at("2026-03-02T00:01:00Z");
        world.renew("1", 180);

        world.restart();

        // 180 s were held at midnight, 240 s are held now
        assertThat(spent(C)).isEqualTo(new Spent(1_200_000, 300_000, 1_200_000));
    }
}
