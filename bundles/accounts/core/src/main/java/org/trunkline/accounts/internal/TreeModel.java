package org.trunkline.accounts.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** The tree of accounts in memory, and the rights that follow from it. Changes come over the change feed. */
@Component(
        service = {AccountTree.class, Access.class, TreeModel.class},
        immediate = true,
        configurationPid = "org.trunkline.accounts.tree")
@Designate(ocd = TreeModel.Config.class)
public final class TreeModel implements AccountTree, Access {
    static final String TOPIC = "accounts";

    /** The action of a change that also concerns all accounts below. */
    static final String MOVED = "moved";

    /** So often the way to an account is read again while other moves change it. */
    private static final int READS_MAX = 10;

    private static final int SNAPSHOT_SLICE = 1_000;

    @ObjectClassDefinition(name = "Trunkline account tree", description = "What accounts have that do not say more.")
    public @interface Config {
        @AttributeDefinition(description = "Currency of balances, ISO 4217.")
        String currency() default "USD";

        @AttributeDefinition(description = "Country of accounts that name none, ISO 3166 alpha-2.")
        String country() default "US";
    }

    private final AccountStore store;
    private final Config config;
    private final AccountId root;
    private final Map<AccountId, Place> nodes = new ConcurrentHashMap<>();
    private final Map<AccountId, Integer> descendants = new ConcurrentHashMap<>();
    private final Map<String, AccountId> realms = new ConcurrentHashMap<>();
    private final Map<String, AccountId> names = new ConcurrentHashMap<>();
    private final ChangeFeed.Subscription subscription;
    private final BiConsumer<Caller, AccountId> passed;

    /** How often a known account has changed or gone; new ones are in nobody's chain yet. */
    private volatile long changes;

    @Activate
    public TreeModel(
            @Reference AccountStore store,
            @Reference RootAccount root,
            @Reference ChangeFeed feed,
            @Reference Masquerades masquerades,
            Config config) {
        this(store, root, feed, masquerades::note, config);
    }

    TreeModel(AccountStore store, RootAccount root, ChangeFeed feed, Config config) {
        this(store, root, feed, (caller, account) -> {}, config);
    }

