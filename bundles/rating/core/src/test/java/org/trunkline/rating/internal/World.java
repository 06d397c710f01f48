package org.trunkline.rating.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;
import org.trunkline.rating.spi.InMemoryDeckAssignmentStore;
import org.trunkline.rating.spi.InMemoryDeckStore;
import org.trunkline.rating.spi.InMemoryExchangeRateStore;
import org.trunkline.tasks.spi.GivenRun;

/** Root, two resellers below each other, a customer of each, and all of rating over stores in memory. */
final class World {
    static final AccountId MASTER = new AccountId("1".repeat(32));
    static final AccountId RESELLER = new AccountId("2".repeat(32));
    static final AccountId CUSTOMER = new AccountId("3".repeat(32));
    static final AccountId OTHER = new AccountId("4".repeat(32));

    final TestTree tree = new TestTree();
    final List<Change> changes = new CopyOnWriteArrayList<>();
    final InMemoryDeckStore store = new InMemoryDeckStore(changes::add);
    final InMemoryDeckAssignmentStore assignments = new InMemoryDeckAssignmentStore(changes::add);
    final InMemoryExchangeRateStore exchangeRates = new InMemoryExchangeRateStore(changes::add);
    final DeckModel model;
    final RateFinder finder;
    final ExchangeManager exchange;
    final DeckWriter writer;
    final DeckManager rating;
    final RateImport imports;
    final DeckAdminManager admin;
    private final ChangeFeed feed = new SilentFeed();
    final MovedClock clock = new MovedClock(Instant.parse("2026-01-02T03:04:05Z"));

    World() {
        tree.put(MASTER, TestTree.ROOT, true);
        tree.put(RESELLER, MASTER, true);
        tree.put(CUSTOMER, RESELLER, false);
        tree.put(OTHER, TestTree.ROOT, false);
        model = restarted();
        ExchangeModel exchangeModel = new ExchangeModel(exchangeRates, feed);
        exchange = new ExchangeManager(exchangeModel, exchangeRates, tree, tree, clock);
        finder = new RateFinder(model, exchangeModel, tree, new TestNumbers(), clock);
        writer = new DeckWriter(store, model, clock);
        rating = new DeckManager(model, finder, writer, assignments, tree, tree, new TestNumbers(), clock);
        imports = new RateImport(writer, tree);
        admin = new DeckAdminManager(model, writer, store, tree, clock);
    }

    LiveDeck inForce(AccountId owner, String deck) {
        return model.deck(owner, deck).orElseThrow().at(clock.instant());
    }

    /** Returns decks and assignments as a new start would read them. */
    DeckModel restarted() {
        return new DeckModel(store, assignments, tree, feed, clock);
    }

    /** Returns lookups over the decks as a new start would read them. */
    RateFinder restartedFinder() {
        return new RateFinder(restarted(), new ExchangeModel(exchangeRates, feed), tree, new TestNumbers(), clock);
    }

    /** A feed that tells nothing. */
    ChangeFeed silent() {
        return feed;
    }

    static Caller admin(AccountId account) {
        return Caller.user(account, UserId.random(), Role.ADMIN, "ann");
    }

    static Caller user(AccountId account) {
        return Caller.user(account, UserId.random(), Role.USER, "joe");
    }

    GivenRun imported(AccountId owner, String deck, String csv) {
        return imported(owner, Map.of(RateImport.DECK, deck), csv);
    }

    GivenRun imported(AccountId owner, Map<String, String> options, String csv) {
        GivenRun run = new GivenRun(admin(owner), options, csv);
        imports.run(run);
        return run;
    }

    void create(AccountId owner, String deck, String json) {
        rating.create(admin(owner), owner, deck, Json.parseObject(json.replace('\'', '"')));
    }

    void assign(AccountId by, AccountId account, String deck, String sold) {
        rating.assign(admin(by), new DeckAssignment(account, Optional.ofNullable(deck), Optional.ofNullable(sold)));
    }

    Optional<Rate> outbound(AccountId payer, String digits) {
        return finder.find(payer, new RateQuery(digits, Direction.OUTBOUND, Optional.empty()));
    }

    /** Writers refresh the model themselves; the feed only tells it of other writers. */
    private static final class SilentFeed implements ChangeFeed {
        @Override
        public Subscription subscribe(String topic, Consumer<Change> listener) {
            return () -> {};
        }
    }
}
