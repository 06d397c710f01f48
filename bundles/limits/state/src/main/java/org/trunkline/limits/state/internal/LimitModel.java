package org.trunkline.limits.state.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.limits.AllotmentForm;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.spi.LimitDocument;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.InheritedLimits;

/**
 * The limits of all accounts, in memory. A document is read when it is loaded, and once more when what its account
 * inherits has become something else; decisions find limits, they do not read documents.
 */
@Component(
        service = {LimitModel.class, InheritedLimits.class},
        immediate = true)
public final class LimitModel implements InheritedLimits {
    static final String TOPIC = "limits";

    private final LimitStore store;
    private final AccountTree tree;
    private final KnownUsers users;
    private final Map<AccountId, Part> limits = new ConcurrentHashMap<>();
    private final Map<AccountId, Part> defaults = new ConcurrentHashMap<>();
    private final Map<AccountId, SpendResets> spendResets = new ConcurrentHashMap<>();
    private final ChangeFeed.Subscription subscription;
    private volatile long changes;
    private volatile BiConsumer<AccountId, SpendWindow> resetting = (account, window) -> {};

    /** The limits where nobody keeps users. */
    public LimitModel(LimitStore store, ChangeFeed feed, AccountTree tree) {
        this(store, feed, tree, KnownUsers.none());
    }

    @Activate
    public LimitModel(
            @Reference LimitStore store,
            @Reference ChangeFeed feed,
            @Reference AccountTree tree,
            @Reference KnownUsers users) {
        this.store = store;
        this.tree = tree;
        this.users = users;
        synchronized (limits) {
            subscription = feed.subscribe(TOPIC, this::apply);
            try {
                store.forEach(this::put);
            } catch (RuntimeException e) {
                subscription.close();
                throw e;
            }
        }
        users.tell(this::counted);
    }

    @Deactivate
    public void close() {
        users.tell(account -> {});
        subscription.close();
    }

    /** Returns how often something has changed here. */
    long changes() {
        return changes;
    }

    Limits of(AccountId account) {
        Limits inherited = inherited(account);
        Part own = limits.get(account);
        return counted(account, own == null ? inherited : own.over(inherited));
    }

    @Override
    public Limits counted(AccountId account, Limits uncounted) {
        return uncounted.bundle().perUser() ? uncounted.withUsers(users.enabled(account)) : uncounted;
    }

    /** An account has another number of users; empty = all may have. */
    private void counted(Optional<AccountId> account) {
        if (account.isEmpty() || of(account.get()).bundle().perUser()) {
            synchronized (limits) {
                changes++;
            }
        }
    }

    /** Returns when somebody last began the spending windows of the account anew. */
    SpendResets spendResets(AccountId account) {
        return spendResets.getOrDefault(account, SpendResets.NONE);
    }

    /** @param told of each window that somebody begins anew from now on, before that is answered */
    void onSpendReset(BiConsumer<AccountId, SpendWindow> told) {
        resetting = told;
    }

    AccountId root() {
        return tree.root().id();
    }

    /** Returns in which zone the account counts days. */
    ZoneId zone(AccountId account) {
        try {
            return tree.find(account).map(node -> ZoneId.of(node.timezone())).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    @Override
    public Limits inherited(AccountId account) {
        return defaults.isEmpty() ? Limits.DEFAULTS : givenTo(account);
    }

    private Limits givenTo(AccountId account) {
        Optional<AccountId> seller = tree.seller(account).map(AccountNode::id);
        if (seller.isEmpty()) {
            return Limits.DEFAULTS;
        }
        Limits above = givenTo(seller.get());
        Part given = defaults.get(seller.get());
        return given == null ? above : given.over(above);
    }

    private void apply(Change change) {
        synchronized (limits) {
            AccountId account = new AccountId(change.key());
            store.find(account).ifPresentOrElse(this::put, () -> {
                limits.remove(account);
                defaults.remove(account);
            });
            // last: whoever has read what was there before does not take it for what is there now
            changes++;
        }
    }

    private void put(LimitDocument stored) {
        ObjectNode document = stored.document();
        if (document.get(LimitForm.DESCENDANT_DEFAULTS) instanceof ObjectNode given) {
            defaults.put(stored.account(), new Part(given));
        } else {
            defaults.remove(stored.account());
        }
        limits.put(stored.account(), new Part(document));
        reset(stored.account(), SpendResets.of(document));
    }

    private void reset(AccountId account, SpendResets now) {
        SpendResets before = spendResets(account);
        if (!now.equals(before)) {
            spendResets.put(account, now);
            for (SpendWindow window : SpendWindow.values()) {
                if (!now.of(window).equals(before.of(window))) {
                    resetting.accept(account, window);
                }
            }
        }
    }

    /** Limits that say something of what is inherited, and leave the rest as it is. */
    private static final class Part {
        private final String document;
        private volatile Read last;

        /** What the document says over these. */
        private record Read(Limits inherited, Limits limits) {}

        Part(ObjectNode document) {
            ObjectNode known = Json.object();
            for (String name : LimitForm.PUBLIC) {
                copy(document, known, name);
            }
            for (String name : LimitForm.PRIVATE) {
                copy(document, known, name);
            }
            known.remove(LimitForm.DESCENDANT_DEFAULTS);
            copy(document, known, AllotmentForm.FIELD);
            this.document = Json.write(known);
            last = read(Limits.DEFAULTS);
        }

        private static void copy(ObjectNode from, ObjectNode to, String name) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }

        Limits over(Limits inherited) {
            Read read = last;
            if (read.inherited() != inherited) {
                read = read(inherited);
                last = read;
            }
            return read.limits();
        }

        private Read read(Limits inherited) {
            return new Read(inherited, LimitForm.readStored(Json.parseObject(document), inherited));
        }
    }
}
