package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.RateDocument;
import org.trunkline.tasks.spi.GivenRun;

/** Rates of messages and other events, which stand in decks beside those of calls. */
class EventRateTest {
    private static final String DECK = "ratedeck";

    private final World world = new World();

    @Test
    void callsAndEventsNeverFindEachOthersRates() {
        world.create(ROOT, DECK, "{'prefix':44,'rate_cost':1,'iso_country_code':'GB'}");
        world.create(ROOT, DECK, "{'prefix':4420,'rate_cost':0.0075,'rate_service':'sms','iso_country_code':'GB'}");
        world.create(ROOT, DECK, "{'prefix':44,'rate_cost':0.02,'rate_service':'mms','iso_country_code':'GB'}");

        assertThat(world.outbound(CUSTOMER, "442071").orElseThrow().id()).isEqualTo("GB-44");
        assertThat(event("sms", "442071").orElseThrow().id()).isEqualTo("GB-4420-sms");
        assertThat(event("mms", "442071").orElseThrow().id()).isEqualTo("GB-44-mms");
        assertThat(event("sms", "447071")).isEmpty();
        assertThat(event("data", "442071")).isEmpty();
        assertThat(event("sms", null)).isEmpty();
    }

    @Test
    void theRateOfPrefixZeroIsForAnyNumberAndForNone() {
        world.create(ROOT, DECK, "{'prefix':0,'rate_cost':0.01,'rate_service':'sms'}");
        world.create(ROOT, DECK, "{'prefix':44,'rate_cost':0.02,'rate_service':'sms'}");
        world.create(ROOT, DECK, "{'prefix':1,'rate_cost':0.03,'rate_surcharge':0.5,'rate_service':'sms'}");

        assertThat(event("sms", "442071").orElseThrow().price().costMicros(2)).isEqualTo(40_000);
        assertThat(event("sms", "14155550100").orElseThrow().price().costMicros(2))
                .isEqualTo(560_000);
        EventRate any = event("sms", "33123").orElseThrow();
        assertThat(any.prefix()).isEqualTo("0");
        assertThat(any.service()).isEqualTo("sms");
        assertThat(any.name()).isEqualTo("sms_0");
        assertThat(event("sms", null)).contains(any);
        assertThat(world.outbound(CUSTOMER, "0")).isEmpty();
    }

    @Test
    void importsAndEditsFindTheSameRates() {
        GivenRun run = world.imported(
                ROOT,
                DECK,
                "prefix,rate_cost,rate_service,rate_increment\n44,1,,6\n44,0.02,sms,\n0,0.01,sms,\n0,3,data,\n");
        assertThat(run.errors()).isEmpty();
        world.create(ROOT, DECK, "{'prefix':4420,'rate_cost':0.03,'rate_service':'sms'}");

        for (RateFinder finder : List.of(world.finder, world.restartedFinder())) {
            assertThat(nanos(finder, "sms", "442071")).isEqualTo(30_000_000);
            assertThat(nanos(finder, "sms", "4470")).isEqualTo(20_000_000);
            assertThat(nanos(finder, "sms", "33")).isEqualTo(10_000_000);
            assertThat(nanos(finder, "data", "4420")).isEqualTo(3_000_000_000L);
        }
        assertThat(world.outbound(CUSTOMER, "442071").orElseThrow().id()).isEqualTo("XX-44");
        assertThat(event("sms", "4470").orElseThrow().deckVersion()).isEqualTo(1);
    }

