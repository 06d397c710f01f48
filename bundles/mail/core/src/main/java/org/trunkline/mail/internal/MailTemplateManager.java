package org.trunkline.mail.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;
import org.trunkline.mail.MailTemplateService;
import org.trunkline.mail.spi.MailTemplateStore;

/**
 * Templates of accounts. Only resellers write them: whoever writes one sends mails through our mail server to whom it
 * likes, by making users with their addresses.
 */
@Component(service = {MailTemplateService.class, MailTemplateManager.class})
public final class MailTemplateManager implements MailTemplateService {
    static final String TOPIC = "mail_templates";

    private final MailTemplateStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public MailTemplateManager(
            @Reference MailTemplateStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<MailTemplate> list(Caller caller, AccountId account) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        return Arrays.stream(MailKind.values())
                .map(kind -> counting(account, kind))
                .toList();
    }

    @Override
    public MailTemplate get(Caller caller, AccountId account, MailKind kind) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        return counting(account, kind);
    }

    @Override
    public MailTemplate replace(
            Caller caller, AccountId account, MailKind kind, ObjectNode document, LongPredicate expected) {
        requireWriter(caller, account);
        MailTemplate before = counting(account, kind);
        long revision = before.owner().filter(account::equals).isPresent() ? before.revision() : 0;
        if (!expected.test(revision)) {
            throw new ConflictException(MailTemplateStore.REVISION);
        }
        MailTemplate template = new TemplateDocument(document, before).template(account, revision);
        return store.put(template, change(caller, template, "changed"));
    }

    @Override
    public MailTemplate remove(Caller caller, AccountId account, MailKind kind) {
        requireWriter(caller, account);
        MailTemplate own = store.find(account, kind).orElseThrow(() -> new NotFoundException(kind.id()));
        if (!store.delete(own, change(caller, own, "deleted"))) {
            throw new ConflictException(MailTemplateStore.REVISION);
        }
        return counting(account, kind);
    }

    @Override
    public Preview preview(Caller caller, AccountId account, MailKind kind, ObjectNode document) {
        access.require(caller, account, Permission.ACCOUNT_WRITE);
        Checks checks = new Checks(document);
        checks.object("macros");
        checks.throwIfAny();
        MailTemplate template = new TemplateDocument(document, counting(account, kind)).template(account, 0);
        UnaryOperator<String> values =
                name -> document.path("macros").path(name).asText(name);
        return new Preview(
                template.from().orElse(""),
                Macros.line(template.subject(), values),
                Macros.text(template.text(), values),
                Macros.html(template.html(), values));
    }

    /** Returns the template of the nearest reseller, the account itself first. */
    MailTemplate counting(AccountId account, MailKind kind) {
        List<AccountId> owners = tree.chain(account).stream()
                .filter(MailTemplateManager::mayWrite)
                .map(AccountNode::id)
                .toList();
        List<MailTemplate> written = owners.isEmpty() ? List.of() : store.ofKind(owners, kind);
        return owners.stream()
                .flatMap(owner -> written.stream()
                        .filter(template -> template.owner().orElseThrow().equals(owner)))
                .findFirst()
                .orElseGet(() -> BuiltInTemplates.of(kind));
    }

    private void requireWriter(Caller caller, AccountId account) {
        if (!mayWrite(access.require(caller, account, Permission.ACCOUNT_WRITE))) {
            throw new ForbiddenException("only resellers have mail templates of their own");
        }
    }

    private static boolean mayWrite(AccountNode account) {
        return account.reseller() || account.isRoot();
    }

    private Change change(Caller caller, MailTemplate template, String action) {
        AccountId owner = template.owner().orElseThrow();
        String detail = Json.write(Json.object().put("kind", template.kind().id()));
        return new Change(
                TOPIC,
                owner + ":" + template.kind().id(),
                owner,
                action,
                caller,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                detail);
    }
}
