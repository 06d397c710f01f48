package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;
import org.trunkline.rating.RateTexts;
import org.trunkline.tasks.spi.GivenRun;

/** Which rate of a deck a call gets. The deck's timezone is that of root: New York. */
class RateSelectionTest {
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private final World world = new World();

    @Test
    void aRateIsForTheNumbersThatOneOfItsRoutesMatches() {
        rate("{'prefix':44,'rate_cost':1}");
        rate("{'prefix':4420,'rate_cost':2,'routes':['^\\\\+44207','^\\\\+442088$']}");

        assertThat(prefix("442071234")).isEqualTo("4420");
        assertThat(prefix("442088")).isEqualTo("4420");
        assertThat(prefix("4420881")).isEqualTo("44");
    }

    @Test
    void callsToTheSamePlaceShareTheRateUntilThereIsABetterOne() {
        rate("{'prefix':44,'rate_cost':1}");

        Rate first = find("4420", Set.of(), NEW_YEAR).orElseThrow();
        assertThat(find("4421", Set.of(), NEW_YEAR).orElseThrow()).isEqualTo(first);
        assertThat(RateTexts.read(first.texts()))
                .isEqualTo(new RateTexts(first.id(), first.name(), first.description(), first.prefix()));

        rate("{'prefix':442,'rate_cost':2}");
        assertThat(prefix("4420")).isEqualTo("442");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'prefix':44,'rate_cost':1}",
                "{'prefix':44,'rate_cost':1,'iso_country_code':'GB','rate_name':'GB_44','description':'Königreich'}",
                "{'prefix':44,'rate_cost':1,'iso_country_code':'GB','rate_name':'GB_44','description':'\uD83D\uDCDE'}",
                "{'prefix':44,'rate_cost':1,'iso_country_code':'GB','rate_name':'GB_44','description':'a\\u0000b'}",
                "{'prefix':44,'rate_cost':1,'iso_country_code':'GB','rate_name':'GB_44','rate_suffix':'x'}",
                "{'prefix':44,'rate_cost':1,'iso_country_code':'GB','description':'no name'}",
                "{'prefix':44,'rate_cost':1,'rate_name':'Britain','direction':['outbound']}"
            })
    void whatARateIsCalledIsTheSameInOnePiece(String json) {
        rate(json);

        Rate found = find("442071", Set.of(), NEW_YEAR).orElseThrow();

        assertThat(found.texts())
                .isEqualTo(RateTexts.of(found.id(), found.name(), found.description(), found.prefix()));
    }

    @Test
    void whatTheSecondDirectionOfAPrefixIsCalledIsTheSameInOnePiece() {
        String country = "{'prefix':44,'rate_cost':1,'iso_country_code':'GB','rate_name':'GB_44','direction':";
        rate(country + "['inbound']}");
        rate(country + "['outbound']}");

        Rate found = find("442071", Set.of(), NEW_YEAR).orElseThrow();

        assertThat(found.id()).isEqualTo("GB-44-out");
        assertThat(RateTexts.read(found.texts()))
                .isEqualTo(new RateTexts(found.id(), found.name(), found.description(), found.prefix()));
    }

    @Test
    void aRateWithoutAnyRouteIsNeverUsed() {
        rate("{'prefix':44,'rate_cost':1,'routes':[]}");

        assertThat(find("4420", Set.of(), NEW_YEAR)).isEmpty();
    }

    @Test
    void aRateWithOptionsIsForCallsWhoseFlagsItHasAll() {
        rate("{'prefix':44,'rate_cost':1}");
        rate("{'prefix':4420,'rate_cost':2,'options':['fax','gold']}");

        assertThat(find("4420", Set.of("fax"), NEW_YEAR).orElseThrow().prefix()).isEqualTo("4420");
        assertThat(find("4420", Set.of(), NEW_YEAR).orElseThrow().prefix()).isEqualTo("4420");
        assertThat(find("4420", Set.of("fax", "silver"), NEW_YEAR).orElseThrow().prefix())
                .isEqualTo("44");
    }

    @Test
    void aRateIsValidFromTheBeginningOfItsFirstDayToTheBeginningOfTheDayAfterItsLast() {
        rate("{'prefix':44,'rate_cost':1}");
        rate("{'prefix':4420,'rate_cost':2,'valid_from':'2027-01-01','valid_until':'2027-02-01'}");

        // midnight in New York is 05:00 in UTC
        assertThat(prefix("4420", "2027-01-01T04:59:59Z")).isEqualTo("44");
        assertThat(prefix("4420", "2027-01-01T05:00:00Z")).isEqualTo("4420");
        assertThat(prefix("4420", "2027-02-01T04:59:59Z")).isEqualTo("4420");
        assertThat(prefix("4420", "2027-02-01T05:00:00Z")).isEqualTo("44");
    }

    @Test
    void validityMayBeAnInstant() {
        rate("{'prefix':44,'rate_cost':1,'valid_from':'2027-01-01T01:00:00+01:00'}");

        assertThat(find("4420", Set.of(), NEW_YEAR.minusNanos(1))).isEmpty();
        assertThat(find("4420", Set.of(), NEW_YEAR)).isPresent();
    }

    @Test
    void peakAndOffPeakRatesOfOnePrefixDifferBySuffix() {
        rate("{'prefix':44,'rate_cost':2,'rate_suffix':'peak','windows':'mon-fri 08:00-18:00','weight':1}");
        rate("{'prefix':44,'rate_cost':1,'weight':2}");

        // a Friday; clocks in New York are five hours behind
        assertThat(id("44", "2026-11-27T12:59:59Z")).isEqualTo("XX-44");
        assertThat(id("44", "2026-11-27T13:00:00Z")).isEqualTo("XX-44-peak");
        assertThat(id("44", "2026-11-27T23:00:00Z")).isEqualTo("XX-44");
        assertThat(id("44", "2026-11-28T15:00:00Z")).isEqualTo("XX-44");
    }

    @Test
    void windowsFollowTheClocksWhenTheyAreChanged() {
        rate("{'prefix':44,'rate_cost':2,'windows':'08:00-18:00'}");

        assertThat(find("44", Set.of(), Instant.parse("2026-03-06T12:30:00Z"))).isEmpty();
        assertThat(find("44", Set.of(), Instant.parse("2026-03-09T12:30:00Z"))).isPresent();
    }

    @Test
    void timeIsNowWhereNoneIsGiven() {
        rate("{'prefix':44,'rate_cost':1,'valid_until':'2026-01-01'}");
        rate("{'prefix':4,'rate_cost':1,'valid_until':'2026-01-02'}");

        assertThat(world.outbound(CUSTOMER, "4420").orElseThrow().prefix()).isEqualTo("4");
    }

    @Test
    void tiesAreDecidedByDirectionAndThenBySuffix() {
        rate("{'prefix':44,'rate_cost':1,'weight':5,'rate_suffix':'b'}");
        rate("{'prefix':44,'rate_cost':2,'weight':5,'rate_suffix':'a'}");
        assertThat(id("44", "2026-11-27T12:00:00Z")).isEqualTo("XX-44-a");

        rate("{'prefix':44,'rate_cost':3,'weight':5,'rate_suffix':'c','direction':'outbound'}");
        assertThat(id("44", "2026-11-27T12:00:00Z")).isEqualTo("XX-44-c");
    }

    @Test
    void namesWhatCannotBeReadAndSaysWhatCan() {
        assertThatThrownBy(() -> rate("{'prefix':44,'rate_cost':1,'routes':['[1'],'windows':'always',"
                        + "'valid_from':'1.1.2027','valid_until':'2027-01-01T00:00:00'}"))
                .isInstanceOfSatisfying(InvalidException.class, e -> {
                    assertThat(e.errors())
                            .extracting(FieldError::field)
                            .containsExactlyInAnyOrder("routes", "windows", "valid_from", "valid_until");
                    assertThat(e.errors()).extracting(FieldError::message).anyMatch(text -> text.contains("mon-fri"));
                });
        GivenRun run = world.imported(
                TestTree.ROOT, "ratedeck", "prefix,rate_cost,routes,windows,valid_from\n44,1,(,x,y\n45,1,,,\n");
        assertThat(run.errors())
                .extracting(error -> error.split(" ")[0] + " " + error.split(" ")[1])
                .containsExactly("2 routes", "2 valid_from", "2 windows");
    }

    @Test
    void aRouteThatSaysNothingIsNotKept() {
        world.imported(
                TestTree.ROOT,
                "ratedeck",
                "prefix,rate_cost,routes\n44,1,^\\+?44.+$\n45,1,[\"^\\\\+?45.+$\"]\n46,1,\n");

        assertThat(world.inForce(TestTree.ROOT, "ratedeck").base().kinds()).hasSize(1);
        assertThat(prefix("44")).isEqualTo("44");
    }

    private void rate(String json) {
        world.create(TestTree.ROOT, "ratedeck", json);
    }

    private String prefix(String digits) {
        return find(digits, Set.of(), NEW_YEAR).orElseThrow().prefix();
    }

    private String prefix(String digits, String at) {
        return find(digits, Set.of(), Instant.parse(at)).orElseThrow().prefix();
    }

    private String id(String digits, String at) {
        return find(digits, Set.of(), Instant.parse(at)).orElseThrow().id();
    }

    private Optional<Rate> find(String digits, Set<String> options, Instant at) {
        return world.finder.find(
                CUSTOMER, new RateQuery(digits, Direction.OUTBOUND, Optional.empty(), options, Optional.of(at)));
    }
}
