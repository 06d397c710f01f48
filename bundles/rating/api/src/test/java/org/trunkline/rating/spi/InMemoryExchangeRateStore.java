package org.trunkline.rating.spi;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.ExchangeRate;

/** Exchange rates in memory, for tests. */
public final class InMemoryExchangeRateStore implements ExchangeRateStore {
    private final NavigableMap<String, ExchangeRate> rates = new ConcurrentSkipListMap<>();
    private final Consumer<Change> committed;

    /** @param committed is told of every change, as the change feed would be */
    public InMemoryExchangeRateStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public List<ExchangeRate> after(Optional<String> lastId, int sizeMax) {
        return rates.tailMap(lastId.orElse(""), false).values().stream()
                .limit(sizeMax)
                .toList();
    }

    @Override
    public Optional<ExchangeRate> find(String id) {
        return Optional.ofNullable(rates.get(id));
    }

    @Override
    public void add(ExchangeRate rate, Change change) {
        if (rates.putIfAbsent(rate.id(), rate) != null) {
            throw new ConflictException(rate.id());
        }
        committed.accept(change);
    }

    @Override
    public void remove(String id, Change change) {
        if (rates.remove(id) == null) {
            throw new NotFoundException(id);
        }
        committed.accept(change);
    }
}
