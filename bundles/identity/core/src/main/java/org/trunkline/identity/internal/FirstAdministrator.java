package org.trunkline.identity.internal;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/**
 * Sees to it that somebody can log in: the root account without users gets an administrator. A generated password is
 * shown once, on the standard output, and nowhere else.
 */
@Component(service = FirstAdministrator.class, immediate = true, configurationPid = "org.trunkline.identity")
@Designate(ocd = FirstAdministrator.Config.class)
public final class FirstAdministrator {

    @ObjectClassDefinition(name = "Trunkline first administrator", description = "Used once, when root has no user.")
    public @interface Config {
        @AttributeDefinition(description = "User name of the first administrator; empty: admin.")
        String root_user() default "";

        @AttributeDefinition(description = "Its password, at least 8 characters; empty: one is generated and shown.")
        String _root_password() default "";
    }

    static final int PASSWORD_LENGTH_MIN = 8;

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String USERNAME_DEFAULT = "admin";
    private static final String USERNAME_FORM = "[+@.\\w_-]{1,256}";
    private static final int GENERATED_LENGTH = 20;

    /** No characters that look alike. */
    private static final String GENERATED_FROM = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** As when the database is not there: differs from 1 (any failure of a JVM) and 10 (Karaf's restart). */
    private static final int EXIT_CODE = 3;

    /** The settings do not allow to make the administrator. */
    static final class BadSettings extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadSettings(String message) {
            super(message);
        }
    }

    @Activate
    public FirstAdministrator(
            @Reference UserStore users, @Reference AccountTree tree, @Reference Clock clock, Config config) {
        try {
            ensure(users, tree.root(), clock, config, System.out);
        } catch (BadSettings e) {
            // Nobody uses a node that has no user: ending the process harms nobody and is seen at once.
            LOG.error("Trunkline stops: {}", e.getMessage());
            new Thread(() -> System.exit(EXIT_CODE), "trunkline-start-failed").start();
        }
    }

    static void ensure(UserStore users, AccountNode root, Clock clock, Config config, PrintStream out) {
        if (users.hasUsers(root.id())) {
            return;
        }
        String username = config.root_user().isBlank()
                ? USERNAME_DEFAULT
                : config.root_user().trim().toLowerCase(Locale.ROOT);
        boolean generated = config._root_password().isEmpty();
        String password = generated ? generate() : config._root_password();
        if (!username.matches(USERNAME_FORM)) {
            throw new BadSettings("TRUNKLINE_ROOT_USER may have letters, digits and + @ . _ - only");
        }
        if (password.length() < PASSWORD_LENGTH_MIN) {
            throw new BadSettings("TRUNKLINE_ROOT_PASSWORD must have at least " + PASSWORD_LENGTH_MIN + " characters");
        }
        if (!inserted(users, root, clock, username, password)) {
            return;
        }
        LOG.info("First administrator created: account={} user={}", root.id(), username);
        if (generated) {
            show(root, username, password, out);
        }
    }

    private static boolean inserted(UserStore users, AccountNode root, Clock clock, String username, String password) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        User user = new User(
                UserId.random(),
                root.id(),
                Optional.of(username),
                "Account",
                "Administrator",
                Optional.empty(),
                Role.ADMIN,
                true,
                false,
                now,
                now,
                0,
                Json.object());
        StoredUser stored =
                new StoredUser(user, Optional.of(Passwords.keep(username, password, Optional.empty())), Ids.random());
        Caller start = Caller.system(root.id(), "start");
        try {
            users.insertFirst(
                    stored, new Change(UserManager.TOPIC, user.id().value(), root.id(), "created", start, now, "{}"));
            return true;
        } catch (ConflictException e) {
            if (!UserStore.FIRST.equals(e.causeValue())) {
                throw e;
            }
            // Another node that starts at the same time was first.
            return false;
        }
    }

    private static void show(AccountNode root, String username, String password, PrintStream out) {
        String line = "-".repeat(64);
        out.println(String.join(
                System.lineSeparator(),
                "",
                line,
                "Trunkline: first administrator. This is shown once; keep it.",
                "  account name: " + root.name(),
                "  realm:        " + root.realm(),
                "  user:         " + username,
                "  password:     " + password,
                line,
                ""));
        out.flush();
    }

    private static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(GENERATED_FROM.charAt(random.nextInt(GENERATED_FROM.length())));
        }
        return password.toString();
    }
}
