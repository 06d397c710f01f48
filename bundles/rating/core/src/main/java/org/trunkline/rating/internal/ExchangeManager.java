package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.ExchangeRateService;
import org.trunkline.rating.spi.ExchangeRateStore;

/** Exchange rates, for root. */
@Component
public final class ExchangeManager implements ExchangeRateService {
    /** Three hundred pairs for a year of days. */
    static final int RATES_MAX = 100_000;

    private final ExchangeModel model;
    private final ExchangeRateStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public ExchangeManager(
            @Reference ExchangeModel model,
            @Reference ExchangeRateStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.model = model;
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Page<ExchangeRate> list(Caller caller, Optional<String> from, Optional<String> to, PageRequest page) {
        requireRoot(caller);
        NavigableMap<String, ExchangeRate> rates =
                page.ascending() ? model.byId() : model.byId().descendingMap();
        List<ExchangeRate> found =
                page.startKey().map(first -> rates.tailMap(first, true)).orElse(rates).values().stream()
                        .filter(rate -> from.isEmpty() || from.get().equals(rate.from()))
                        .filter(rate -> to.isEmpty() || to.get().equals(rate.to()))
                        .limit(page.size() + 1L)
                        .toList();
        return Page.cut(found, page, ExchangeRate::id);
    }

    @Override
    public ExchangeRate get(Caller caller, String id) {
        requireRoot(caller);
        return Optional.ofNullable(model.byId().get(id)).orElseThrow(() -> new NotFoundException(id));
    }

    @Override
    public ExchangeRate add(Caller caller, ExchangeRate rate) {
        requireRoot(caller);
        if (model.byId().size() >= RATES_MAX) {
            throw new InvalidException("rate", "maxItems", "There are at most " + RATES_MAX + " exchange rates");
        }
        store.add(rate, change(caller, rate, "created"));
        model.refresh(rate.id());
        return rate;
    }

    @Override
    public ExchangeRate delete(Caller caller, String id) {
        ExchangeRate rate = get(caller, id);
        store.remove(id, change(caller, rate, "deleted"));
        model.refresh(id);
        return rate;
    }

    private void requireRoot(Caller caller) {
        AccountId root = tree.root().id();
        if (!caller.account().equals(root)) {
            throw new ForbiddenException("only the root account has exchange rates");
        }
        access.require(caller, root, Permission.DECK_MANAGE);
    }

    private Change change(Caller caller, ExchangeRate rate, String action) {
        ObjectNode detail = Json.object();
        detail.set("rate", Json.number(Money.fromNanos(rate.nanos())));
        return new Change(
                ExchangeModel.TOPIC,
                rate.id(),
                tree.root().id(),
                action,
                caller,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Json.write(detail));
    }
}
