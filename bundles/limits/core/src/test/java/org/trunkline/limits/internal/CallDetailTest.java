package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetail.Charge;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.spi.CallDetailStore;
import org.trunkline.rating.Direction;
import org.trunkline.rating.ExchangeRate;

/** Every attempt is recorded, and each reader sees of it what is its to see. */
class CallDetailTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Caller user(AccountId account) {
        return Caller.user(account, new UserId("f".repeat(32)), Role.USER, "u");
    }

    private List<CallDetail> seen(AccountId reader, AccountId account) {
        world.storeRefused();
        CallDetailManager manager = world.callDetails();
        PageRequest page = new PageRequest(Optional.empty(), 100, true);
        return manager.list(
                        user(reader),
                        account,
                        world.clock.instant().minusSeconds(86_400),
                        world.clock.instant().plusSeconds(1),
                        false,
                        page)
                .rows();
    }

    private CallDetail only(AccountId reader) {
        List<CallDetail> calls = seen(reader, C);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    @Test
    void answeredUnansweredFreeFlatEmergencyAndRefusedAttemptsAllStandInTheList() {
        world.limits(C, "{\"inbound_trunks\":1}");
        world.call("paid", C, GERMANY);
        world.call("unanswered", C, GERMANY);
        world.call("free", C, "+18005550100");
        world.inbound("flat", C, "+14155550101");
        world.call("911", C, "911");
        world.call("no rate", C, "+999123456");
        world.call("bad number", C, "12");
        world.call("nobody", new AccountId("9".repeat(32)), GERMANY);
        world.clock.move(70);
        List.of("paid", "free", "flat", "911").forEach(call -> world.end(call, 60));
        world.end("unanswered", 0);

        assertThat(seen(C, C))
                .extracting(call -> call.key().callId() + " " + call.reason().wireName() + " " + call.billedSeconds())
                .containsExactlyInAnyOrder(
                        "paid per_minute 60",
                        "unanswered per_minute 0",
                        "free toll_free 60",
                        "flat flat_rate 60",
                        "911 emergency 60",
                        "no rate no_rate 0",
                        "bad number number_invalid 0");
        assertThat(seen(ROOT, ROOT)).singleElement().satisfies(call -> {
            assertThat(call.reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
            assertThat(call.account()).isEmpty();
            assertThat(call.sipCode()).isEqualTo(404);
        });
    }

    private CallAttempt of(UserId owner, String callId, String to) {
        CallAttempt plain = world.attempt(callId, C, Direction.OUTBOUND, to);
        return new CallAttempt(
                plain.key(),
                plain.direction(),
                plain.selector(),
                plain.from(),
                plain.to(),
                "",
                List.of(),
                false,
                Optional.empty(),
                true,
                Optional.of(owner));
    }

    private List<String> callsOf(UserId owner) {
        return callsOf(C, C, owner);
    }

    private List<String> callsOf(AccountId reader, AccountId account, UserId owner) {
        world.storeRefused();
        return world
                .callDetails()
                .list(
                        user(reader),
                        account,
                        owner,
                        world.clock.instant().minusSeconds(86_400),
                        world.clock.instant().plusSeconds(1),
                        false,
                        new PageRequest(Optional.empty(), 100, true))
                .rows()
                .stream()
                .map(call -> call.key().callId())
                .toList();
    }

    @Test
    void aUsersCallsAreThoseOfWhichTheSwitchHasToldThat() {
        UserId jane = new UserId("a".repeat(32));
        UserId joe = new UserId("b".repeat(32));
        world.admission().authorize(world.caller, of(jane, "janes", GERMANY));
        world.admission().authorize(world.caller, of(jane, "refused", "+999123456"));
        world.admission().authorize(world.caller, of(joe, "joes", GERMANY));
        world.call("nobodys", C, GERMANY);
        world.admission().authorize(world.caller, of(jane, "911", "911"));
        world.restart();
        world.clock.move(70);
        List.of("janes", "joes", "nobodys", "911").forEach(call -> world.end(call, 60));

        assertThat(callsOf(jane)).containsExactlyInAnyOrder("janes", "refused", "911");
        assertThat(callsOf(joe)).containsExactly("joes");
        assertThat(callsOf(new UserId("c".repeat(32)))).isEmpty();
        assertThat(seen(C, C)).hasSize(5);
    }

    @Test
    void aUserThatTheAccountDoesNotHaveIsNotFoundWhereSomebodyKeepsUsers() {
        UserId jane = new UserId("a".repeat(32));
        UserId ofR2 = new UserId("b".repeat(32));
        world.users.kept =
                (account, user) -> account.equals(C) && user.equals(jane) || account.equals(R2) && user.equals(ofR2);

        assertThat(callsOf(jane)).isEmpty();
        assertThat(callsOf(R2, R2, ofR2)).isEmpty();
        for (UserId unknown : List.of(ofR2, new UserId("c".repeat(32)))) {
            assertThatThrownBy(() -> callsOf(R2, C, unknown))
                    .isInstanceOf(NotFoundException.class)
                    .extracting(wrong -> ((NotFoundException) wrong).causeValue())
                    .isEqualTo(unknown.value());
        }
    }

    @Test
    void whoMayNotSeeTheAccountIsNotToldWhetherItHasTheUser() {
        world.users.kept = (account, user) -> true;

        assertThatThrownBy(() -> callsOf(C, R2, new UserId("a".repeat(32))))
                .isInstanceOf(NotFoundException.class)
                .extracting(wrong -> ((NotFoundException) wrong).causeValue())
                .isEqualTo(R2.value());
    }

    @Test
    void anotherUserOfTheSameAttemptIsARepeat() {
        CallDecision first = world.admission().authorize(world.caller, of(new UserId("a".repeat(32)), "1", GERMANY));

        assertThat(world.call("1", C, GERMANY)).isEqualTo(first);
    }

    @Test
    void aReaderSeesWhatItAndThoseBelowPayAndNeverWhatThoseAbovePay() {
        world.call("1", C, GERMANY);
        world.renew("1", 40);
        world.clock.move(70);
        world.end("1", 61);

        assertThat(only(C).charges()).extracting(Charge::costMicros).containsExactly(134_302L);
        assertThat(only(R2).charges()).extracting(Charge::costMicros).containsExactly(134_302L, 94_042L);
        assertThat(only(R1).charges()).extracting(Charge::costMicros).containsExactly(134_302L, 94_042L, 71_167L);
        assertThat(only(C).resellerCharge()).isEmpty();
        assertThat(only(R2).resellerCharge()).map(Charge::account).contains(R2);
        assertThat(only(C).charges().get(0).billing()).isEqualTo(Billing.PER_MINUTE);
        assertThatThrownBy(() -> seen(C, R2)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aResellerSeesItsOwnMarginAndTheAccountNone() {
        world.call("1", C, GERMANY);
        world.renew("1", 40);
        world.clock.move(70);
        world.end("1", 61);

        assertThat(only(C).marginMicros()).isEmpty();
        assertThat(only(R2).marginMicros()).hasValue(134_302 - 94_042);
        assertThat(only(R1).marginMicros()).hasValue(94_042 - 71_167);
    }

    /** R2 and those above count in dollars, C in euros. */
    private CallDetail soldInEuros(String deckCurrency) {
        world.tree.currency(C, "EUR");
        world.prices.put(C, World.price("0.1321", 1, 30).exchanged(9, 10));
        world.deckCurrencies.put(C, deckCurrency);
        world.call("1", C, GERMANY);
        world.renew("1", 40);
        world.clock.move(70);
        world.end("1", 61);
        return only(R2);
    }

    @Test
    void whatWasSoldFromADeckInTheSellersCurrencyIsCountedAtThePriceBeforeItWasExchanged() {
        CallDetail seen = soldInEuros("USD");

        assertThat(seen.charges().get(0).currency()).isEqualTo("EUR");
        assertThat(seen.charges().get(0).costMicros()).isEqualTo(120_872);
        assertThat(seen.marginMicros()).hasValue(134_302 - 94_042);
    }

    @Test
    void whatWasSoldInAnotherCurrencyIsCountedByTheExchangeRateThatWasInForce() {
        Instant start = world.clock.instant();
        world.exchanges.add(new ExchangeRate("EUR", "USD", 1_100_000_000, start.minusSeconds(60)));
        world.exchanges.add(new ExchangeRate("EUR", "USD", 2_000_000_000, start.plusSeconds(30)));

        assertThat(soldInEuros("GBP").marginMicros()).hasValue(132_959 - 94_042);
    }

    @Test
    void withoutAnExchangeRateNoMarginIsGuessed() {
        assertThat(soldInEuros("GBP").marginMicros()).isEmpty();
    }

    @Test
    void aRefusalFromAboveIsToldAsNothingMoreThanThat() {
        world.credit(R1, "0");
        world.call("1", C, GERMANY);

        assertThat(only(C).reason()).isEqualTo(Reason.UPSTREAM_UNAVAILABLE);
        assertThat(only(C).refusedBy()).isEmpty();
        assertThat(only(C).sipCode()).isEqualTo(480);
        assertThat(only(R1).reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
        assertThat(only(R1).refusedBy()).contains(R1);
        assertThat(only(R1).sipCode()).isEqualTo(402);
    }

    @Test
    void aRepeatedRefusalIsOneAttemptAndALaterOneAnother() {
        world.call("1", C, "+999123456");
        world.call("1", C, "+999123456");
        world.clock.move(31);
        world.call("1", C, "+999123456");

        assertThat(seen(C, C)).hasSize(2);
    }

    @Test
    void aLateEndChangesTheRecordAndNotItsPlace() {
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(100);
        world.settleLeases();
        CallDetail lease = only(C);
        world.clock.move(3_600);
        world.end("1", 95);

        CallDetail late = only(C);
        assertThat(late.id()).isEqualTo(lease.id());
        assertThat(late.recordedAt()).isEqualTo(lease.recordedAt());
        assertThat(late.billedSeconds()).isEqualTo(95);
        assertThat(late.flags()).contains("late");
        assertThat(late.charges().get(0).costMicros()).isEqualTo(209_158);
    }

    @Test
    void theSwitchsWordsOnTheEndAreKept() {
        Hangup hangup = new Hangup("NO_ANSWER", "caller", OptionalInt.of(487), OptionalLong.of(25));
        world.call("1", C, GERMANY);
        world.clock.move(30);
        world.admission()
                .ended(world.caller, new CallEnd(world.key("1"), 0, Optional.empty(), hangup, false, Optional.empty()));

        CallDetail call = only(C);
        assertThat(call.hangup()).isEqualTo(hangup);
        assertThat(call.sipCode()).isEqualTo(487);
        assertThat(call.durationSeconds()).isEqualTo(25);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void refusalsAreDecidedWhileTheDatabaseIsAwayAndRecordedAfterARestart() {
        CallDetailStore there = world.details;
        world.detailsDown(true);
        for (int i = 0; i < 50; i++) {
            assertThat(world.call("r" + i, C, "+999123456").allowed()).isFalse();
            world.clock.move(1);
        }
        world.restart();
        world.detailsDown(false);

        assertThat(seen(C, C)).hasSize(50);
        assertThat(there).isSameAs(world.details);
    }
}
