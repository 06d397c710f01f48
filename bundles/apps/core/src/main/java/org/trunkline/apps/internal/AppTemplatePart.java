package org.trunkline.apps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.apps.App;
import org.trunkline.apps.AppService;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;

/**
 * Apps of a template, by their ids: who may use each, or {@code installed: false} for one that is taken away. Other apps of
 * the account stay. Users are those of one account, so a template names none.
 */
@Component
public final class AppTemplatePart implements TemplatePart {
    static final String FIELD = "apps";

    private static final String INSTALLED = "installed";
    private static final List<String> AUDIENCES = List.of("all", "admins");
    private static final List<String> KNOWN = List.of(INSTALLED, App.ALLOWED_USERS);
    private static final int APPS_MAX = 1_000;

    private final AppService apps;
    private final Catalogue catalogue;
    private final Access access;

    @Activate
    public AppTemplatePart(@Reference AppService apps, @Reference Catalogue catalogue, @Reference Access access) {
        this.apps = apps;
        this.catalogue = catalogue;
        this.access = access;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public JsonNode check(Caller caller, AccountId owner, JsonNode settings) {
        ObjectNode document = TemplatePart.object(FIELD, settings);
        if (document.size() > APPS_MAX) {
            throw new InvalidException(FIELD, "maxProperties", "There may be at most " + APPS_MAX + " of them");
        }
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> app : document.properties()) {
            String path = FIELD + "." + app.getKey();
            if (catalogue.find(app.getKey()).isEmpty()) {
                errors.add(FieldError.of(path, "not_found", "The catalogue has no app of this id"));
            } else {
                errors.addAll(entry(path, app.getValue()));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return document;
    }

    private static List<FieldError> entry(String path, JsonNode value) {
        if (!(value instanceof ObjectNode entry)) {
            return List.of(new FieldError(path, "type", "Value did not match type(s): object", "object", value, null));
        }
        Checks checks = new Checks(entry);
        boolean installed = checks.bool(INSTALLED).orElse(true);
        if (installed) {
            checks.require(App.ALLOWED_USERS);
        }
        checks.oneOf(App.ALLOWED_USERS, AUDIENCES);
        entry.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                checks.add(FieldError.of(name, "additionalProperties", "A template says nothing else of an app"));
            }
        });
        if (checks.errors().isEmpty()) {
            return List.of();
        }
        return TemplatePart.below(path, new InvalidException(checks.errors())).errors();
    }

    @Override
    public ObjectNode preview(Caller caller, AccountId account, JsonNode settings) {
        access.require(caller, account, Permission.APP_WRITE);
        ObjectNode before = Json.object();
        ObjectNode after = Json.object();
        settings.properties().forEach(app -> {
            String id = app.getKey();
            stands(caller, account, id, app.getValue()).ifPresent(audience -> before.put(id, audience));
            wanted(app.getValue()).ifPresent(audience -> after.put(id, audience));
        });
        return Differences.of(named(before), named(after));
    }

    @Override
    public ObjectNode apply(Caller caller, AccountId account, JsonNode settings) {
        ObjectNode changes = preview(caller, account, settings);
        settings.properties().forEach(app -> {
            String id = app.getKey();
            Optional<String> stands = stands(caller, account, id, app.getValue());
            Optional<String> wanted = wanted(app.getValue());
            if (stands.equals(wanted)) {
                return;
            }
            if (wanted.isEmpty()) {
                apps.uninstall(caller, account, id);
                return;
            }
            ObjectNode entry = Json.object().put(App.ALLOWED_USERS, wanted.get());
            if (stands.isEmpty()) {
                apps.install(caller, account, id, entry);
            } else {
                apps.change(caller, account, id, entry);
            }
        });
        return changes;
    }

    /** Returns who may use the app now; one that is to be taken away need not be offered. */
    private Optional<String> stands(Caller caller, AccountId account, String id, JsonNode settings) {
        try {
            return apps.get(caller, account, id).entry().map(entry -> entry.path(App.ALLOWED_USERS)
                    .asText("specific"));
        } catch (DomainException e) {
            if (wanted(settings).isEmpty()) {
                return Optional.empty();
            }
            InvalidException kept =
                    new InvalidException(FIELD + "." + id, "forbidden", "The account is not offered this app");
            kept.initCause(e);
            throw kept;
        }
    }

    private static Optional<String> wanted(JsonNode settings) {
        return settings.path(INSTALLED).asBoolean(true)
                ? Optional.of(settings.path(App.ALLOWED_USERS).asText())
                : Optional.empty();
    }

    private static ObjectNode named(ObjectNode document) {
        ObjectNode named = Json.object();
        named.set(FIELD, document);
        return named;
    }
}
