package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;
import org.trunkline.limits.spi.SwitchStore;
import org.trunkline.limits.spi.SwitchStore.StoredSwitch;

/** The switches and their keys; all of them in memory, so that a call waits for no query. */
@Component(
        service = {SwitchKeys.class, SwitchManager.class},
        immediate = true)
public final class SwitchManager implements SwitchKeys {
    private static final String TOPIC = "switches";
    private static final String KEY_PREFIX = "tks_";
    private static final int KEY_BYTES = 32;
    private static final int KEY_ENDING_LENGTH = 4;
    private static final int NAME_LENGTH_MAX = 128;

    private record Known(Map<String, SwitchIdentity> byId, Map<String, SwitchIdentity> byKeyHash) {}

    private final SwitchStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ChangeFeed.Subscription subscription;
    private volatile Known known;

    @Activate
    public SwitchManager(
            @Reference SwitchStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference ChangeFeed feed,
            @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
        synchronized (this) {
            subscription = feed.subscribe(TOPIC, change -> load());
            load();
        }
    }

    @Deactivate
    void close() {
        subscription.close();
    }

    @Override
    public NewSwitch create(Caller caller, ObjectNode document) {
        access.require(caller, tree.root().id(), Permission.SWITCH_MANAGE);
        Checks checks = new Checks(document).require("name");
        String name = checks.string("name", 1, NAME_LENGTH_MAX).orElse("");
        Optional<AccountId> scope = checks.string("account_id", 32, 32).flatMap(id -> scope(checks, id));
        boolean renews = checks.bool("renews").orElse(true);
        boolean mayCorrect = checks.bool("may_correct").orElse(false);
        boolean mayAssertOnNet = checks.bool("may_assert_on_net").orElse(false);
        boolean mayBackdate = checks.bool("may_backdate").orElse(false);
        checks.throwIfAny();
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SwitchIdentity identity = new SwitchIdentity(
                Ids.random(),
                name,
                scope.orElse(tree.root().id()),
                renews,
                mayCorrect,
                mayAssertOnNet,
                mayBackdate,
                key.substring(key.length() - KEY_ENDING_LENGTH),
                now);
        try {
            store.insert(new StoredSwitch(identity, hash(key)), change(caller, identity, "created"));
        } catch (ConflictException e) {
            InvalidException taken = new InvalidException(
                    List.of(new FieldError("name", "unique", "Switch name already in use", null, null, name)));
            taken.initCause(e);
            throw taken;
        }
        return new NewSwitch(identity, key);
    }

    @Override
    public List<SwitchIdentity> list(Caller caller) {
        access.require(caller, tree.root().id(), Permission.SWITCH_MANAGE);
        return known.byId().values().stream()
                .sorted(Comparator.comparing(SwitchIdentity::name))
                .toList();
    }

    @Override
    public SwitchIdentity get(Caller caller, String id) {
        access.require(caller, tree.root().id(), Permission.SWITCH_MANAGE);
        return find(id).orElseThrow(() -> new NotFoundException(id));
    }

    @Override
    public void delete(Caller caller, String id) {
        store.delete(id, change(caller, get(caller, id), "deleted"));
    }

    @Override
    public Optional<SwitchIdentity> authenticate(String key) {
        return key.length() > 2 * KEY_BYTES
                ? Optional.empty()
                : Optional.ofNullable(known.byKeyHash().get(hash(key)));
    }

    Optional<SwitchIdentity> find(String id) {
        return Optional.ofNullable(known.byId().get(id));
    }

    private Optional<AccountId> scope(Checks checks, String id) {
        Optional<AccountId> scope =
                Ids.isWellFormed(id) && tree.find(new AccountId(id)).isPresent()
                        ? Optional.of(new AccountId(id))
                        : Optional.empty();
        if (scope.isEmpty()) {
            checks.add(new FieldError("account_id", "not_found", "There is no such account", null, id, null));
        }
        return scope;
    }

    private synchronized void load() {
        Map<String, SwitchIdentity> byId = new HashMap<>();
        Map<String, SwitchIdentity> byKeyHash = new HashMap<>();
        for (StoredSwitch each : store.all()) {
            byId.put(each.identity().id(), each.identity());
            byKeyHash.put(each.keyHash(), each.identity());
        }
        known = new Known(Map.copyOf(byId), Map.copyOf(byKeyHash));
    }

    private Change change(Caller caller, SwitchIdentity identity, String action) {
        String detail = Json.write(Json.object().put("name", identity.name()));
        return new Change(TOPIC, identity.id(), identity.scope(), action, caller, clock.instant(), detail);
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
