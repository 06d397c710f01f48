package org.trunkline.benchmarks;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.numbers.internal.PhoneNumberPlan;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.internal.DeckModel;
import org.trunkline.rating.internal.DeckWriter;
import org.trunkline.rating.internal.ExchangeModel;
import org.trunkline.rating.internal.RateFinder;
import org.trunkline.rating.internal.RateImport;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.InMemoryDeckAssignmentStore;
import org.trunkline.rating.spi.InMemoryDeckStore;
import org.trunkline.rating.spi.InMemoryExchangeRateStore;

/** The real decks over stores in memory. */
final class Rating {
    private final Tree tree;
    private final DeckStore store;
    private final InMemoryDeckAssignmentStore assignments = new InMemoryDeckAssignmentStore(change -> {});
    private final InMemoryExchangeRateStore exchangeRates = new InMemoryExchangeRateStore(change -> {});
    private final Caller system;

    Rating(Tree tree) {
        this(tree, new InMemoryDeckStore(change -> {}));
    }

    Rating(Tree tree, DeckStore store) {
        this.tree = tree;
        this.store = store;
        system = Caller.system(tree.root().id(), "benchmark");
    }

    /** Imports the rows as a deck of root and returns how many there are. */
    long deck(String name, DeckRows rows) {
        DeckWriter writer = new DeckWriter(store, open(), Clock.systemUTC());
        RowsRun run = new RowsRun(system, tree.root().id(), Map.of("ratedeck_id", name), rows);
        new RateImport(writer, tree).run(run);
        return run.succeeded();
    }

    /** Lets the seller sell the deck of this name to all below it. */
    void sells(AccountId seller, String deck) {
        DeckAssignment assignment = new DeckAssignment(seller, Optional.empty(), Optional.of(deck));
        assignments.save(assignment, change(seller, seller.value()));
    }

    static Change change(AccountId account, String key) {
        Caller caller = Caller.system(account, "benchmark");
        return new Change(
                "decks", key, account, "changed", caller, Clock.systemUTC().instant(), "{}");
    }

    /** Returns decks and assignments as a start reads them. */
    RateLookup lookup() {
        return new RateFinder(
                open(), new ExchangeModel(exchangeRates, new Feed()), tree, new PhoneNumberPlan(), Clock.systemUTC());
    }

    private DeckModel open() {
        return new DeckModel(store, assignments, tree, new Feed(), Clock.systemUTC());
    }
}
