package org.trunkline.rating.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** Decks in memory, for tests. */
public final class InMemoryDeckStore implements DeckStore {
    private final Map<String, StoredDeck> decks = new TreeMap<>();
    private final Map<String, byte[]> snapshots = new LinkedHashMap<>();
    private final Map<String, Map<String, RateEdit>> edits = new LinkedHashMap<>();
    private final Consumer<Change> committed;

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
    public synchronized Optional<Contents> contents(String deckId, long knownVersion) {
        return find(deckId)
                .map(deck -> new Contents(
                        deck,
                        Optional.ofNullable(snapshots.get(deckId)).filter(any -> deck.version() != knownVersion),
                        new ArrayList<>(edits.getOrDefault(deckId, Map.of()).values())));
    }

    @Override
    public StoredDeck replace(StoredDeck read, byte[] snapshot, Change change) {
        StoredDeck now;
        synchronized (this) {
            now = next(read, read.version() + 1);
            snapshots.put(read.id(), snapshot.clone());
            edits.remove(read.id());
        }
        committed.accept(change);
        return now;
    }

    @Override
    public StoredDeck edit(StoredDeck read, RateEdit edit, Change change) {
        StoredDeck now;
        synchronized (this) {
            now = next(read, read.version());
            edits.computeIfAbsent(read.id(), id -> new TreeMap<>()).put(edit.rateId(), edit);
        }
        committed.accept(change);
        return now;
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
        StoredDeck now = new StoredDeck(read.id(), read.owner(), read.name(), version, read.revision() + 1);
        decks.put(now.id(), now);
        return now;
    }
}
