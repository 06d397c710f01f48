package org.trunkline.rating.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.spi.ExchangeRateStore;

/** All exchange rates in memory. Changes come over the change feed; lookups never wait. */
@Component(service = ExchangeModel.class, immediate = true)
public final class ExchangeModel {
    static final String TOPIC = "exchange_rates";

    private static final int SNAPSHOT_SLICE = 1_000;

    private final ExchangeRateStore store;
    private final NavigableMap<String, ExchangeRate> byId = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<Instant, ExchangeRate>> byPair = new ConcurrentHashMap<>();
    private final ChangeFeed.Subscription subscription;

    @Activate
    public ExchangeModel(@Reference ExchangeRateStore store, @Reference ChangeFeed feed) {
        this.store = store;
        synchronized (byId) {
            subscription = feed.subscribe(TOPIC, this::apply);
            try {
                load();
            } catch (RuntimeException e) {
                subscription.close();
                throw e;
            }
        }
    }

    @Deactivate
    void close() {
        subscription.close();
    }

    private void load() {
        List<ExchangeRate> slice = store.after(Optional.empty(), SNAPSHOT_SLICE);
        while (!slice.isEmpty()) {
            slice.forEach(this::put);
            slice = store.after(Optional.of(slice.get(slice.size() - 1).id()), SNAPSHOT_SLICE);
        }
    }

    private void apply(Change change) {
        refresh(change.key());
    }

    /** Reads one rate as it is stored. */
    void refresh(String id) {
        synchronized (byId) {
            Optional<ExchangeRate> stored = store.find(id);
            if (stored.isPresent()) {
                put(stored.get());
                return;
            }
            ExchangeRate gone = byId.remove(id);
            if (gone != null) {
                byPair.get(pair(gone.from(), gone.to())).remove(gone.validFrom());
            }
        }
    }

    private void put(ExchangeRate rate) {
        byId.put(rate.id(), rate);
        byPair.computeIfAbsent(pair(rate.from(), rate.to()), pair -> new ConcurrentSkipListMap<>())
                .put(rate.validFrom(), rate);
    }

    static String pair(String from, String to) {
        return from + '-' + to;
    }

    /** Returns the rate of the pair that is in force at this time. */
    Optional<ExchangeRate> inForce(String from, String to, Instant at) {
        NavigableMap<Instant, ExchangeRate> rates = byPair.get(pair(from, to));
        return rates == null
                ? Optional.empty()
                : Optional.ofNullable(rates.floorEntry(at)).map(Map.Entry::getValue);
    }

    /** Returns all rates by their ids. */
    NavigableMap<String, ExchangeRate> byId() {
        return byId;
    }
}
