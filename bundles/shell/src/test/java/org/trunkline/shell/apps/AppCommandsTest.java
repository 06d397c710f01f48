package org.trunkline.shell.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.App;
import org.trunkline.apps.AppImage;
import org.trunkline.apps.AppService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.shell.accounts.KnownAccounts;

/** The console with two apps, of which an account installs what it is told to. */
class AppCommandsTest {
    private static final App VOIP = app("1".repeat(32), "voip");
    private static final App FAX = app("2".repeat(32), "fax");

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private final KnownAccounts accounts = new KnownAccounts();
    private final AccountId acme = accounts.add(1, accounts.root().id(), "Acme");
    private final Map<String, ObjectNode> installed = new HashMap<>();

    private final AppService apps = new AppService() {
        @Override
        public List<AccountApp> list(Caller caller, AccountId account) {
            assertThat(caller.isSystem()).isTrue();
            return Stream.of(VOIP, FAX)
                    .map(app -> new AccountApp(app, Optional.ofNullable(installed.get(key(account, app.id())))))
                    .toList();
        }

        @Override
        public AccountApp get(Caller caller, AccountId account, String app) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AccountApp install(Caller caller, AccountId account, String app, ObjectNode document) {
            assertThat(installed).doesNotContainKey(key(account, app));
            installed.put(key(account, app), document);
            return null;
        }

        @Override
        public AccountApp change(Caller caller, AccountId account, String app, ObjectNode document) {
            assertThat(installed).containsKey(key(account, app));
            installed.put(key(account, app), document);
            return null;
        }

        @Override
        public void uninstall(Caller caller, AccountId account, String app) {
            installed.remove(key(account, app));
        }

        @Override
        public List<String> blacklist(Caller caller, AccountId account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> replaceBlacklist(Caller caller, AccountId account, ObjectNode document) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AppImage> icon(String app) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AppImage> screenshot(String app, int number) {
            throw new UnsupportedOperationException();
        }
    };

    private static App app(String id, String name) {
        return new App(id, Json.object().put("name", name));
    }

    private static String key(AccountId account, String app) {
        return account + "/" + app;
    }

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        new AppCommands(sessions, apps, accounts);
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

    private String audience(AccountId account, App app) {
        return installed.get(key(account, app.id())).path("allowed_users").asText();
    }

    @Test
    void anAppIsEnabledForAdministratorsOrForAllByNameOrId() throws Exception {
        run("app:enable voip");
        assertThat(audience(accounts.root().id(), VOIP)).isEqualTo("admins");

        run("app:enable -u all " + FAX.id() + " acme");
        assertThat(audience(acme, FAX)).isEqualTo("all");
        run("app:enable fax " + acme);
        assertThat(audience(acme, FAX)).isEqualTo("admins");
        assertThat(installed).hasSize(2);
    }

    @Test
    void aListSaysWhoMayUseWhat() throws Exception {
        run("app:enable -u all voip acme");

        assertThat(run("app:list acme"))
                .containsPattern("voip +\\| true +\\| all")
                .contains("fax");
        JsonNode listed = Json.parse(run("app:list -j acme"));
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).path("allowed_users").asText()).isEqualTo("all");
        assertThat(listed.get(1).path("allowed_users").isNull()).isTrue();
        assertThat(Json.parse(run("app:list -j")).get(0).path("allowed_users").isNull())
                .isTrue();
    }

    @Test
    void anAppIsTakenAway() throws Exception {
        run("app:enable voip acme");

        run("app:disable voip acme");

        assertThat(installed).isEmpty();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> run("app:enable nothing")).hasMessageContaining("nothing");
        assertThatThrownBy(() -> run("app:disable voip nobody")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> run("app:list nobody")).hasMessageContaining("nobody");
    }
}
