package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.MASTER;
import static org.trunkline.rating.internal.World.OTHER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.CallRates;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Direction;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;

/** What all payers of a call are told at once is what each is told alone. */
class CallRatesTest {
    private static final int WORLDS = 150;
    private static final int CALLS = 40;
    private static final List<AccountId> CHAIN = List.of(CUSTOMER, RESELLER, MASTER);
    private static final List<String> NAMES = List.of("ratedeck", "gold", "silver");
    private static final List<String> PREFIXES = List.of("4", "44", "442", "4420", "44207", "49", "1", "1415", "1800");
    private static final List<String> TEXTS = List.of("", "Germany", "Österreich", "Germanz", "a,b");

    @Test
    void eachIsToldWhatItIsToldAlone() {
        int rated = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            World world = world(random);
            for (int i = 0; i < CALLS; i++) {
                RateQuery query = query(random, world);
                List<AccountId> payers =
                        CHAIN.stream().filter(payer -> random.nextInt(5) > 0).toList();

                CallRates all = world.finder.findAll(payers, true, query);

                assertThat(all.paid())
                        .as("seed %d, %s", seed, query)
                        .isEqualTo(payers.stream()
                                .map(payer -> world.finder.find(payer, query))
                                .toList());
                assertThat(all.carrierCost()).as("seed %d, %s", seed, query).isEqualTo(world.finder.carrierCost(query));
                assertThat(world.finder.findAll(payers, false, query).carrierCost())
                        .isEmpty();
                rated += (int) all.paid().stream().filter(Optional::isPresent).count();
            }
        }
        assertThat(rated).as("what was compared").isGreaterThan(WORLDS * CALLS / 2);
    }

    @Test
    void ratesThatAreCalledAlikeAreThoseWithTheSameTexts() {
        int alike = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            World world = world(random);
            List<Rate> rates = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                RateQuery query = query(random, world);
                CallRates found = world.finder.findAll(CHAIN, true, query);
                Stream.concat(found.paid().stream(), Stream.of(found.carrierCost()))
                        .flatMap(Optional::stream)
                        .forEach(rates::add);
                world.finder.find(CUSTOMER, query).ifPresent(rates::add);
            }
            for (Rate one : rates) {
                for (Rate other : rates) {
                    boolean isSame = Arrays.equals(one.texts(), other.texts());
                    assertThat(one.isCalledLike(other))
                            .as("%s and %s", one, other)
                            .isEqualTo(isSame);
                    alike += isSame && one != other && !one.deck().equals(other.deck()) ? 1 : 0;
                }
            }
        }
        assertThat(alike).as("of several decks").isPositive();
    }

    @Test
    void whoIsNotAboveTheFirstOrNotKnownIsToldTheSameToo() {
        World world = new World();
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        AccountId nobody = new AccountId("9".repeat(32));
        RateQuery query = new RateQuery("4420", Direction.OUTBOUND, Optional.empty());

        CallRates all = world.finder.findAll(List.of(RESELLER, CUSTOMER, OTHER, nobody, MASTER), false, query);

        assertThat(all.paid().stream().map(Optional::isPresent)).containsExactly(true, true, true, false, true);
        assertThat(world.finder
                        .findAll(List.of(nobody, CUSTOMER), false, query)
                        .paid()
                        .get(1))
                .isPresent();
        assertThat(world.finder.findAll(List.of(), false, query).paid()).isEmpty();
    }

    private static World world(Random random) {
        World world = new World();
        for (AccountId owner : List.of(ROOT, MASTER, RESELLER)) {
            for (String name : NAMES) {
                if (random.nextInt(3) > 0) {
                    world.imported(owner, name, csv(random));
                }
                // single rates lie over what was imported
                for (int i = random.nextInt(3); i > 0; i--) {
                    create(world, owner, name, random);
                }
            }
        }
        Stream.of(ROOT, MASTER, RESELLER, CUSTOMER).forEach(account -> assign(world, account, random));
        if (random.nextBoolean()) {
            world.exchange.add(admin(ROOT), new ExchangeRate("EUR", "USD", 1_083_450_000, world.clock.instant()));
        }
        if (random.nextInt(4) == 0) {
            DeckSettings euros = new DeckSettings(Optional.of("EUR"), Optional.empty(), 1, 1);
            world.model
                    .deck(ROOT, "ratedeck")
                    .ifPresent(deck -> world.admin.configure(admin(ROOT), ROOT, "ratedeck", euros, false));
        }
        return world;
    }

    private static void create(World world, AccountId owner, String deck, Random random) {
        try {
            world.create(owner, deck, "{'prefix':" + prefix(random) + ",'rate_cost':" + random.nextInt(9) + "}");
        } catch (ConflictException e) {
            assertThat(world.model.deck(owner, deck))
                    .as("it has one for these calls")
                    .isPresent();
        }
    }

    private static void assign(World world, AccountId account, Random random) {
        Map<String, Integer> discounts =
                account.equals(ROOT) || random.nextInt(3) > 0 ? Map.of() : Map.of("international", 1_000);
        DeckAssignment assignment = new DeckAssignment(account, name(world, random), name(world, random), discounts);
        try {
            world.rating.assign(admin(ROOT), assignment);
        } catch (InvalidException e) {
            // a deck that is not there, or not to be sold: what was assigned before stays
            assertThat(world.rating.assignment(admin(ROOT), account)).isNotEqualTo(assignment);
        }
    }

    private static Optional<String> name(World world, Random random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(NAMES.get(random.nextInt(NAMES.size())));
    }

    private static String csv(Random random) {
        StringBuilder csv = new StringBuilder(
                "prefix,rate_cost,internal_rate_cost,description,iso_country_code,direction,options,rate_name\n");
        List<String> prefixes = new ArrayList<>(PREFIXES);
        Collections.shuffle(prefixes, random);
        for (String prefix : prefixes.subList(0, 1 + random.nextInt(PREFIXES.size()))) {
            csv.append(prefix)
                    .append(',')
                    .append(random.nextInt(9))
                    .append(',')
                    .append(random.nextBoolean() ? "" : Integer.toString(random.nextInt(9)))
                    .append(",\"")
                    .append(random.nextInt(30) == 0 ? "Mont Blanc 🗻" : TEXTS.get(random.nextInt(TEXTS.size())))
                    .append("\",")
                    .append(random.nextInt(4) > 0 ? "GB" : "")
                    .append(',')
                    .append(random.nextInt(3) == 0 ? "inbound" : "")
                    .append(',')
                    .append(random.nextInt(3) == 0 ? "premium" : "")
                    .append(',')
                    .append(random.nextInt(4) > 0 ? "GB_" + prefix : "")
                    .append('\n');
        }
        return csv.toString();
    }

    private static String prefix(Random random) {
        return List.of("4", "44", "442", "4420", "44207", "49", "1", "1415", "1800")
                .get(random.nextInt(9));
    }

    private static RateQuery query(Random random, World world) {
        return new RateQuery(
                prefix(random) + (1_000_000 + random.nextInt(1_000_000)),
                random.nextInt(4) == 0 ? Direction.INBOUND : Direction.OUTBOUND,
                Optional.empty(),
                random.nextBoolean() ? Set.of() : Set.of("premium"),
                random.nextBoolean() ? Optional.empty() : Optional.of(world.clock.instant()));
    }
}
