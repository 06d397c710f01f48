package org.trunkline.rating.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** Changes decks, one change at a time in this process; a change that another node overtook is made again. */
@Component(service = DeckWriter.class)
public final class DeckWriter {
    /** So many edits may lie over a snapshot before the deck is compiled anew. */
    static final int EDITS_MAX = 200;

    /** So many versions are kept to roll back to. */
    static final int PAST_MAX = 10;
    /** So many versions may wait to take effect. */
    static final int PENDING_MAX = 10;

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
            LiveDeck inForce = deck.at(now());
            RateRow added = RateMerge.placed(row, inForce.withPrefix(row.prefix()))
                    .orElseThrow(() -> new ConflictException(row.id()));
            edit(caller, inForce, added.id(), Optional.of(added), "rate created");
            return added;
        });
    }

    /** Replaces a rate by what the function makes of it, or removes it. Returns the rate as it was and as it is. */
    synchronized Edited change(
            Caller caller, AccountId owner, String name, String id, Function<RateRow, Optional<RateRow>> change) {
        return retried(owner, name, deck -> {
            LiveDeck inForce = deck.at(now());
            RateRow old = inForce.findById(id).orElseThrow(() -> new NotFoundException(id));
            Optional<RateRow> changed = change.apply(old).map(row -> row.withTail(old.tailed()));
            changed.ifPresent(row -> checkPlace(inForce, old, row));
            edit(caller, inForce, id, changed, changed.isPresent() ? "rate changed" : "rate deleted");
            return new Edited(old, changed);
        });
    }

    record Edited(RateRow before, Optional<RateRow> after) {}

    /**
     * Merges the rows into the deck in one step, all of them or none: as a new version, over the one that would be in force
     * when it takes effect.
     *
     * @param effective when it does; empty for at once
     * @return the rows that cannot be imported; if there are any, nothing was
     */
    synchronized List<RateMerge.Clash> merge(
            Caller caller, AccountId owner, String name, ImportedRows rows, Optional<Deadline> effective) {
        return retried(owner, name, deck -> {
            Instant now = now();
            Instant from = from(deck, effective, now);
            RateMerge merge = new RateMerge(deck.at(from), rows);
            List<RateMerge.Clash> clashes = merge.run();
            if (clashes.isEmpty()) {
                add(caller, deck.stored(), merge.merged(), from, "imported " + rows.size() + " rates");
            }
            return clashes;
        });
    }

    private Instant from(DeckTimeline deck, Optional<Deadline> effective, Instant now) {
        return effective
                .map(deadline -> deadline.at(model.zone(deck)))
                .filter(at -> at.isAfter(now))
                .orElse(now);
    }

    /** Removes rates in one step, as a new version like {@link #merge}. */
    synchronized void remove(
            Caller caller, AccountId owner, String name, Set<String> ids, Optional<Deadline> effective) {
        retried(owner, name, deck -> {
            Instant from = from(deck, effective, now());
            LiveDeck old = deck.at(from);
            DeckCompiler compiler = new DeckCompiler(old.sizeAtMost());
            old.forEachPrefix(
                    rows -> rows.stream().filter(row -> !ids.contains(row.id())).forEach(compiler::add));
            add(caller, deck.stored(), compiler.build(), from, "deleted " + ids.size() + " rates");
            return old;
        });
    }

    /** Makes all rates of an earlier version those of a new one, at once. */
    synchronized void rollBack(Caller caller, AccountId owner, String name, long version, LongPredicate expected) {
        retried(owner, name, deck -> {
            checkRevision(deck.stored(), expected);
            LiveDeck old = read(deck, version);
            DeckCompiler compiler = new DeckCompiler(old.sizeAtMost());
            old.forEachPrefix(rows -> rows.forEach(compiler::add));
            add(caller, deck.stored(), compiler.build(), now(), "rolled back to version " + version);
            return old;
        });
    }

    /** Returns a version that is kept, whenever it is in force. */
    LiveDeck read(DeckTimeline deck, long version) {
        return deck.versions().stream()
                .filter(each -> each.version().number() == version)
                .findFirst()
                .orElseGet(() -> store.version(deck.stored().id(), version)
                        .map(found -> new LiveDeck(
                                deck.stored(),
                                found.version(),
                                found.snapshot().map(DeckFormat::read).orElse(CompactDeck.EMPTY),
                                found.edits()))
                        .orElseThrow(() -> new NotFoundException(Long.toString(version))));
    }

    /** Takes back a version that has not taken effect. */
    synchronized void cancel(Caller caller, AccountId owner, String name, long version, LongPredicate expected) {
        retried(owner, name, deck -> {
            StoredDeck stored = deck.stored();
            checkRevision(stored, expected);
            DeckVersion pending = store.versions(stored.id()).stream()
                    .filter(each -> each.number() == version)
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException(Long.toString(version)));
            if (!pending.effective().isAfter(now())) {
                throw new ConflictException("the version has taken effect");
            }
            store.drop(stored, version, changed(caller, stored, "version cancelled", "version " + version));
            model.refresh(stored.id());
            return pending;
        });
    }

    /** Replaces settings and retirement, or adds the deck. */
    synchronized void configure(Caller caller, AccountId owner, String name, UnaryOperator<StoredDeck> change) {
        retried(owner, name, deck -> {
            StoredDeck stored = deck.stored();
            store.configure(
                    change.apply(stored),
                    changed(caller, stored, stored.revision() == 0 ? "created" : "configured", "settings"));
            model.refresh(stored.id());
            return deck;
        });
    }

    static void checkRevision(StoredDeck deck, LongPredicate expected) {
        if (!expected.test(deck.revision())) {
            throw new ConflictException("revision");
        }
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
            add(caller, stored, DeckCompiler.compile(rows), now(), "single rates");
            return;
        }
        store.edit(
                stored,
                deck.version().number(),
                new RateEdit(id, row.map(RateDocuments::toStored)),
                changed(caller, stored, action, id));
        model.refresh(stored.id());
    }

    private void add(Caller caller, StoredDeck stored, CompactDeck deck, Instant effective, String origin) {
        long number = stored.version() + 1;
        DeckVersion version = new DeckVersion(number, now(), effective, deck.size(), origin);
        Set<Long> dropped = dropped(store.versions(stored.id()), version);
        model.expect(stored.id(), number, deck);
        try {
            store.add(
                    stored,
                    version,
                    DeckFormat.write(deck),
                    dropped,
                    changed(caller, stored, "version added", "version " + number + ": " + origin));
        } catch (RuntimeException e) {
            model.reload(stored.id());
            throw e;
        }
        model.settle(stored.id());
    }

    /** Returns the versions that are too long past to be kept beside the new one. */
    private Set<Long> dropped(List<DeckVersion> versions, DeckVersion added) {
        Instant now = now();
        List<DeckVersion> effective =
                versions.stream().filter(each -> !each.effective().isAfter(now)).toList();
        boolean isAtOnce = !added.effective().isAfter(now);
        if (!isAtOnce && versions.size() - effective.size() >= PENDING_MAX) {
            throw new InvalidException(
                    RateImport.EFFECTIVE, "maxItems", "At most " + PENDING_MAX + " versions may wait to take effect");
        }
        // what is in force until now is past when the new one is at once
        int past = isAtOnce ? effective.size() : effective.size() - 1;
        return effective.stream()
                .limit(Math.max(0, past - PAST_MAX))
                .map(DeckVersion::number)
                .collect(Collectors.toSet());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Change changed(Caller caller, StoredDeck deck, String action, String what) {
        String detail = Json.write(Json.object().put("deck", deck.name()).put("what", what));
        return new Change(DeckModel.DECKS, deck.id(), deck.owner(), action, caller, now(), detail);
    }

    /** Works on the deck as it is; when another node was faster, on the deck as that left it. */
    private <R> R retried(AccountId owner, String name, Function<DeckTimeline, R> work) {
        for (int attempt = 1; ; attempt++) {
            DeckTimeline deck =
                    model.deck(owner, name).orElseGet(() -> DeckTimeline.fresh(StoredDeck.fresh(owner, name)));
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
