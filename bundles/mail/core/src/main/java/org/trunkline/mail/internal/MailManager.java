package org.trunkline.mail.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Secrets;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailService;
import org.trunkline.mail.MailState;
import org.trunkline.mail.MailTemplate;
import org.trunkline.mail.NewMail;
import org.trunkline.mail.spi.MailStore;

/** Makes mails of templates and keeps them for {@link MailDelivery}. */
@Component
public final class MailManager implements MailService {
    static final String TOPIC = "mails";

    private static final int ID_LENGTH = 32;

    private final MailStore store;
    private final MailTemplateManager templates;
    private final MailDelivery delivery;
    private final Clock clock;
    private final SealedBodies bodies;

    @Activate
    public MailManager(
            @Reference MailStore store,
            @Reference MailTemplateManager templates,
            @Reference MailDelivery delivery,
            @Reference Clock clock,
            @Reference Secrets secrets) {
        this.store = store;
        this.templates = templates;
        this.delivery = delivery;
        this.clock = clock;
        this.bodies = new SealedBodies(secrets);
    }

    @Override
    public Optional<String> send(Caller caller, NewMail wanted) {
        requireSystem(caller);
        MailTemplate template = templates.counting(wanted.account(), wanted.kind());
        if (!template.enabled()) {
            return Optional.empty();
        }
        Instant now = now();
        UnaryOperator<String> values = name -> wanted.macros().getOrDefault(name, "");
        Mail mail = new Mail(
                id(wanted),
                wanted.account(),
                wanted.kind(),
                wanted.to(),
                template.from(),
                Macros.line(template.subject(), values),
                Macros.text(template.text(), values),
                Macros.html(template.html(), values),
                MailState.WAITING,
                0,
                now,
                now,
                Optional.empty(),
                Optional.empty());
        if (store.insert(
                bodies.sealed(mail),
                change(
                        caller,
                        mail.id(),
                        mail.account(),
                        "queued",
                        wanted.kind().id()))) {
            delivery.wake();
        }
        return Optional.of(mail.id());
    }

    @Override
    public Page<Mail> list(Caller caller, Optional<AccountId> account, Optional<MailState> state, PageRequest page) {
        requireSystem(caller);
        Page<Mail> found = store.list(account, state, page);
        return new Page<>(found.rows().stream().map(this::opened).toList(), found.nextStartKey());
    }

    @Override
    public Mail get(Caller caller, String id) {
        requireSystem(caller);
        return store.find(id).map(this::opened).orElseThrow(() -> new NotFoundException(id));
    }

    /** A body that cannot be read keeps nobody from seeing the mail. */
    private Mail opened(Mail mail) {
        return bodies.opened(mail).orElseGet(() -> mail.withBody(MailDelivery.UNREADABLE, ""));
    }

    @Override
    public Mail retry(Caller caller, String id) {
        Mail mail = get(caller, id);
        if (!store.renew(
                id,
                now(),
                change(caller, id, mail.account(), "renewed", mail.kind().id()))) {
            throw new ConflictException(id);
        }
        delivery.wake();
        return get(caller, id);
    }

    @Override
    public boolean isSending() {
        return delivery.isSending();
    }

    private static void requireSystem(Caller caller) {
        if (!caller.isSystem()) {
            throw new ForbiddenException("mails are the business of Trunkline itself and its console");
        }
    }

    /** What a mail is sent for names it, so that who sends it twice, after a crash, sends it once. */
    private static String id(NewMail mail) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((mail.kind().id() + "/" + mail.key()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Change change(Caller caller, String id, AccountId account, String action, String kind) {
        return new Change(
                TOPIC,
                id,
                account,
                action,
                caller,
                now(),
                Json.write(Json.object().put("kind", kind)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
