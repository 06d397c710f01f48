package org.trunkline.routing.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.kernel.Secrets;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.routing.Carrier;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.CarrierService;
import org.trunkline.routing.spi.CarrierStore;
import org.trunkline.routing.spi.StoredCarrier;

/** Keeps carriers: who may write them, and the passwords of their gateways, which lie encrypted and stand in no record of changes. */
@Component
public final class CarrierManager implements CarrierService {
    static final String TOPIC = "carriers";

    private final CarrierStore store;
    private final Secrets secrets;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public CarrierManager(
            @Reference CarrierStore store,
            @Reference Secrets secrets,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Carrier create(Caller caller, CarrierPool pool, ObjectNode document) {
        requireWriter(caller, pool);
        ObjectNode read = CarrierDocument.read(document);
        if (store.count(pool) >= CARRIERS_MAX) {
            throw new InvalidException("resources", "maxItems", "There may be at most " + CARRIERS_MAX + " carriers");
        }
        Instant now = now();
        Carrier made = new Carrier(Ids.random(), pool, read, now, now, 0);
        StoredCarrier stored = wrapped(made);
        return shown(store.insert(stored, change(caller, "created", Json.object(), stored.carrier())));
    }

    @Override
    public Carrier get(Caller caller, CarrierPool pool, String id) {
        boolean seesPasswords = requireReader(caller, pool);
        StoredCarrier stored = stored(pool, id);
        return seesPasswords ? shown(stored) : stored.carrier();
    }

    @Override
    public Page<Carrier> list(Caller caller, CarrierPool pool, PageRequest page) {
        requireReader(caller, pool);
        if (!page.startKey().map(Ids::isWellFormed).orElse(true)) {
            throw new InvalidException("start_key", "invalid", "start_key must be one that a list has named");
        }
        List<Carrier> rows = store.list(pool, page.startKey(), page.size() + 1, page.ascending()).stream()
                .map(StoredCarrier::carrier)
                .toList();
        return Page.cut(rows, page, Carrier::id);
    }

    @Override
    public Carrier replace(Caller caller, CarrierPool pool, String id, ObjectNode document, LongPredicate expected) {
        return change(caller, pool, id, expected, old -> document);
    }

    @Override
    public Carrier merge(Caller caller, CarrierPool pool, String id, ObjectNode changes, LongPredicate expected) {
        return change(caller, pool, id, expected, old -> Json.merged(whole(old), changes));
    }

    private Carrier change(
            Caller caller,
            CarrierPool pool,
            String id,
            LongPredicate expected,
            Function<StoredCarrier, ObjectNode> wanted) {
        requireWriter(caller, pool);
        return Races.win(() -> {
            StoredCarrier old = stored(pool, id, expected);
            ObjectNode read = CarrierDocument.read(wanted.apply(old));
            Carrier before = old.carrier();
            StoredCarrier changed = wrapped(new Carrier(id, pool, read, before.created(), now(), before.revision()));
            return shown(store.update(changed, change(caller, "changed", before.document(), changed.carrier())));
        });
    }

    @Override
    public Carrier delete(Caller caller, CarrierPool pool, String id, LongPredicate expected) {
        requireWriter(caller, pool);
        return Races.win(() -> {
            StoredCarrier old = stored(pool, id, expected);
            Carrier gone = old.carrier();
            store.delete(old, change(caller, "deleted", gone.document(), gone.withDocument(Json.object())));
            return gone;
        });
    }

    private void requireWriter(Caller caller, CarrierPool pool) {
        if (pool.account().isPresent()) {
            access.require(caller, pool.account().get(), Permission.ROUTING_WRITE);
        } else if (!access.allows(caller, tree.root().id(), Permission.CARRIER_SYSTEM)) {
            throw new ForbiddenException("the carriers of the system are root's");
        }
    }

    /** Returns whether the caller sees passwords: who may change them. */
    private boolean requireReader(Caller caller, CarrierPool pool) {
        if (pool.account().isEmpty()) {
            requireWriter(caller, pool);
            return true;
        }
        AccountId account = pool.account().get();
        access.require(caller, account, Permission.ROUTING_READ);
        return access.allows(caller, account, Permission.ROUTING_WRITE);
    }

    private StoredCarrier wrapped(Carrier carrier) {
        ObjectNode document = carrier.document();
        ObjectNode passwords = CarrierDocument.takePasswords(document);
        Optional<String> wrapped = passwords.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        secrets.wrap(Json.write(passwords).getBytes(StandardCharsets.UTF_8), label(carrier.id())));
        return new StoredCarrier(carrier.withDocument(document), wrapped);
    }

    private Optional<ObjectNode> passwords(StoredCarrier stored) {
        if (stored.wrappedPasswords().isEmpty()) {
            return Optional.of(Json.object());
        }
        return secrets.unwrap(
                        stored.wrappedPasswords().get(), label(stored.carrier().id()))
                .map(bytes -> Json.parseObject(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Passwords of another master key are left out: what else there is to see is seen. */
    private Carrier shown(StoredCarrier stored) {
        Carrier carrier = stored.carrier();
        return passwords(stored)
                .map(found -> carrier.withDocument(CarrierDocument.withPasswords(carrier.document(), found)))
                .orElse(carrier);
    }

    /** Passwords of another master key must not be lost because something else is changed. */
    private ObjectNode whole(StoredCarrier stored) {
        ObjectNode passwords = passwords(stored)
                .orElseThrow(() -> new UnavailableException(
                        "datastore_fault", "the passwords of this carrier are of another master key: replace it"));
        return CarrierDocument.withPasswords(stored.carrier().document(), passwords);
    }

    private static String label(String id) {
        return "carrier " + id;
    }

    private StoredCarrier stored(CarrierPool pool, String id, LongPredicate expected) {
        StoredCarrier stored = stored(pool, id);
        return Races.expected(stored, stored.carrier().revision(), expected);
    }

    private StoredCarrier stored(CarrierPool pool, String id) {
        return store.find(pool, id).orElseThrow(() -> new NotFoundException(id));
    }

    private Change change(Caller caller, String action, ObjectNode before, Carrier after) {
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(before, after.document()));
        AccountId owner = after.pool().account().orElseGet(() -> tree.root().id());
        return new Change(TOPIC, after.id(), owner, action, caller, now(), Json.write(detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
