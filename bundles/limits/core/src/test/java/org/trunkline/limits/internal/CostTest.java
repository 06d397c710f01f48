package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine.Contra;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallSettlement;

/** What carriers cost, and decks in other currencies (charging §3, §6 b). */
class CostTest {
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

    private CallSettlement call61Seconds(String id) {
        world.call(id, C, GERMANY);
        world.renew(id, 40);
        world.clock.move(70);
        return world.end(id, 61);
    }

    private List<Entry> entries(String call, String what) {
        return world.ledger.posted(world.sbc.id() + "/" + call + "/a/" + what);
    }

    private CallDetail seenBy(org.trunkline.kernel.AccountId reader) {
        Caller caller = Caller.user(reader, new UserId("f".repeat(32)), Role.USER, "u");
        return world.callDetails()
                .list(
                        caller,
                        C,
                        world.clock.instant().minusSeconds(3_600),
                        world.clock.instant().plusSeconds(1),
                        false,
                        PageRequest.first())
                .rows()
                .get(0);
    }

    @Test
    void aCallPostsWhatEachLevelPaysAndWhatRootPaysTheCarrier() {
        world.carrier.set(World.price("0.0550", 6, 6));

        CallSettlement settlement = call61Seconds("1");

        List<Entry> entries = entries("1", "end");
        assertThat(entries).extracting(each -> each.line().account()).containsExactly(C, R2, R1, ROOT);
        assertThat(entries)
                .extracting(each -> each.line().amountMicros())
                .containsExactly(-134_302L, -94_042L, -71_167L, -60_500L);
        assertThat(entries)
                .extracting(each -> each.line().contra())
                .containsExactly(
                        new Contra(R2.value(), "sold:per-minute-voip"),
                        new Contra(R1.value(), "sold:per-minute-voip"),
                        new Contra(ROOT.value(), "sold:per-minute-voip"),
                        new Contra("carrier:carriers", "cost"));
        assertThat(settlement.levels()).hasSize(3);
        assertThat(settlement.carrier()).isEmpty();
    }

    @Test
    void theCostOfCarriersIsFrozenAtTheDecisionAndSurvivesARestart() {
        world.carrier.set(World.price("0.0550", 6, 6));
        world.call("1", C, GERMANY);
        world.renew("1", 40);
        world.carrier.set(World.price("9", 6, 6));
        world.restart();
        world.clock.move(70);
        world.end("1", 61);

        assertThat(world.ledger.balanceMicros(ROOT)).isEqualTo(-60_500);
    }

    @Test
    void whatRootPaysLimitsNoCall() {
        world.carrier.set(World.price("1000", 6, 6));

        for (int i = 0; i < 3; i++) {
            world.call("c" + i, C, GERMANY);
            world.clock.move(10);
            assertThat(world.end("c" + i, 5).posted()).isTrue();
        }

        assertThat(world.ledger.balanceMicros(ROOT)).isEqualTo(-300_000_000);
        assertThat(world.held(ROOT)).isZero();
        assertThat(world.call("more", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void aCallWithoutAChargeCostsRootAllTheSame() {
        world.carrier.set(World.price("0.0550", 6, 6));
        world.limits(C, "{\"inbound_trunks\":1}");
        world.inbound("flat", C, "+14155550101");
        world.clock.move(70);
        world.end("flat", 61);

        assertThat(world.ledger.balanceMicros(ROOT)).isEqualTo(-60_500);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000);
    }

    @Test
    void aLateEndAndACorrectionPostTheDifferenceOfTheCarrierToo() {
        world.carrier.set(World.price("0.0600", 1, 1));
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(100);
        world.settleLeases();
        assertThat(world.ledger.balanceMicros(ROOT)).isEqualTo(-1_000);

        world.end("1", 95);

        assertThat(world.ledger.balanceMicros(ROOT)).isEqualTo(-95_000);
        Entry lease = entries("1", "lease:1").get(3);
        assertThat(entries("1", "end").get(3).line().correctionOf()).contains(lease.id());
    }

    @Test
    void onlyRootSeesWhatTheCarrierCostsAndWhatIsLeftOfTheCall() {
        world.carrier.set(World.price("0.0550", 6, 6));
        call61Seconds("1");

        assertThat(seenBy(ROOT).carrier().orElseThrow().costMicros()).isEqualTo(60_500);
        assertThat(seenBy(ROOT).marginMicros()).hasValue(71_167 - 60_500);
        assertThat(seenBy(R1).carrier()).isEmpty();
        assertThat(seenBy(R1).marginMicros()).hasValue(94_042 - 71_167);
        assertThat(seenBy(C).carrier()).isEmpty();
    }

    @Test
    @DisplayName("17 currencies: a level pays in its own, rounded once, and the entry keeps both amounts")
    void aLevelPaysInItsOwnCurrencyAndTheEntryKeepsBothAmounts() {
        world.prices.put(C, World.price("0.0470", 1, 1).exchanged(1_083_450, 1_000_000));
        world.deckCurrencies.put(C, "EUR");

        CallSettlement settlement = call61Seconds("1");

        assertThat(settlement.levels().get(0).amountMicros()).isEqualTo(-51_771);
        assertThat(settlement.levels().get(0).currency()).isEqualTo("USD");
        Entry entry = entries("1", "end").get(0);
        assertThat(entry.line().currency()).isEqualTo("USD");
        var exchange = Json.parse(entry.line().metadata()).path("exchange");
        assertThat(exchange.path("currency").textValue()).isEqualTo("EUR");
        assertThat(exchange.path("amount").decimalValue()).isEqualByComparingTo("-0.047783");
        assertThat(Json.parse(entries("1", "end").get(1).line().metadata()).has("exchange"))
                .isFalse();
        assertThat(Optional.of(seenBy(C).charges().get(0).rate().orElseThrow().currency()))
                .contains("EUR");
    }

    @Test
    void aDiscountIsPartOfThePriceThatIsHeldAndCharged() {
        world.prices.put(C, World.price("1.2700", 60, 60).discounted(1_000));
        world.credit(C, "3");
        world.call("1", C, GERMANY);
        assertThat(world.held(C)).isEqualTo(1_143_000);
        world.renew("1", 40);
        world.clock.move(70);

        assertThat(world.end("1", 61).levels().get(0).amountMicros()).isEqualTo(-2_286_000);
    }
}
