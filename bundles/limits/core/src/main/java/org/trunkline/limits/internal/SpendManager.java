package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.limits.AccountSpending;
import org.trunkline.limits.Limits;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.Spending;
import org.trunkline.limits.spi.LimitDocument;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.Spent;

/** Shows what is spent in the windows of caps, and begins them anew for sellers (charging §5). */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class SpendManager implements Spending {

    private final LimitStore store;
    private final CallState state;
    private final Alerts alerts;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public SpendManager(
            @Reference LimitStore store,
            @Reference CallState state,
            @Reference Alerts alerts,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.state = state;
        this.alerts = alerts;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public AccountSpending get(Caller caller, AccountId account) {
        AccountNode node = access.require(caller, account, Permission.LIMITS_READ);
        return spending(node, SpendResets.of(stored(account).document()));
    }

    @Override
    public AccountSpending reset(Caller caller, AccountId account, Set<SpendWindow> windows) {
        AccountNode node = access.require(caller, account, Permission.LIMITS_WRITE);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SpendResets.Reset reset = new SpendResets.Reset(now, caller.name());
        Change change = new Change(
                LimitManager.TOPIC, account.value(), account, "spend_reset", caller, now, detail(account, windows));
        return Races.win(() -> {
            LimitDocument old = stored(account);
            SpendResets resets = SpendResets.of(old.document());
            for (SpendWindow window : EnumSet.copyOf(windows)) {
                resets = resets.with(window, reset);
            }
            ObjectNode document = old.document().deepCopy();
            resets.into(document);
            store.save(new LimitDocument(account, document, old.revision()), change);
            alerts.again(account);
            return spending(node, resets);
        });
    }

    /** For the audit: what had been spent by then. */
    private String detail(AccountId account, Set<SpendWindow> windows) {
        Spent spent = spent(account);
        ObjectNode detail = Json.object();
        for (SpendWindow window : EnumSet.copyOf(windows)) {
            detail.set(window.wireName(), Json.number(Money.fromMicros(spent.micros(window))));
        }
        return Json.write(detail);
    }

    private AccountSpending spending(AccountNode node, SpendResets resets) {
        Limits.Caps caps = state.limits(node.id()).caps();
        Spent spent = spent(node.id());
        Instant now = clock.instant();
        ZoneId zone = Zones.of(node);
        List<AccountSpending.Window> windows = new ArrayList<>();
        for (SpendWindow window : SpendWindow.values()) {
            windows.add(new AccountSpending.Window(
                    window,
                    spent.micros(window),
                    caps.onSpend(window),
                    resets.start(window, now, zone),
                    resets.of(window)));
        }
        return new AccountSpending(node.id(), node.currency(), windows);
    }

    private Spent spent(AccountId account) {
        List<AccountNode> chain = tree.chain(account);
        AccountId partition = chain.isEmpty() ? account : Questions.partition(chain);
        return state.atomically(partition, false, List.of(account), book -> book.spent(account));
    }

    private LimitDocument stored(AccountId account) {
        return store.find(account).orElseGet(() -> LimitDocument.empty(account));
    }
}
