package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine.Contra;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.EventSettlement.LevelCharge;
import org.trunkline.limits.Reason;
import org.trunkline.rating.EventPrice;

/** An event is charged once, on all levels or on none, and nobody's floor is crossed (charging §6). */
class EventTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal, WideRace::new);
        world.chain();
        price(C, "0.02").price(R2, "0.015").price(R1, "0.01");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private EventTest price(AccountId account, String each) {
        long nanos = org.trunkline.kernel.Money.toNanos("price", new java.math.BigDecimal(each));
        world.eventPrices.put(account, new EventPrice(nanos, 0, 0, 1, 1));
        return this;
    }

    @Test
    void anEventIsChargedOnAllLevelsAndItsEntriesSayWhat() {
        EventSettlement settlement = world.charge("k", C, "sms", 2);

        assertThat(settlement.refusal()).isEmpty();
        assertThat(settlement.levels())
                .extracting(LevelCharge::amountMicros)
                .containsExactly(-40_000L, -30_000L, -20_000L);
        List<Entry> entries = world.ledger.posted(world.sbc.id() + "/event/k");
        assertThat(entries)
                .extracting(Entry::id)
                .containsExactlyElementsOf(
                        settlement.levels().stream().map(LevelCharge::entryId).toList());
        Entry reseller = entries.get(1);
        assertThat(reseller.line().contra()).isEqualTo(new Contra(R1.value(), "sold:sms"));
        assertThat(reseller.line().source().service()).isEqualTo("sms");
        assertThat(reseller.line().usage().quantity()).isEqualTo(2);
        assertThat(reseller.line().callingAccount()).isEqualTo(C);
        assertThat(Json.parse(reseller.line().metadata()).path("via").textValue())
                .isEqualTo(C.value());
        assertThat(Json.parse(reseller.line().metadata()).path("note").textValue())
                .isEqualTo("n");
    }

    @Test
    void aRepeatReturnsTheFirstAnswerForEverAndAnotherEventUnderItsKeyIsAConflict() {
        EventSettlement first = world.charge("k", C, "sms", 2);
        world.credit(C, "0");
        price(C, "9");
        world.restart();

        assertThat(world.charge("k", C, "sms", 2)).isEqualTo(first);
        assertThat(world.ledger.postings()).isEqualTo(1);
        assertThatThrownBy(() -> world.charge("k", C, "sms", 3)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.charge("k", C, "mms", 2)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.charge("k", R2, "sms", 2)).isInstanceOf(ConflictException.class);
    }

    @Test
    void oneLevelThatCannotPayRefusesAndNobodyPays() {
        world.credit(R2, "0.029999");

        EventSettlement settlement = world.charge("k", C, "sms", 2);

        assertThat(settlement.refusal()).contains(Reason.INSUFFICIENT_CREDIT);
        assertThat(settlement.refusedBy()).contains(R2);
        assertThat(world.ledger.postings()).isZero();
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000);
        world.credit(R2, "0.03");
        assertThat(world.charge("k", C, "sms", 2).refusal()).isEmpty();
        assertThat(world.ledger.balanceMicros(R2)).isZero();
    }

    @Test
    void whatCallsHoldIsNotFreeAndWhatEventsTookIsNotEither() {
        world.call("1", C, GERMANY);
        world.credit(C, "0.1520");

        assertThat(world.charge("a", C, "sms", 1).refusal()).contains(Reason.INSUFFICIENT_CREDIT);
        world.credit(C, "0.1521");
        assertThat(world.charge("b", C, "sms", 1).refusal()).isEmpty();
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
    }

    @Test
    void theFloorIsThatOfCalls() {
        world.credit(C, "0").limits(C, "{\"allow_postpay\":true,\"max_postpay_amount\":0.04}");

        assertThat(world.charge("a", C, "sms", 3).refusal()).contains(Reason.INSUFFICIENT_CREDIT);
        assertThat(world.charge("b", C, "sms", 2).refusal()).isEmpty();
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(-40_000);
    }

    @Test
    void withoutARateThereIsNoCharge() {
        world.eventPrices.remove(R1);

        assertThat(world.charge("k", C, "sms", 1).refusal()).contains(Reason.NO_RATE);
        assertThat(world.charge("l", new AccountId("9".repeat(32)), "sms", 1).refusal())
                .contains(Reason.ACCOUNT_UNKNOWN);
        assertThat(world.charge("m", ROOT, "sms", 1).levels())
                .singleElement()
                .satisfies(level -> assertThat(level.amountMicros()).isZero());
    }

    @Test
    void whileTheLedgerIsDownNothingIsTaken() {
        world.ledger.down(true);

        assertThatThrownBy(() -> world.charge("k", C, "sms", 2)).isInstanceOf(UnavailableException.class);

        world.ledger.down(false);
        long spendable =
                world.state().atomically(R1, false, book -> book.usage(C).balanceMicros());
        assertThat(spendable).isEqualTo(1_000_000);
        assertThat(world.charge("k", C, "sms", 2).refusal()).isEmpty();
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(960_000);
    }

    @Test
    void eventsAndCallsAtOnceNeverSpendMoreThanThereIs() throws Exception {
        // money for ten: each event costs what the first minute of a call does
        price(C, "0.1321");
        world.credit(C, "1.321").credit(R2, "1000").credit(R1, "1000");

        long passed = AtOnce.run(
                        80,
                        i -> i % 2 == 0
                                ? world.charge("x" + i, C, "sms", 1).refusal().isEmpty()
                                : world.call("x" + i, C, GERMANY).allowed())
                .stream()
                .filter(each -> each)
                .count();

        assertThat(passed).isEqualTo(10);
        assertThat(world.ledger.balanceMicros(C) - world.held(C)).isZero();
    }

    @Test
    void anEventToldManyTimesAtOnceIsNotRefusedForTheMoneyThatItTookItself() throws Exception {
        price(C, "0.1321");
        world.credit(C, "0.1321").credit(R2, "1000").credit(R1, "1000");

        assertThat(AtOnce.run(40, i -> world.charge("k", C, "sms", 1))).containsOnly(world.charge("k", C, "sms", 1));

        assertThat(world.charge("k", C, "sms", 1).refusal()).isEmpty();
        assertThat(world.ledger.balanceMicros(C)).isZero();
    }

    @Test
    void oneEventToldManyTimesAtOnceIsChargedOnce() throws Exception {
        assertThat(AtOnce.run(40, i -> world.charge("k", C, "sms", 2))).containsOnly(world.charge("k", C, "sms", 2));

        assertThat(world.ledger.balanceMicros(C)).isEqualTo(960_000);
    }
}
