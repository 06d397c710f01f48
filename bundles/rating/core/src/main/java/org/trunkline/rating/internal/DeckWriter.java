package org.trunkline.rating.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** Changes decks, one change at a time in this process; a change that another node overtook is made again. */
@Component(service = DeckWriter.class)
public final class DeckWriter {
    /** So many edits may lie over a snapshot before the deck is compiled anew. */
    static final int EDITS_MAX = 200;

    private static final int ATTEMPTS_MAX = 5;

    private final DeckStore store;
    private final DeckModel model;
    private final Clock clock;

    @Activate
    public DeckWriter(@Reference DeckStore store, @Reference DeckModel model, @Reference Clock clock) {
        this.store = store;
        this.model = model;
        this.clock = clock;
    }

    /** Adds a rate and returns it with the id that it got. */
    synchronized RateRow add(Caller caller, AccountId owner, String name, RateRow row) {
        return retried(owner, name, deck -> {
            RateRow added = RateMerge.placed(row, deck.withPrefix(row.prefix()))
                    .orElseThrow(() -> new ConflictException(row.id()));
            edit(caller, deck, added.id(), Optional.of(added), "rate created");
            return added;
        });
    }

    /** Replaces a rate by what the function makes of it, or removes it. Returns the rate as it was and as it is. */
    synchronized Edited change(
            Caller caller, AccountId owner, String name, String id, Function<RateRow, Optional<RateRow>> change) {
        return retried(owner, name, deck -> {
            RateRow old = deck.findById(id).orElseThrow(() -> new NotFoundException(id));
            Optional<RateRow> changed = change.apply(old).map(row -> row.withTail(old.tailed()));
            changed.ifPresent(row -> checkPlace(deck, old, row));
            edit(caller, deck, id, changed, changed.isPresent() ? "rate changed" : "rate deleted");
            return new Edited(old, changed);
        });
    }

    record Edited(RateRow before, Optional<RateRow> after) {}

    /**
     * Merges the rows into the deck in one step, all of them or none.
     *
     * @return the rows that cannot be imported; if there are any, nothing was
     */
    synchronized List<RateMerge.Clash> merge(Caller caller, AccountId owner, String name, ImportedRows rows) {
        return retried(owner, name, deck -> {
            RateMerge merge = new RateMerge(deck, rows);
            List<RateMerge.Clash> clashes = merge.run();
            if (clashes.isEmpty()) {
                replace(caller, deck.stored(), merge.merged(), "imported", rows.size());
            }
            return clashes;
        });
    }

    private static void checkPlace(LiveDeck deck, RateRow old, RateRow changed) {
        boolean isTaken = deck.withPrefix(changed.prefix()).stream()
                .filter(row -> !row.id().equals(old.id()))
                .anyMatch(row -> row.isSameRate(changed) || row.id().equals(changed.id()));
        if (isTaken) {
            throw new ConflictException(changed.id());
        }
    }

    private void edit(Caller caller, LiveDeck deck, String id, Optional<RateRow> row, String action) {
        StoredDeck stored = deck.stored();
        // the direction may have changed what the id ends with
        boolean isRenamed = row.isPresent() && !row.get().id().equals(id);
        if (deck.edits() >= EDITS_MAX || isRenamed) {
            List<RateRow> rows = new ArrayList<>();
            deck.forEachPrefix(rows::addAll);
            rows.removeIf(each -> each.id().equals(id));
            row.ifPresent(rows::add);
            replace(caller, stored, DeckCompiler.compile(rows), action, 1);
            return;
        }
        store.edit(stored, new RateEdit(id, row.map(RateDocuments::toStored)), changed(caller, stored, action, id));
        model.refresh(stored.id());
    }

    private void replace(Caller caller, StoredDeck stored, CompactDeck deck, String action, int rows) {
        model.expect(stored.id(), stored.version() + 1, deck);
        try {
            store.replace(stored, DeckFormat.write(deck), changed(caller, stored, action, rows + " rates"));
        } catch (RuntimeException e) {
            model.reload(stored.id());
            throw e;
        }
        model.settle(stored.id());
    }

    private Change changed(Caller caller, StoredDeck deck, String action, String what) {
        String detail = Json.write(Json.object().put("deck", deck.name()).put("what", what));
        return new Change(
                DeckModel.DECKS,
                deck.id(),
                deck.owner(),
                action,
                caller,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                detail);
    }

    /** Works on the deck as it is; when another node was faster, on the deck as that left it. */
    private <R> R retried(AccountId owner, String name, Function<LiveDeck, R> work) {
        for (int attempt = 1; ; attempt++) {
            LiveDeck deck = model.deck(owner, name).orElseGet(() -> LiveDeck.fresh(StoredDeck.fresh(owner, name)));
            long revision = deck.stored().revision();
            try {
                return work.apply(deck);
            } catch (ConflictException e) {
                model.refreshAll();
                long now = model.deck(owner, name)
                        .map(each -> each.stored().revision())
                        .orElse(0L);
                if (now == revision || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }
}
