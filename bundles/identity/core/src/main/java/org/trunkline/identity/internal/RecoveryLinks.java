package org.trunkline.identity.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.LinkStore;
import org.trunkline.identity.spi.StoredLink;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.InvalidException;

/** Makes links that log a user in once, and takes them. */
@Component(service = RecoveryLinks.class, configurationPid = "org.trunkline.identity.links")
@Designate(ocd = RecoveryLinks.Config.class)
public final class RecoveryLinks {
    @ObjectClassDefinition(name = "Trunkline links", description = "Where mailed links lead.")
    public @interface Config {
        @AttributeDefinition(
                description =
                        "URLs of the pages that mailed links may lead to, separated by commas; those of welcome mails "
                                + "lead to the first. Without a port: of any port.")
        String ui_urls() default "http://localhost,http://127.0.0.1";
    }

    static final String TOPIC = "user_links";

    /** How many links a user has at a time: who asks for them again and again fills no mailbox. */
    static final int LINKS_MAX = 3;

    /** With a second factor there are codes to guess. */
    static final int ATTEMPTS_MAX = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    private final LinkStore store;
    private final AccountTree tree;
    private final Clock clock;
    private final UiUrls pages;

    @Activate
    public RecoveryLinks(
            @Reference LinkStore store, @Reference AccountTree tree, @Reference Clock clock, Config config) {
        this.store = store;
        this.tree = tree;
        this.clock = clock;
        this.pages = new UiUrls(config.ui_urls());
    }

    UiUrls pages() {
        return pages;
    }

    /** Returns whether a link would let the user in. */
    boolean mayLogIn(StoredUser stored) {
        User user = stored.user();
        return user.enabled() && user.username().isPresent() && tree.enabled(user.account());
    }

    /** Returns what stands in a new link; empty if the user has enough of them. */
    Optional<String> make(StoredUser stored, Duration valid) {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Instant now = now();
        User user = stored.user();
        StoredLink link = new StoredLink(
                user.id(), user.account(), LoginManager.sha256(secret), stored.series(), now, now.plus(valid), 0);
        return store.insert(link, LINKS_MAX, change(link, "made")) ? Optional.of(secret) : Optional.empty();
    }

    /** Counts an attempt. @throws DomainException INVALID if there is no such link */
    StoredLink attempt(String secret) {
        return store.attempt(LoginManager.sha256(secret.toLowerCase(Locale.ROOT)), now(), ATTEMPTS_MAX)
                .orElseThrow(RecoveryLinks::unknown);
    }

    /** Takes the link away. @throws DomainException INVALID if somebody else was first */
    void use(StoredLink link) {
        if (!store.use(link, change(link, "used"))) {
            throw unknown();
        }
    }

    /** The same for links that never were and for those that are over. */
    static DomainException unknown() {
        return new InvalidException("user", "not_found", "The provided reset_id did not resolve to any user");
    }

    private Change change(StoredLink link, String action) {
        return new Change(TOPIC, link.user().value(), link.account(), action, system(tree), now(), "{}");
    }

    static Caller system(AccountTree tree) {
        return Caller.system(tree.root().id(), "links");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
