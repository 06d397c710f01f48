package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.accounts.AccountTemplateService;
import org.trunkline.accounts.spi.AccountTemplateStore;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;

/** Keeps templates: who may, what they say, and whose name it is. */
@Component(service = {AccountTemplateService.class, AccountTemplateManager.class})
public final class AccountTemplateManager implements AccountTemplateService {
    static final String TOPIC = "account_templates";
    private static final int NAME_LENGTH_MAX = 128;

    private final AccountTemplateStore store;
    private final TemplateParts parts;
    private final TreeModel tree;
    private final Clock clock;

    @Activate
    public AccountTemplateManager(
            @Reference AccountTemplateStore store,
            @Reference TemplateParts parts,
            @Reference TreeModel tree,
            @Reference Clock clock) {
        this.store = store;
        this.parts = parts;
        this.tree = tree;
        this.clock = clock;
    }

    @Override
    public List<AccountTemplate> list(Caller caller, AccountId owner) {
        requireSeller(caller, owner);
        return store.list(owner, TEMPLATES_MAX);
    }

    @Override
    public AccountTemplate get(Caller caller, AccountId owner, String id) {
        requireSeller(caller, owner);
        return stored(owner, id);
    }

    /** Finds a template by its id or its name. What none can be called is not looked for: databases refuse some of it. */
    Optional<AccountTemplate> find(Caller caller, AccountId owner, String idOrName) {
        requireSeller(caller, owner);
        Optional<AccountTemplate> byId = Ids.isWellFormed(idOrName) ? store.find(owner, idOrName) : Optional.empty();
        return byId.or(
                () -> isName(idOrName) ? store.findByName(owner, AccountTemplate.nameKey(idOrName)) : Optional.empty());
    }

    private static boolean isName(String text) {
        return text.length() <= NAME_LENGTH_MAX
                && SettingChecks.NAME.matcher(text).matches();
    }

    @Override
    public AccountTemplate create(Caller caller, AccountId owner, ObjectNode sent) {
        requireSeller(caller, owner);
        if (store.list(owner, TEMPLATES_MAX).size() >= TEMPLATES_MAX) {
            throw new InvalidException(List.of(new FieldError(
                    "templates",
                    "maxItems",
                    "An account keeps at most " + TEMPLATES_MAX + " templates",
                    TEMPLATES_MAX,
                    null,
                    null)));
        }
        Instant now = now();
        AccountTemplate template = checked(caller, Ids.random(), owner, now, 0, fromClient(sent));
        return unique(template, () -> store.insert(template, change(caller, template, "created", Json.object())));
    }

    @Override
    public AccountTemplate replace(Caller caller, AccountId owner, String id, ObjectNode sent, LongPredicate expected) {
        return change(caller, owner, id, expected, old -> fromClient(sent));
    }

    @Override
    public AccountTemplate merge(
            Caller caller, AccountId owner, String id, ObjectNode changes, LongPredicate expected) {
        return change(caller, owner, id, expected, old -> Json.merged(old, fromClient(changes)));
    }

    @Override
    public AccountTemplate delete(Caller caller, AccountId owner, String id, LongPredicate expected) {
        requireSeller(caller, owner);
        return Races.win(() -> {
            AccountTemplate old = expected(stored(owner, id), expected);
            store.delete(old, change(caller, old, "deleted", old.document()));
            return old;
        });
    }

    private AccountTemplate change(
            Caller caller, AccountId owner, String id, LongPredicate expected, UnaryOperator<ObjectNode> wanted) {
        requireSeller(caller, owner);
        return Races.win(() -> {
            AccountTemplate old = expected(stored(owner, id), expected);
            AccountTemplate template =
                    checked(caller, id, owner, old.created(), old.revision(), wanted.apply(old.document()));
            return unique(template, () -> store.update(template, change(caller, template, "changed", old.document())));
        });
    }

    private AccountTemplate checked(
            Caller caller, String id, AccountId owner, Instant created, long revision, ObjectNode document) {
        Checks checks = new Checks(document).require(AccountTemplate.NAME).size(Checks.DOCUMENT_LENGTH_MAX);
        Optional<String> name = checks.string(AccountTemplate.NAME, 1, NAME_LENGTH_MAX, SettingChecks.NAME);
        ObjectNode settings = document.deepCopy();
        settings.remove(AccountTemplate.NAME);
        List<FieldError> errors = new ArrayList<>();
        ObjectNode kept = parts.checked(caller, owner, settings, errors);
        errors.forEach(checks::add);
        name.flatMap(text -> store.findByName(owner, AccountTemplate.nameKey(text)))
                .filter(other -> !other.id().equals(id))
                .ifPresent(other -> checks.add(taken(other.name())));
        checks.throwIfAny();
        return new AccountTemplate(id, owner, name.orElseThrow(), created, now(), revision, kept);
    }

    /** Two requests may both have looked in time: the unique index decides, in the same words. */
    private static AccountTemplate unique(AccountTemplate template, Supplier<AccountTemplate> write) {
        try {
            return write.get();
        } catch (ConflictException e) {
            if (!AccountTemplateStore.NAME.equals(e.causeValue())) {
                throw e;
            }
            InvalidException taken = new InvalidException(List.of(taken(template.name())));
            taken.initCause(e);
            throw taken;
        }
    }

    private static FieldError taken(String name) {
        return new FieldError(
                AccountTemplate.NAME, "unique", "A template of this name is there already", null, null, name);
    }

    private static ObjectNode fromClient(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove("id");
        return document;
    }

    private static AccountTemplate expected(AccountTemplate template, LongPredicate expected) {
        return Races.expected(template, template.revision(), expected);
    }

    private AccountTemplate stored(AccountId owner, String id) {
        return Optional.of(id)
                .filter(Ids::isWellFormed)
                .flatMap(known -> store.find(owner, known))
                .orElseThrow(() -> new NotFoundException(id));
    }

    /** Who sells has templates, and who administrates it. */
    private void requireSeller(Caller caller, AccountId owner) {
        AccountNode node = tree.require(caller, owner, Permission.ACCOUNT_CREATE);
        if (!node.reseller() && !node.isRoot()) {
            throw new ForbiddenException("only resellers have templates");
        }
    }

    private Change change(Caller caller, AccountTemplate template, String action, ObjectNode before) {
        ObjectNode after = action.equals("deleted") ? Json.object() : template.document();
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(before, after));
        return new Change(TOPIC, template.id(), template.owner(), action, caller, now(), Json.write(detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
