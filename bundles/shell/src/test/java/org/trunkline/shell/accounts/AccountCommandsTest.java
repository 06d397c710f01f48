package org.trunkline.shell.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** The console with a few accounts. */
class AccountCommandsTest {
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private final KnownAccounts accounts = new KnownAccounts();
    private final AccountId root = accounts.root().id();
    private final AccountId acme = accounts.add(1, root, "Acme");
    private final AccountId desk = accounts.add(2, acme, "Desk");

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        new AccountCommands(sessions, accounts, accounts);
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

    private JsonNode json(String line) throws Exception {
        return Json.parse(run(line));
    }

    @Test
    void anAccountIsShownByIdRealmOrName() throws Exception {
        for (String named : new String[] {desk.value(), "Desk.test", "desk"}) {
            JsonNode shown = json("account:show -j " + named);
            assertThat(shown.path("id").asText()).isEqualTo(desk.value());
            assertThat(shown.path("parent").asText()).isEqualTo("Acme");
            assertThat(shown.path("seller").asText()).isEqualTo("root");
            assertThat(shown.path("document").path("org").asText()).isEqualTo("x");
        }
        assertThat(run("account:show acme")).contains("Acme.test", "accounts_below");
        assertThatThrownBy(() -> run("account:show nobody")).hasMessageContaining("nobody");
    }

    @Test
    void aTreeIsIndentedAsDeepAsWanted() throws Exception {
        accounts.add(3, root, "Beta");
        accounts.add(4, root, "Gamma");

        assertThat(run("account:tree").lines().map(String::stripTrailing))
                .containsExactly(
                        "root  root.test  " + root + "  reseller",
                        "  Acme  Acme.test  " + acme,
                        "    Desk  Desk.test  " + desk,
                        "  Beta  Beta.test  " + "3".repeat(32),
                        "  Gamma  Gamma.test  " + "4".repeat(32));
        assertThat(run("account:tree -d 1")).contains("Gamma").doesNotContain("Desk");
        assertThat(run("account:tree acme")).contains("Desk").doesNotContain("Beta");
        assertThat(json("account:tree -j desk").path("parent_id").asText()).isEqualTo(acme.value());
        assertThatThrownBy(() -> run("account:tree -d 65")).hasMessageContaining("0 to 64");
    }

    @Test
    void anAccountIsMadeWithWhatIsSaid() throws Exception {
        JsonNode made = json("account:create -j -r new.example -t Europe/Berlin --reseller acme 'New One'");

        assertThat(made.path("name").asText()).isEqualTo("New One");
        assertThat(made.path("realm").asText()).isEqualTo("new.example");
        assertThat(made.path("reseller").asBoolean()).isTrue();
        assertThat(made.path("document").path("timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(accounts.findByName("newone").orElseThrow().parent()).contains(acme);
        assertThatThrownBy(() -> run("account:create nowhere X")).hasMessageContaining("nowhere");
    }

    @Test
    void aDisabledAccountSaysWhoDisablesIt() throws Exception {
        run("account:disable acme");

        assertThat(accounts.enabled(desk)).isFalse();
        assertThat(json("account:show -j desk").path("disabled_by").asText()).isEqualTo("Acme");
        assertThat(run("account:tree")).contains("DISABLED");

        assertThat(json("account:enable -j acme").path("enabled").asBoolean()).isTrue();
        assertThat(accounts.enabled(desk)).isTrue();
    }

    @Test
    void anAccountIsMovedAndWhatMayNotMoveSaysWhy() throws Exception {
        assertThat(json("account:move -j desk root").path("parent").asText()).isEqualTo("root");

        assertThat(accounts.find(desk).orElseThrow().parent()).contains(root);
        assertThatThrownBy(() -> run("account:move root acme")).hasMessageContaining("Not moved");
    }

    @Test
    void aDeletedAccountIsShownAndBroughtBack() throws Exception {
        assertThat(run("account:delete desk")).contains("Deleted: Desk", "account:restore " + desk);
        assertThat(accounts.find(desk)).isEmpty();

        assertThat(run("account:restore")).contains("Desk", "Acme", desk.value());
        assertThat(json("account:restore -j").path("parent").asText()).isEqualTo("Acme");
        assertThatThrownBy(() -> run("account:restore nobody")).hasMessageContaining("nobody");
        assertThat(json("account:restore -j DESK").path("id").asText()).isEqualTo(desk.value());
        assertThat(accounts.find(desk)).isPresent();
        assertThat(json("account:delete -j desk").path("deleted").asBoolean()).isTrue();
    }
}
