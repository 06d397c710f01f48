package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;

/** Links in memory, for tests. */
public final class InMemoryLinkStore implements LinkStore {
    private final Map<String, StoredLink> links = new LinkedHashMap<>();
    private final Consumer<Change> recorded;

    public InMemoryLinkStore(Consumer<Change> recorded) {
        this.recorded = recorded;
    }

    @Override
    public void requested(Change change) {
        recorded.accept(change);
    }

    @Override
    public synchronized boolean insert(StoredLink link, int linksMax, Change change) {
        long living = links.values().stream()
                .filter(other ->
                        other.user().equals(link.user()) && other.expires().isAfter(link.created()))
                .count();
        if (living >= linksMax) {
            return false;
        }
        links.put(link.hash(), link);
        return true;
    }

    @Override
    public synchronized Optional<StoredLink> attempt(String hash, Instant now, int attemptsMax) {
        StoredLink link = links.get(hash);
        if (link == null || !link.expires().isAfter(now) || link.attempts() >= attemptsMax) {
            return Optional.empty();
        }
        StoredLink tried = new StoredLink(
                link.user(),
                link.account(),
                link.hash(),
                link.series(),
                link.created(),
                link.expires(),
                link.attempts() + 1);
        links.put(hash, tried);
        return Optional.of(tried);
    }

    @Override
    public synchronized boolean use(StoredLink link, Change change) {
        boolean isThere = links.containsKey(link.hash());
        links.values().removeIf(other -> other.user().equals(link.user()));
        return isThere;
    }
}
