package org.trunkline.whitelabel.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;
import org.trunkline.whitelabel.WhitelabelService;
import org.trunkline.whitelabel.spi.WhitelabelStore;

/** Keeps names and looks: who may write them, and whose is which domain. */
@Component
public final class WhitelabelManager implements WhitelabelService {
    static final String TOPIC = "whitelabels";

    private static final String FILE = "file";

    private final WhitelabelStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public WhitelabelManager(
            @Reference WhitelabelStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Whitelabel create(Caller caller, AccountId account, ObjectNode document) {
        requireWriter(caller, account);
        ObjectNode read = WhitelabelDocument.read(document);
        Instant now = now();
        Whitelabel made = new Whitelabel(account, read, now, now, 0);
        return Races.win(() -> {
            requireFree(made);
            if (store.find(account).isPresent()) {
                throw Races.settled(account.value());
            }
            return store.insert(made, change(caller, "created", Json.object(), made));
        });
    }

    @Override
    public Whitelabel get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.WHITELABEL_READ);
        return stored(account);
    }

    @Override
    public Whitelabel replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected) {
        return change(caller, account, expected, old -> document);
    }

    @Override
    public Whitelabel merge(Caller caller, AccountId account, ObjectNode changes, LongPredicate expected) {
        return change(caller, account, expected, old -> Json.merged(old, changes));
    }

    private Whitelabel change(
            Caller caller, AccountId account, LongPredicate expected, UnaryOperator<ObjectNode> wanted) {
        requireWriter(caller, account);
        return Races.win(() -> {
            Whitelabel old = stored(account, expected);
            ObjectNode read = WhitelabelDocument.read(wanted.apply(old.document()));
            Whitelabel changed = new Whitelabel(account, read, old.created(), now(), old.revision());
            requireFree(changed);
            return store.update(changed, change(caller, "changed", old.document(), changed));
        });
    }

    @Override
    public Whitelabel delete(Caller caller, AccountId account, LongPredicate expected) {
        requireWriter(caller, account);
        return Races.win(() -> {
            Whitelabel old = stored(account, expected);
            store.delete(old, change(caller, "deleted", old.document(), nothing(old)));
            return old;
        });
    }

    private static Whitelabel nothing(Whitelabel old) {
        return new Whitelabel(old.account(), Json.object(), old.created(), old.modified(), old.revision());
    }

    @Override
    public WhitelabelImage image(Caller caller, AccountId account, Kind kind) {
        access.require(caller, account, Permission.WHITELABEL_READ);
        return store.image(account, kind).orElseThrow(() -> new NotFoundException(name(kind)));
    }

    @Override
    public void writeImage(Caller caller, AccountId account, Kind kind, byte[] content) {
        requireWriter(caller, account);
        stored(account);
        if (content.length == 0) {
            throw new InvalidException(FILE, "required", "please provide an image file");
        }
        if (content.length > WhitelabelImage.BYTES_MAX) {
            String message = "Payload or Files must not be more than " + WhitelabelImage.BYTES_MAX + " bytes";
            FieldError error = new FieldError(FILE, "maxSize", message, WhitelabelImage.BYTES_MAX, null, null);
            throw new DomainException(ErrorKind.TOO_LARGE, "validation error", message, List.of(error), null);
        }
        String type = ImageTypes.of(content)
                .orElseThrow(() -> new InvalidException(
                        FILE, "wrong_format", "The file must be an image: PNG, JPEG, GIF, WebP or ICO"));
        ObjectNode detail =
                Json.object().put("image", name(kind)).put("media_type", type).put("bytes", content.length);
        store.writeImage(
                account,
                kind,
                new WhitelabelImage(type, content),
                new Change(TOPIC, account.value(), account, "image_changed", caller, now(), Json.write(detail)));
    }

    @Override
    public String welcome(Caller caller, AccountId account) {
        access.require(caller, account, Permission.WHITELABEL_READ);
        return store.welcome(account).orElseThrow(() -> new NotFoundException("welcome"));
    }

    @Override
    public void writeWelcome(Caller caller, AccountId account, byte[] page) {
        requireWriter(caller, account);
        stored(account);
        String html = WelcomePage.read(page);
        ObjectNode detail = Json.object().put("characters", html.length());
        Change change =
                new Change(TOPIC, account.value(), account, "welcome_changed", caller, now(), Json.write(detail));
        store.writeWelcome(account, html, change);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Whitelabel> at(String domain) {
        String normal = WhitelabelDocument.normal(domain);
        // what no document can say is in none
        if (normal.isEmpty() || normal.length() > WhitelabelDocument.DOMAIN_LENGTH_MAX || normal.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return store.findByDomain(normal)
                .filter(found -> tree.find(found.account()).isPresent());
    }

    @Override
    public Optional<WhitelabelImage> imageAt(String domain, Kind kind) {
        return at(domain).flatMap(found -> store.image(found.account(), kind));
    }

    @Override
    public Optional<String> welcomeAt(String domain) {
        return at(domain).flatMap(found -> store.welcome(found.account()));
    }

    /** An account could take the domain of another one, and with it show its users what it likes: so not everybody may. */
    static void requireWriter(Access access, Caller caller, AccountId account) {
        AccountNode node = access.require(caller, account, Permission.WHITELABEL_WRITE);
        boolean isAbove = !caller.account().equals(account);
        if (!node.reseller() && !node.isRoot() && !isAbove) {
            throw new ForbiddenException("only resellers give names to their clients");
        }
    }

    private void requireWriter(Caller caller, AccountId account) {
        requireWriter(access, caller, account);
    }

    /** What a deleted account has is free. Its document stays, without it, for the day when it comes back. */
    private void requireFree(Whitelabel wanted) {
        Optional<Whitelabel> holder = wanted.domain()
                .flatMap(store::findByDomain)
                .filter(found -> !found.account().equals(wanted.account()));
        if (holder.isEmpty()) {
            return;
        }
        Whitelabel old = holder.get();
        if (tree.find(old.account()).isPresent()) {
            throw new InvalidException(List.of(new FieldError(
                    Whitelabel.DOMAIN,
                    "unique",
                    "Whitelabel domain is already in use",
                    null,
                    null,
                    wanted.domain().orElseThrow())));
        }
        ObjectNode without = old.document();
        without.remove(Whitelabel.DOMAIN);
        Whitelabel freed = new Whitelabel(old.account(), without, old.created(), now(), old.revision());
        Caller system = Caller.system(tree.root().id(), "whitelabel");
        store.update(freed, change(system, "changed", old.document(), freed));
    }

    private Whitelabel stored(AccountId account, LongPredicate expected) {
        Whitelabel stored = stored(account);
        return Races.expected(stored, stored.revision(), expected);
    }

    private Whitelabel stored(AccountId account) {
        return store.find(account).orElseThrow(() -> new NotFoundException("whitelabel"));
    }

    private Change change(Caller caller, String action, ObjectNode before, Whitelabel after) {
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(before, after.document()));
        return new Change(TOPIC, after.account().value(), after.account(), action, caller, now(), Json.write(detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
