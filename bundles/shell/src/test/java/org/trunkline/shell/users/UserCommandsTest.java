package org.trunkline.shell.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.shell.limits.OneRoot;

/** The console with users of the root account, two to a page. */
class UserCommandsTest {
    private static final AccountId ROOT = new AccountId(OneRoot.ID);

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private final List<User> kept = new ArrayList<>();
    private ObjectNode sent = Json.object();

    /** Knows what the commands ask, and nothing else. */
    private Object ask(String method, Object... arguments) {
        assertThat(((Caller) arguments[0]).isSystem()).isTrue();
        return switch (method) {
            case "list" -> {
                PageRequest page = (PageRequest) arguments[2];
                int from = page.startKey().map(Integer::parseInt).orElse(0);
                int to = Math.min(from + 2, kept.size());
                yield new Page<>(
                        List.copyOf(kept.subList(from, to)),
                        to < kept.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
            }
            case "create" -> {
                sent = (ObjectNode) arguments[2];
                kept.add(user(sent.path("username").asText()));
                yield kept.get(kept.size() - 1);
            }
            case "merge" -> {
                sent = (ObjectNode) arguments[3];
                yield kept.stream()
                        .filter(each -> each.id().equals(arguments[2]))
                        .findFirst()
                        .orElseThrow();
            }
            default -> throw new AssertionError(method);
        };
    }

    private static User user(String name) {
        Instant at = Instant.parse("2026-11-28T12:00:00Z");
        return new User(
                UserId.random(),
                ROOT,
                Optional.of(name).filter(text -> !text.isEmpty()),
                "Ann",
                "Lee",
                Optional.empty(),
                Role.ADMIN,
                true,
                true,
                at,
                at,
                1,
                Json.object());
    }

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        UserService users = (UserService) Proxy.newProxyInstance(
                UserService.class.getClassLoader(),
                new Class<?>[] {UserService.class},
                (proxy, method, arguments) -> ask(method.getName(), arguments));
        new UserCommands(sessions, users, new OneRoot());
    }

    @AfterEach
    void stop() {
        sessions.stop();
        streams.stop();
    }

    private String run(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), print, print);
        session.execute(line);
        session.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allUsersOfAnAccountAreListed() throws Exception {
        List.of("ann", "bob", "").forEach(name -> kept.add(user(name)));

        assertThat(run("user:list")).contains("ann", "bob").doesNotContain("password");
        assertThat(Json.parse(run("user:list -j root"))).hasSize(3);
        assertThatThrownBy(() -> run("user:list nowhere")).hasMessageContaining("nowhere");
    }

    @Test
    void aNewUserHasAPasswordToReplace() throws Exception {
        JsonNode shown = Json.parse(run("user:create -j --admin -e ann@acme.example root ann"));

        assertThat(shown.path("password").asText()).hasSize(20);
        assertThat(sent)
                .isEqualTo(Json.object()
                        .put("username", "ann")
                        .put("password", shown.path("password").asText())
                        .put("first_name", "ann")
                        .put("last_name", "root")
                        .put("priv_level", "admin")
                        .put("require_password_update", true)
                        .put("send_email_on_creation", false)
                        .put("email", "ann@acme.example"));
        assertThatThrownBy(() -> run("user:create --mail root bob")).hasMessageContaining("--email");
    }

    @Test
    void aForgottenPasswordIsReplaced() throws Exception {
        List.of("ann", "bob", "carl", "").forEach(name -> kept.add(user(name)));

        assertThat(run("user:reset-password root Carl")).contains("shown this once");
        assertThat(sent.path("password").asText()).hasSize(20);
        assertThat(sent.path("require_password_update").asBoolean()).isTrue();
        String first = sent.path("password").asText();
        run("user:reset-password root " + kept.get(0).id());
        assertThat(sent.path("password").asText()).isNotEqualTo(first);
        assertThatThrownBy(() -> run("user:reset-password root dora")).hasMessageContaining("dora");
        assertThatThrownBy(() -> run("user:reset-password root " + kept.get(3).id()))
                .hasMessageContaining("no user name");
    }
}