    /** @param passed is told of each caller that has the right it needs, and the account that it is about */
    private TreeModel(
            AccountStore store,
            RootAccount root,
            ChangeFeed feed,
            BiConsumer<Caller, AccountId> passed,
            Config config) {
        this.store = store;
        this.passed = passed;
        this.config = config;
        this.root = root.account().id();
        synchronized (nodes) {
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

    @Override
    public AccountNode root() {
        return nodes.get(root).node;
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.ofNullable(nodes.get(account)).map(place -> place.node);
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.ofNullable(realms.get(Account.realmKey(realm))).flatMap(this::find);
    }

    @Override
    public Optional<AccountNode> findByName(String name) {
        return Optional.ofNullable(names.get(Account.nameKey(name))).flatMap(this::find);
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        Place place = nodes.get(account);
        return place == null ? List.of() : chain(place);
    }

    private List<AccountNode> chain(Place place) {
        // before the nodes are looked at: what changes meanwhile is found the next time
        long now = changes;
        Place.Chain known = place.chain;
        if (known != null && known.changes() == now) {
            return known.nodes();
        }
        List<AccountNode> found = new ArrayList<>();
        Place at = place;
        // a move that is seen late may close a circle for a moment; where it is cut there is no root at the end
        while (at != null && found.size() <= DEPTH_MAX) {
            found.add(at.node);
            at = at.node.parent().map(nodes::get).orElse(null);
        }
        List<AccountNode> chain = known != null && isSame(known.nodes(), found) ? known.nodes() : List.copyOf(found);
        if (chain.get(chain.size() - 1).isRoot()) {
            place.chain = new Place.Chain(now, chain);
        }
        return chain;
    }

    private static boolean isSame(List<AccountNode> one, List<AccountNode> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i) == other.get(i);
        }
        return same;
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        for (AccountNode node : chain(account)) {
            if (node.id().equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return chain(account).stream().skip(1).filter(AccountNode::reseller).findFirst();
    }

    @Override
    public boolean enabled(AccountId account) {
        List<AccountNode> chain = chain(account);
        return !chain.isEmpty() && chain.stream().allMatch(AccountNode::enabled);
    }

    /** Returns how many accounts lie below. */
    long descendantsCount(AccountId account) {
        return descendants.getOrDefault(account, 0);
    }

    @Override
    public AccountNode require(Caller caller, AccountId account, Permission permission) {
        AccountNode target = find(account).orElseThrow(() -> new NotFoundException(account.value()));
        if (caller.isSystem()) {
            return target;
        }
        if (!contains(caller.account(), account)) {
            throw new NotFoundException(account.value());
        }
        if (!permits(caller, account, permission)) {
            throw new ForbiddenException("the caller lacks the right " + permission.name());
        }
        passed.accept(caller, account);
        return target;
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        return find(account).isPresent()
                && (caller.isSystem() || contains(caller.account(), account) && permits(caller, account, permission));
    }

    /** Calls belong to switches alone, and switches have nothing else. */
    private boolean permits(Caller caller, AccountId account, Permission permission) {
        boolean isCall = permission == Permission.CALL_ADMIT;
        boolean isSwitch = caller.kind() == Caller.Kind.SWITCH;
        return isCall == isSwitch
                && caller.role().atLeast(permission.role())
                && relates(caller.account(), account, permission.relation());
    }

    private boolean relates(AccountId caller, AccountId account, Permission.Relation relation) {
        if (caller.equals(root)) {
            return true;
        }
        boolean isStrict = !caller.equals(account);
        return switch (relation) {
            case SELF_OR_ABOVE -> true;
            case ABOVE -> isStrict;
            case SELLER ->
                isStrict && find(caller).filter(AccountNode::reseller).isPresent();
            case ROOT -> false;
        };
    }

    private void load() {
        // siblings share the ids of those above them: in a large tree these would be most of it
        Map<List<AccountId>, List<AccountId>> paths = new HashMap<>();
        List<Account> slice = store.after(Optional.empty(), SNAPSHOT_SLICE);
        while (!slice.isEmpty()) {
            slice.forEach(account -> put(account, paths.computeIfAbsent(account.path(), path -> path)));
            slice = store.after(Optional.of(slice.get(slice.size() - 1).id()), SNAPSHOT_SLICE);
        }
    }

    private void apply(Change change) {
        AccountId id = new AccountId(change.key());
        synchronized (nodes) {
            store.find(id).ifPresentOrElse(account -> place(account, change), () -> remove(id));
        }
    }

    /**
     * Changes come in any order. Where an account has moved, those above it are brought up to date first, from root down: so
     * each parent that is written here leads to root, and there is never a circle.
     */
    private void place(Account changed, Change change) {
        Account account = changed;
        List<Account> way = List.of();
        for (int read = 1; isElsewhere(account) && read <= READS_MAX; read++) {
            way = account.path().stream()
                    .map(store::find)
                    .flatMap(Optional::stream)
                    .toList();
            if (isWayTo(account, way)) {
                break;
            }
            Optional<Account> again = store.find(account.id());
            if (again.isEmpty()) {
                return;
            }
            account = again.get();
        }
        for (Account above : way) {
            if (isElsewhere(above)) {
                put(above);
                moveBelow(above);
            }
        }
        boolean moves = isElsewhere(account) || MOVED.equals(change.action());
        put(account);
        if (moves) {
            moveBelow(account);
        }
    }

    private boolean isElsewhere(Account account) {
        Place place = nodes.get(account.id());
        return place != null && !place.path.equals(account.path());
    }

    private static boolean isWayTo(Account account, List<Account> way) {
        boolean fits = way.size() == account.path().size();
        for (int i = 0; fits && i < way.size(); i++) {
            fits = way.get(i).path().equals(account.path().subList(0, i));
        }
        return fits;
    }

    /** Accounts below are counted where they were before; those that were read since the move are right already. */
    private void moveBelow(Account account) {
        for (Map.Entry<AccountId, Place> each : nodes.entrySet()) {
            Place place = each.getValue();
            int level = place.path.indexOf(account.id());
            if (level >= 0 && !place.path.subList(0, level).equals(account.path())) {
                List<AccountId> path = new ArrayList<>(account.path());
                path.addAll(place.path.subList(level, place.path.size()));
                count(place.path.subList(0, level), -1);
                count(account.path(), 1);
                each.setValue(new Place(place.node, List.copyOf(path)));
            }
        }
        changes++;
    }

    private void put(Account account) {
        Place known = nodes.get(account.id());
        put(account, known != null && known.path.equals(account.path()) ? known.path : account.path());
    }

    private void put(Account account, List<AccountId> path) {
        AccountNode node = AccountDocument.node(account, path, config.currency(), config.country());
        Place old = nodes.put(node.id(), new Place(node, path));
        realms.put(account.realmKey(), node.id());
        names.put(account.nameKey(), node.id());
        if (old == null) {
            count(account.path(), 1);
            return;
        }
        changes++;
        if (!old.path.equals(account.path())) {
            count(old.path, -1);
            count(account.path(), 1);
        }
        if (!old.realmKey().equals(account.realmKey())) {
            realms.remove(old.realmKey(), node.id());
        }
        if (!old.nameKey().equals(account.nameKey())) {
            names.remove(old.nameKey(), node.id());
        }
    }

    private void remove(AccountId id) {
        Place old = nodes.remove(id);
        if (old != null) {
            changes++;
            realms.remove(old.realmKey(), id);
            names.remove(old.nameKey(), id);
            descendants.remove(id);
            count(old.path, -1);
        }
    }

    private void count(List<AccountId> ancestors, int more) {
        ancestors.forEach(ancestor -> descendants.merge(ancestor, more, Integer::sum));
    }

    /** A node and its ancestors, root first, where it is counted: so the counts need no other account to be right. */
    private static final class Place {
        private final AccountNode node;
        private final List<AccountId> path;
        /** The nodes from here to root, as they were found last; null before. */
        private volatile Chain chain;

        /** @param changes how often accounts had changed when they were looked at */
        private record Chain(long changes, List<AccountNode> nodes) {}

        Place(AccountNode node, List<AccountId> path) {
            this.node = node;
            this.path = path;
        }

        String realmKey() {
            return Account.realmKey(node.realm());
        }

        String nameKey() {
            return Account.nameKey(node.name());
        }
    }
}
