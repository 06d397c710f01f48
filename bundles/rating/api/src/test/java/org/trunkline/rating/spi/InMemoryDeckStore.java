package org.trunkline.rating.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.rating.DeckVersion;

/** Decks in memory, for tests. */
public final class InMemoryDeckStore implements DeckStore {
    private final Map<String, StoredDeck> decks = new TreeMap<>();
    private final Map<String, Map<Long, Version>> versions = new TreeMap<>();
    private final Consumer<Change> committed;

    private record Version(DeckVersion version, Optional<byte[]> snapshot, Map<String, RateEdit> edits) {
        VersionContents contents(Set<Long> known) {
            return new VersionContents(
                    version,
                    snapshot.filter(any -> !known.contains(version.number())),
                    new ArrayList<>(edits.values()));
        }
    }

    /** @param committed is told of every change, as the change feed would be */
    public InMemoryDeckStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public synchronized List<StoredDeck> after(Optional<String> lastId, int sizeMax) {
        return decks.values().stream()
                .filter(deck -> lastId.isEmpty() || deck.id().compareTo(lastId.get()) > 0)
                .limit(sizeMax)
                .toList();
    }

    @Override
    public synchronized Optional<StoredDeck> find(String deckId) {
        return Optional.ofNullable(decks.get(deckId));
    }

    @Override
    public synchronized List<DeckVersion> versions(String deckId) {
        return of(deckId).values().stream()
                .map(Version::version)
                .filter(version -> version.number() > 0)
                .sorted(DeckVersion.ORDER)
                .toList();
    }

    @Override
    public synchronized Optional<Contents> contents(String deckId, Instant now, Set<Long> knownVersions) {
        if (!decks.containsKey(deckId)) {
            return Optional.empty();
        }
        DeckVersion inForce = versions(deckId).stream()
                .filter(version -> !version.effective().isAfter(now))
                .reduce(DeckVersion.NONE, (earlier, later) -> later);
        of(deckId).putIfAbsent(0L, new Version(DeckVersion.NONE, Optional.empty(), new TreeMap<>()));
        return Optional.of(new Contents(
                decks.get(deckId),
                of(deckId).values().stream()
                        .filter(each -> DeckVersion.ORDER.compare(each.version(), inForce) >= 0)
                        .sorted((one, other) -> DeckVersion.ORDER.compare(one.version(), other.version()))
                        .map(each -> each.contents(knownVersions))
                        .toList()));
    }

    @Override
    public synchronized Optional<VersionContents> version(String deckId, long number) {
        return Optional.ofNullable(of(deckId).get(number)).map(version -> version.contents(Set.of()));
    }

    @Override
    public StoredDeck add(StoredDeck read, DeckVersion version, byte[] snapshot, Set<Long> dropped, Change change) {
        return changed(change, () -> {
            StoredDeck now = next(read, version.number());
            of(read.id()).put(version.number(), new Version(version, Optional.of(snapshot.clone()), new TreeMap<>()));
            of(read.id()).keySet().removeAll(dropped);
            return now;
        });
    }

    @Override
    public StoredDeck drop(StoredDeck read, long version, Change change) {
        return changed(change, () -> {
            StoredDeck now = next(read, read.version());
            of(read.id()).remove(version);
            return now;
        });
    }

    @Override
    public StoredDeck edit(StoredDeck read, long version, RateEdit edit, Change change) {
        return changed(change, () -> {
            StoredDeck now = next(read, read.version());
            of(read.id())
                    .computeIfAbsent(version, none -> new Version(DeckVersion.NONE, Optional.empty(), new TreeMap<>()))
                    .edits()
                    .put(edit.rateId(), edit);
            return now;
        });
    }

    @Override
    public StoredDeck configure(StoredDeck changed, Change change) {
        return changed(change, () -> next(changed, changed.version()));
    }

    private StoredDeck changed(Change change, Supplier<StoredDeck> work) {
        StoredDeck now;
        synchronized (this) {
            now = work.get();
        }
        committed.accept(change);
        return now;
    }

    private Map<Long, Version> of(String deckId) {
        return versions.computeIfAbsent(deckId, id -> new TreeMap<>());
    }

    private StoredDeck next(StoredDeck read, long version) {
        StoredDeck stored = decks.get(read.id());
        if ((stored == null ? 0 : stored.revision()) != read.revision()) {
            throw new ConflictException("revision");
        }
        if (stored == null
                && decks.values().stream()
                        .anyMatch(deck ->
                                deck.owner().equals(read.owner()) && deck.name().equals(read.name()))) {
            throw new ConflictException("name");
        }
        StoredDeck now = read.changed(version);
        decks.put(now.id(), now);
        return now;
    }
}
