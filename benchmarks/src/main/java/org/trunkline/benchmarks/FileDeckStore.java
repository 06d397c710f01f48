package org.trunkline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.Change;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.InMemoryDeckStore;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** Decks whose snapshots lie in files, so that memory holds only what a node keeps of them. */
final class FileDeckStore implements DeckStore {
    private static final byte[] ELSEWHERE = {};

    private final InMemoryDeckStore decks = new InMemoryDeckStore(change -> {});
    private final Path directory;

    FileDeckStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public StoredDeck add(StoredDeck read, DeckVersion version, byte[] snapshot, Set<Long> dropped, Change change) {
        try {
            Files.write(file(read.id(), version.number()), snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return decks.add(read, version, ELSEWHERE, dropped, change);
    }

    @Override
    public Optional<Contents> contents(String deckId, Instant now, Set<Long> knownVersions) {
        return decks.contents(deckId, now, knownVersions)
                .map(found -> new Contents(
                        found.deck(),
                        found.versions().stream()
                                .map(each -> withSnapshot(deckId, each))
                                .toList()));
    }

    @Override
    public Optional<VersionContents> version(String deckId, long number) {
        return decks.version(deckId, number).map(each -> withSnapshot(deckId, each));
    }

    private VersionContents withSnapshot(String deckId, VersionContents version) {
        return new VersionContents(
                version.version(),
                version.snapshot()
                        .map(elsewhere -> read(file(deckId, version.version().number()))),
                version.edits());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String deckId, long version) {
        return directory.resolve(deckId + "-" + version);
    }

    @Override
    public List<StoredDeck> after(Optional<String> lastId, int sizeMax) {
        return decks.after(lastId, sizeMax);
    }

    @Override
    public Optional<StoredDeck> find(String deckId) {
        return decks.find(deckId);
    }

    @Override
    public List<DeckVersion> versions(String deckId) {
        return decks.versions(deckId);
    }

    @Override
    public StoredDeck drop(StoredDeck read, long version, Change change) {
        return decks.drop(read, version, change);
    }

    @Override
    public StoredDeck edit(StoredDeck read, long version, RateEdit edit, Change change) {
        return decks.edit(read, version, edit, change);
    }

    @Override
    public StoredDeck configure(StoredDeck changed, Change change) {
        return decks.configure(changed, change);
    }
}
