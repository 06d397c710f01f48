package org.trunkline.apps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.App;
import org.trunkline.apps.AppImage;
import org.trunkline.apps.AppService;
import org.trunkline.apps.spi.AccountApps;
import org.trunkline.apps.spi.AppStore;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;

/** Says which apps accounts are offered and lets them install these (crossbar-api §8.4). */
@Component
public final class AppManager implements AppService {
    static final String BLACKLIST = "blacklist";

    private static final String APPS = "apps";
    private static final String TOPIC = "apps";

    /** So an entry remembers that an app was taken away which is installed wherever nothing is said. */
    private static final String UNINSTALLED = "uninstalled";

    private final AppStore store;
    private final Catalogue catalogue;
    private final Access access;
    private final Clock clock;

    @Activate
    public AppManager(
            @Reference AppStore store,
            @Reference Catalogue catalogue,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<AccountApp> list(Caller caller, AccountId account) {
        AccountNode node = access.require(caller, account, Permission.APP_READ);
        ObjectNode own = stored(account).document();
        return catalogue.apps().stream()
                .filter(app -> isOffered(app, node, own))
                .map(app -> new AccountApp(app, entry(app, own)))
                .toList();
    }

    @Override
    public AccountApp get(Caller caller, AccountId account, String app) {
        AccountNode node = access.require(caller, account, Permission.APP_READ);
        ObjectNode own = stored(account).document();
        return catalogue
                .find(app)
                .filter(found -> isOffered(found, node, own))
                .map(found -> new AccountApp(found, entry(found, own)))
                .orElseThrow(() -> AppRefused.notFound(app));
    }

    @Override
    public AccountApp install(Caller caller, AccountId account, String app, ObjectNode document) {
        return put(caller, account, app, AppDocument.entry(document), false, "Application already installed");
    }

    @Override
    public AccountApp change(Caller caller, AccountId account, String app, ObjectNode document) {
        return put(caller, account, app, AppDocument.entry(document), true, "Application is not installed");
    }

    @Override
    public void uninstall(Caller caller, AccountId account, String app) {
        ObjectNode gone = Json.object().put(UNINSTALLED, true);
        put(caller, account, app, gone, true, "Application is not installed");
    }

    private AccountApp put(
            Caller caller, AccountId account, String id, ObjectNode entry, boolean installed, String otherwise) {
        AccountNode node = access.require(caller, account, Permission.APP_WRITE);
        App app = catalogue.find(id).orElseThrow(() -> AppRefused.forbidden(id));
        ObjectNode written = write(caller, account, old -> {
            if (!isOffered(app, node, old)) {
                throw AppRefused.forbidden(id);
            }
            if (entry(app, old).isPresent() != installed) {
                throw new DomainException(ErrorKind.INVALID, otherwise, otherwise);
            }
            ObjectNode apps = old.get(APPS) instanceof ObjectNode known ? known : old.putObject(APPS);
            apps.set(id, entry.deepCopy().put(App.NAME, app.name()));
            return old;
        });
        return new AccountApp(app, entry(app, written));
    }

    @Override
    public List<String> blacklist(Caller caller, AccountId account) {
        access.require(caller, account, Permission.APP_RESTRICT);
        return blacklist(stored(account).document());
    }

    @Override
    public List<String> replaceBlacklist(Caller caller, AccountId account, ObjectNode document) {
        access.require(caller, account, Permission.APP_RESTRICT);
        List<String> ids = AppDocument.blacklist(document);
        return blacklist(write(caller, account, old -> {
            ArrayNode list = old.putArray(BLACKLIST);
            ids.forEach(list::add);
            return old;
        }));
    }

    @Override
    public Optional<AppImage> icon(String app) {
        return catalogue
                .find(app)
                .map(found -> found.document().path(App.ICON))
                .filter(JsonNode::isTextual)
                .flatMap(file -> catalogue.image(app, file.textValue()));
    }

    @Override
    public Optional<AppImage> screenshot(String app, int number) {
        return catalogue
                .find(app)
                .map(found -> found.document().path(App.SCREENSHOTS).path(number))
                .filter(JsonNode::isTextual)
                .flatMap(file -> catalogue.image(app, file.textValue()));
    }

    private static boolean isOffered(App app, AccountNode account, ObjectNode own) {
        return account.isRoot() || app.published() && !blacklist(own).contains(app.id());
    }

    /** Returns who may use an app; empty where it is not installed. */
    private static Optional<ObjectNode> entry(App app, ObjectNode own) {
        if (own.path(APPS).get(app.id()) instanceof ObjectNode entry) {
            return entry.has(UNINSTALLED) ? Optional.empty() : Optional.of(entry);
        }
        ObjectNode document = app.document();
        if (!document.has(App.ALLOWED_USERS)) {
            return Optional.empty();
        }
        ObjectNode everywhere = Json.object();
        everywhere.set(App.ALLOWED_USERS, document.get(App.ALLOWED_USERS));
        everywhere.set(
                App.USERS, document.path(App.USERS).isArray() ? document.get(App.USERS) : everywhere.arrayNode());
        return Optional.of(everywhere);
    }

    private static List<String> blacklist(ObjectNode own) {
        return StreamSupport.stream(own.path(BLACKLIST).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private ObjectNode write(Caller caller, AccountId account, UnaryOperator<ObjectNode> change) {
        return Races.win(() -> {
            AccountApps old = stored(account);
            ObjectNode document = change.apply(old.document());
            new Checks(document).size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
            ObjectNode detail = Json.object();
            detail.set("changes", Differences.of(old.document(), document));
            Change recorded = new Change(
                    TOPIC,
                    account.value(),
                    account,
                    "changed",
                    caller,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    Json.write(detail));
            return store.write(new AccountApps(account, document, old.revision()), recorded)
                    .document();
        });
    }

    private AccountApps stored(AccountId account) {
        return store.find(account).orElseGet(() -> AccountApps.none(account));
    }
}