    @Test
    void aServiceIsPartOfWhatARateIs() {
        world.create(ROOT, DECK, "{'prefix':44,'rate_cost':1}");
        world.create(ROOT, DECK, "{'prefix':44,'rate_cost':0.01,'rate_service':'sms'}");

        assertThatThrownBy(() -> world.create(ROOT, DECK, "{'prefix':44,'rate_cost':2,'rate_service':'sms'}"))
                .isInstanceOf(ConflictException.class);
        world.imported(ROOT, DECK, "prefix,rate_cost,rate_service\n44,0.02,sms\n");

        assertThat(nanos(world.finder, "sms", "44")).isEqualTo(20_000_000);
        assertThat(world.outbound(CUSTOMER, "44").orElseThrow().price().perMinuteNanos())
                .isEqualTo(1_000_000_000);
        ObjectNode asCall = Json.parseObject("{\"prefix\":44,\"rate_cost\":1}");
        assertThatThrownBy(() -> world.rating.replace(admin(ROOT), ROOT, DECK, "XX-44-sms", asCall))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("rate_service"));
    }

    @Test
    void whatIsAboutCallsIsRefused() {
        assertThatThrownBy(
                        () -> world.create(
                                ROOT,
                                DECK,
                                "{'prefix':44,'rate_cost':1,'rate_service':'sms','direction':'inbound','rate_increment':6,"
                                        + "'rate_minimum':6,'rate_nocharge_time':1,'options':['fax'],'caller_id_numbers':'44'}"))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "direction",
                                "rate_increment",
                                "rate_minimum",
                                "rate_nocharge_time",
                                "options",
                                "caller_id_numbers"));
        for (String bad : List.of(
                "{'prefix':0,'rate_cost':1}",
                "{'prefix':'00','rate_cost':1,'rate_service':'sms'}",
                "{'prefix':44,'rate_cost':1,'rate_service':'S M S'}")) {
            assertThatThrownBy(() -> world.create(ROOT, DECK, bad)).as(bad).isInstanceOf(InvalidException.class);
        }
        GivenRun run = world.imported(
                ROOT,
                DECK,
                "prefix,rate_cost,rate_service,direction,rate_minimum\n0,1,,,\n44,1,sms,inbound,\n45,1,sms,,6\n46,1,!,,\n");
        assertThat(run.errors())
                .extracting(error -> error.split(" ")[0] + " " + error.split(" ")[1])
                .containsExactly("2 prefix", "3 direction", "4 rate_minimum", "5 rate_service");
    }

    @Test
    void aDiscountOfTheClassIsTakenOffWhereThereIsANumber() {
        world.create(ROOT, DECK, "{'prefix':0,'rate_cost':0.01,'rate_service':'sms'}");
        world.rating.assign(
                admin(RESELLER),
                new DeckAssignment(CUSTOMER, Optional.empty(), Optional.empty(), Map.of("international", 1_000)));

        assertThat(event("sms", "442071").orElseThrow().price().costMicros(1)).isEqualTo(9_000);
        assertThat(event("sms", "14155550100").orElseThrow().price().costMicros(1))
                .isEqualTo(10_000);
        assertThat(event("sms", null).orElseThrow().price().costMicros(1)).isEqualTo(10_000);
    }

    @Test
    void ratesOfEventsAreForTheirTimes() {
        world.create(ROOT, DECK, "{'prefix':44,'rate_cost':1,'rate_service':'sms','valid_from':'2027-01-01'}");

        assertThat(event("sms", "44")).isEmpty();
        EventQuery later = new EventQuery("sms", Optional.of("44"), Optional.of(Instant.parse("2027-01-01T05:00:00Z")));
        assertThat(world.finder.event(CUSTOMER, later)).isPresent();
    }

    @Test
    void deletingARateOfCallsLeavesThoseOfEvents() {
        world.imported(ROOT, DECK, "prefix,rate_cost,rate_service\n44,1,\n44,0.02,sms\n");
        RateDelete deletion = new RateDelete(world.writer, world.model, world.tree, world.clock);

        deletion.run(new GivenRun(admin(ROOT), Map.of(), "prefix\n44\n"));
        assertThat(ids()).containsExactly("XX-44-sms");
        deletion.run(new GivenRun(admin(ROOT), Map.of(), "prefix,rate_service\n44,sms\n"));
        assertThat(ids()).isEmpty();
    }

    private List<String> ids() {
        return world.rating.rates(admin(ROOT), ROOT, DECK, PageRequest.all()).rows().stream()
                .map(RateDocument::id)
                .toList();
    }

    private static long nanos(RateFinder finder, String service, String digits) {
        return finder.event(CUSTOMER, new EventQuery(service, Optional.of(digits), Optional.empty()))
                .orElseThrow()
                .price()
                .perUnitNanos();
    }

    private Optional<EventRate> event(String service, String digits) {
        return world.finder.event(CUSTOMER, new EventQuery(service, Optional.ofNullable(digits), Optional.empty()));
    }
}
