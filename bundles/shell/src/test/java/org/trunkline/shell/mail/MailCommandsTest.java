package org.trunkline.shell.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailService;
import org.trunkline.mail.MailState;
import org.trunkline.mail.NewMail;
import org.trunkline.shell.limits.OneRoot;

/** The console with one failed mail, and no mail server. */
class MailCommandsTest {
    private static final AccountId ROOT = new AccountId(OneRoot.ID);

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private String asked = "";
    private String retried = "";

    private final MailService mails = new MailService() {
        @Override
        public Optional<String> send(Caller caller, NewMail mail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Mail> list(
                Caller caller, Optional<AccountId> account, Optional<MailState> state, PageRequest page) {
            assertThat(caller.isSystem()).isTrue();
            asked = account.map(AccountId::value).orElse("-") + " "
                    + state.map(MailState::name).orElse("-") + " " + page.size();
            return new Page<>(List.of(mail("m1")), Optional.of("more"));
        }

        @Override
        public Mail get(Caller caller, String id) {
            if (id.equals("none")) {
                throw new NotFoundException(id);
            }
            return mail(id);
        }

        @Override
        public Mail retry(Caller caller, String id) {
            if (id.equals("sent")) {
                throw new ConflictException(id);
            }
            retried += id + " ";
            return get(caller, id);
        }

        @Override
        public boolean isSending() {
            return false;
        }
    };

    private static Mail mail(String id) {
        Instant at = Instant.parse("2026-11-28T12:00:00Z");
        return new Mail(
                id,
                ROOT,
                MailKind.PASSWORD_RECOVERY,
                "ann@acme.example",
                Optional.empty(),
                "Your password",
                "one\u001b[31m\ntwo",
                "<p>",
                MailState.FAILED,
                3,
                at,
                at,
                Optional.empty(),
                Optional.of("550 no such user"));
    }

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        new MailCommands(sessions, mails, new OneRoot());
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
    void aListSaysWhatBecameOfWhichMail() throws Exception {
        assertThat(run("mail:list"))
                .containsPattern("m1 +\\| 2026-11-28T12:00:00Z +\\| failed +\\| password_recovery +\\| root +"
                        + "\\| ann@acme.example +\\| 3 +\\| 550 no such user")
                .contains("There are more", "TRUNKLINE_SMTP_HOST");
        assertThat(asked).isEqualTo("- - 50");

        JsonNode json = Json.parse(run("mail:list -j -s failed -a root -n 7"));
        assertThat(json.get(0).path("subject").asText()).isEqualTo("Your password");
        assertThat(json.get(0).has("text")).isFalse();
        assertThat(asked).isEqualTo(OneRoot.ID + " FAILED 7");
        assertThatThrownBy(() -> run("mail:list -s lost")).hasMessageContaining("waiting, sent or failed");
        assertThatThrownBy(() -> run("mail:list -n 0")).hasMessageContaining("1 to 10000");
    }

    @Test
    void aMailIsShownWithItsTextAndWithoutWhatATerminalObeys() throws Exception {
        assertThat(run("mail:show m1")).contains("one?[31m", "two", "550 no such user");
        assertThat(Json.parse(run("mail:show -j m1")).path("text").asText()).isEqualTo("one\u001b[31m\ntwo");
        assertThatThrownBy(() -> run("mail:show none")).hasMessageContaining("no mail with the id none");
    }

    @Test
    void mailsAreTriedAgain() throws Exception {
        assertThat(run("mail:retry m1 m2")).contains("m1", "m2");
        assertThat(retried).isEqualTo("m1 m2 ");
        assertThat(Json.parse(run("mail:retry -j m1"))).hasSize(1);
        assertThatThrownBy(() -> run("mail:retry sent")).hasMessageContaining("its text is gone");
        assertThatThrownBy(() -> run("mail:retry none")).hasMessageContaining("no mail with the id none");
    }
}
