package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.RESELLER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;

/** Decks come in whole or not at all. */
class RateImportTest {
    private static final String HEADER =
            "prefix,iso_country_code,rate_name,description,direction,rate_cost,internal_rate_cost,rate_increment,"
                    + "rate_minimum,rate_surcharge,rate_nocharge_time,weight\n";

    private final World world = new World();

    @Test
    void importsADeckThatIsThereAfterARestart() {
        GivenRun run = world.imported(
                TestTree.ROOT,
                "ratedeck",
                HEADER
                        + "1201,US,US_1201,New Jersey,outbound,0.0068,0.00476,6,6,0.00,0,50\n"
                        + "44,GB,,Britain,,0.0127,,6,30,0.05,,\n");

        assertThat(run.errors()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(2);
        Rate rate = world.outbound(CUSTOMER, "442071").orElseThrow();
        assertThat(rate.id()).isEqualTo("GB-44");
        assertThat(rate.name()).isEqualTo("GB_44");
        assertThat(rate.price().costMicros(45)).isEqualTo(60_160);
        assertThat(world.restartedFinder()
                        .find(CUSTOMER, new RateQuery("12015551234", Direction.OUTBOUND, Optional.empty()))
                        .orElseThrow()
                        .internalCostNanos())
                .hasValue(4_760_000);
    }

    @Test
    void namesLineAndFieldOfEveryBadRowAndImportsNothing() {
        world.imported(TestTree.ROOT, "ratedeck", HEADER + "44,GB,,,,1,,,,,,\n");

        GivenRun run = world.imported(
                TestTree.ROOT,
                "ratedeck",
                HEADER
                        + "44,GB,,,,2,,,,,,\n"
                        + "+45,DK,,,,1,,,,,,\n"
                        + "46,SE,,,,-0.1,,,,,,\n"
                        + "47,NO,,,,NaN,,0,,,,\n"
                        + "48,PL,,,,0.0000000001,,,,,,\n"
                        + "123456789012345678901,XX,,,,1,,,,,,\n"
                        + "49,DE,,,sideways,,x,6,,1e3,-1,500\n"
                        + "33,FR,,,,99999999999,,,,,,\n");

        assertThat(run.succeeded()).isZero();
        assertThat(run.errors().stream()
                        .map(error -> error.split(" ")[0] + " " + error.split(" ")[1])
                        .toList())
                .containsExactly(
                        "3 prefix",
                        "4 rate_cost",
                        "5 rate_cost",
                        "5 rate_increment",
                        "6 rate_cost",
                        "7 prefix",
                        "8 rate_cost",
                        "8 internal_rate_cost",
                        "8 direction",
                        "8 rate_surcharge",
                        "8 rate_nocharge_time",
                        "8 weight",
                        "9 rate_cost");
        assertThat(world.outbound(CUSTOMER, "442071").orElseThrow().price().perMinuteNanos())
                .isEqualTo(1_000_000_000L);
        assertThat(world.outbound(CUSTOMER, "331234")).isEmpty();
    }

    @Test
    void namesBothLinesOfADuplicate() {
        GivenRun run = world.imported(
                TestTree.ROOT,
                "ratedeck",
                HEADER + "44,GB,,,,1,,,,,,\n49,DE,,,,1,,,,,,\n44,GB,,,,2,,,,,,\n44,GB,,,inbound,2,,,,,,\n");

        assertThat(run.errors()).hasSize(1);
        assertThat(run.errors().get(0)).startsWith("4 prefix").contains("line 2");
        assertThat(world.model.deck(TestTree.ROOT, "ratedeck")).isEmpty();
    }

    @Test
    void keepsBothDirectionsOfOnePrefixInAnyOrder() {
        world.imported(
                TestTree.ROOT,
                "ratedeck",
                HEADER + "1800,US,TF_out,,outbound,0,,6,6,,,\n1800,US,TF_in,,inbound,0.021,,6,6,,,\n");

        assertThat(world.outbound(CUSTOMER, "18005551234").orElseThrow().name()).isEqualTo("TF_out");
        assertThat(world.finder
                        .find(CUSTOMER, new RateQuery("18005551234", Direction.INBOUND, Optional.empty()))
                        .orElseThrow()
                        .id())
                .isEqualTo("US-1800-in");
    }

    @Test
    void aRowForARateThatIsThereChangesWhatItGives() {
        world.imported(TestTree.ROOT, "ratedeck", HEADER + "44,GB,old,Britain,,1,0.5,6,30,0.05,3,\n49,DE,,,,1,,,,,,\n");

        GivenRun run = world.imported(TestTree.ROOT, "ratedeck", "prefix,rate_cost,rate_minimum\n44,2,10\n33,3,\n");

        assertThat(run.errors()).isEmpty();
        Rate rate = world.outbound(CUSTOMER, "441").orElseThrow();
        assertThat(rate.id()).isEqualTo("GB-44");
        assertThat(rate.name()).isEqualTo("old");
        assertThat(rate.price().perMinuteNanos()).isEqualTo(2_000_000_000L);
        assertThat(rate.price().minimumSeconds()).isEqualTo(10);
        assertThat(rate.price().incrementSeconds()).isEqualTo(6);
        assertThat(rate.internalCostNanos()).hasValue(500_000_000L);
        assertThat(world.outbound(CUSTOMER, "491")).isPresent();
        assertThat(world.outbound(CUSTOMER, "331")).isPresent();
        assertThat(world.model
                        .deck(TestTree.ROOT, "ratedeck")
                        .orElseThrow()
                        .stored()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void importsOverSingleRatesThatWereEdited() {
        world.imported(TestTree.ROOT, "ratedeck", HEADER + "44,GB,,,,1,,,,,,\n49,DE,,,,1,,,,,,\n");
        world.create(TestTree.ROOT, "ratedeck", "{'prefix':33,'rate_cost':7,'iso_country_code':'FR'}");
        world.rating.delete(World.admin(TestTree.ROOT), TestTree.ROOT, "ratedeck", "DE-49");

        world.imported(TestTree.ROOT, "ratedeck", HEADER + "44,GB,,,,5,,,,,,\n");

        assertThat(world.outbound(CUSTOMER, "331").orElseThrow().id()).isEqualTo("FR-33");
        assertThat(world.outbound(CUSTOMER, "491")).isEmpty();
        assertThat(world.outbound(CUSTOMER, "441").orElseThrow().price().perMinuteNanos())
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void ofAFileWithTwoDecksTheGoodOneIsImported() {
        GivenRun run = world.imported(
                RESELLER, "ignored", "prefix,rate_cost,ratedeck_id\n44,1,gold\n49,x,silver\n33,1,silver\n");

        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(world.rating.decks(World.admin(RESELLER), RESELLER)).isEqualTo(List.of("gold"));
    }

    @Test
    void sortsLongPrefixes() {
        world.imported(
                TestTree.ROOT,
                "ratedeck",
                "prefix,rate_cost\n12345678901299,3\n1234567890,1\n12345678901234567890,4\n123456789012,2\n");

        assertThat(world.outbound(CUSTOMER, "1234567890123").orElseThrow().prefix())
                .isEqualTo("123456789012");
        assertThat(world.outbound(CUSTOMER, "123456789099").orElseThrow().prefix())
                .isEqualTo("1234567890");
        assertThat(world.outbound(CUSTOMER, "123456789012345678901")
                        .orElseThrow()
                        .prefix())
                .isEqualTo("12345678901234567890");
    }

    @Test
    void isForSellersOnly() {
        NewTask wanted = new NewTask("rates", "import", "", Map.of());
        NewTask bad = new NewTask("rates", "import", "", Map.of(RateImport.DECK, "a b"));

        assertThatThrownBy(() -> world.imports.check(World.admin(CUSTOMER), CUSTOMER, wanted))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.imports.check(World.user(RESELLER), RESELLER, wanted))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.imports.check(World.admin(RESELLER), RESELLER, bad))
                .isInstanceOf(InvalidException.class);
        world.imports.check(World.admin(RESELLER), RESELLER, wanted);
    }
}
