package org.trunkline.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.mail.Message;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Secrets;
import org.trunkline.kernel.TestSecrets;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailState;
import org.trunkline.mail.NewMail;
import org.trunkline.mail.spi.InMemoryMailStore;
import org.trunkline.mail.spi.InMemoryMailTemplateStore;

/** Mails on their way through a real mail server. */
final class SmtpTest {
    private final Given given = new Given();
    private final InMemoryMailStore store = new InMemoryMailStore();
    private final MailTemplateManager templates =
            new MailTemplateManager(new InMemoryMailTemplateStore(), given, given, given);
    private GreenMail server;
    private int port;

    @BeforeEach
    void start() {
        server = started(0);
        port = server.getSmtp().getPort();
    }

    private static GreenMail started(int port) {
        ServerSetup smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(20_000);
        GreenMail server = new GreenMail(smtp);
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MailDelivery delivery(Given.Config config) {
        return new MailDelivery(store, given, Given.SECRETS, config, Optional.of(new SmtpPostman(config)));
    }

    private MailDelivery delivery() {
        return delivery(Given.Config.at(port));
    }

    private Mail queued(String key, String to) {
        MailManager mails = new MailManager(
                store,
                templates,
                new MailDelivery(store, given, Given.SECRETS, Given.Config.at(1), Optional.empty()),
                given,
                Given.SECRETS);
        String id = mails.send(
                        Given.SYSTEM,
                        new NewMail(
                                MailKind.NEW_USER,
                                key,
                                Given.CUSTOMER,
                                to,
                                Map.of(
                                        "user.first_name", "Zoë <b>",
                                        "account.name", "Acme\r\nBcc: spy@evil.example",
                                        "link", "https://portal.example/?recovery=abc&x=1")))
                .orElseThrow();
        return store.find(id).orElseThrow();
    }

    private Mail now(Mail mail) {
        return store.find(mail.id()).orElseThrow();
    }

    @Test
    void sendsTextAndHtmlWithMacrosInTheirPlace() throws Exception {
        Mail mail = queued("one", "ann@acme.example");

        assertThat(delivery().deliverDue()).isEqualTo(1);

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Welcome to Acme Bcc: spy@evil.example");
        assertThat(received.getRecipients(Message.RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("ann@acme.example");
        assertThat(received.getRecipients(Message.RecipientType.BCC)).isNull();
        assertThat(received.getFrom()).extracting(Object::toString).containsExactly("noreply@trunkline.example");
        assertThat(received.getMessageID()).isEqualTo("<" + mail.id() + "@trunkline.example>");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Hello Zoë <b>", "https://portal.example/?recovery=abc&x=1");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("Hello Zoë &lt;b&gt;", "recovery=abc&amp;x=1")
                .doesNotContain("<b> ,");
        assertThat(now(mail).state()).isEqualTo(MailState.SENT);
        assertThat(now(mail).text()).isEmpty();
        assertThat(delivery().deliverDue()).isZero();
    }

    @Test
    void comesFromTheAddressOfTheReseller() throws Exception {
        templates.replace(
                Given.SYSTEM,
                Given.RESELLER,
                MailKind.NEW_USER,
                Json.object().put("from", "desk@seller.example").put("subject", "Hi {{user.first_name}}"),
                revision -> true);
        queued("one", "ann@acme.example");

        delivery().deliverDue();

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getFrom()).extracting(Object::toString).containsExactly("desk@seller.example");
        assertThat(received.getSubject()).isEqualTo("Hi Zoë <b>");
        assertThat(received.getMessageID()).endsWith("@seller.example>");
    }

    @Test
    void waitsForAServerThatIsDownAndSendsWhenItComesBack() {
        server.stop();
        Mail mail = queued("one", "ann@acme.example");
        Mail other = queued("two", "bob@acme.example");

        assertThat(delivery().deliverDue()).isZero();
        assertThat(now(mail).attempts() + now(other).attempts())
                .as("one proves it for all")
                .isEqualTo(1);
        Mail tried = now(mail).attempts() == 1 ? now(mail) : now(other);
        assertThat(tried.state()).isEqualTo(MailState.WAITING);
        assertThat(tried.error().orElseThrow()).contains("127.0.0.1");
        assertThat(tried.due()).isEqualTo(given.instant().plus(MailDelivery.DELAY_MIN));

        server = started(port);
        given.move(MailDelivery.DELAY_MIN);
        assertThat(delivery().deliverDue()).isEqualTo(2);
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void isSentAgainUnderItsMessageIdWhenTheNodeDiesBeforeItIsMarked() throws Exception {
        Mail mail = queued("one", "ann@acme.example");
        Instant now = given.instant();
        // what a node does until it is killed: claims, sends, and marks no more
        var claim = store.claim(now, now.plus(MailDelivery.LEASE), 1).get(0);
        new SmtpPostman(Given.Config.at(port)).deliver(claim.mail());

        assertThat(delivery().deliverDue())
                .as("another node waits for the lease")
                .isZero();
        given.move(MailDelivery.LEASE);
        assertThat(delivery().deliverDue()).isEqualTo(1);

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
        assertThat(now(mail).state()).isEqualTo(MailState.SENT);
        assertThat(store.sent(claim, given.instant())).isFalse();
    }

    @Test
    void givesUpARefusedRecipientAtOnceAndGoesOn() {
        server.stop();
        try (RefusingServer refusing = new RefusingServer(Map.of("no@acme.example", "550 5.1.1 no such user"))) {
            Mail refused = queued("one", "no@acme.example");
            Mail good = queued("two", "ann@acme.example");

            assertThat(delivery(Given.Config.at(refusing.port())).deliverDue()).isEqualTo(1);

            assertThat(now(refused).state()).isEqualTo(MailState.FAILED);
            assertThat(now(refused).error().orElseThrow()).contains("550");
            assertThat(now(good).state()).isEqualTo(MailState.SENT);
        }
    }

    @Test
    void triesARecipientLaterThatIsRefusedForNowUntilItHasTriedOftenEnough() {
        try (RefusingServer refusing = new RefusingServer(Map.of("full@acme.example", "452 4.2.2 mailbox full"))) {
            Mail mail = queued("one", "full@acme.example");
            MailDelivery delivery = delivery(Given.Config.at(refusing.port()));

            delivery.deliverDue();
            assertThat(now(mail).state()).isEqualTo(MailState.WAITING);
            assertThat(now(mail).error().orElseThrow()).contains("452");
            given.move(Duration.ofMinutes(1));
            delivery.deliverDue();
            given.move(Duration.ofMinutes(2));
            delivery.deliverDue();

            assertThat(now(mail).attempts()).isEqualTo(3);
            assertThat(now(mail).state()).isEqualTo(MailState.FAILED);
        }
    }

    @Test
    void givesUpWhatIsNoAddress() {
        Mail mail = queued("one", "ann@acme.example, bob@acme.example");

        delivery().deliverDue();

        assertThat(now(mail).state()).isEqualTo(MailState.FAILED);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void givesUpWhatWasKeptUnderAnotherMasterKey() {
        Mail mail = queued("one", "ann@acme.example");
        Given.Config config = Given.Config.at(port);
        Secrets other = TestSecrets.of("quite another key");

        new MailDelivery(store, given, other, config, Optional.of(new SmtpPostman(config))).deliverDue();

        assertThat(now(mail).state()).isEqualTo(MailState.FAILED);
        assertThat(now(mail).error()).contains(MailDelivery.UNREADABLE);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void givesUpWhatIsTooOld() {
        Mail mail = queued("one", "ann@acme.example");
        given.move(Duration.ofHours(49));

        assertThat(delivery().deliverDue()).isZero();

        assertThat(now(mail).state()).isEqualTo(MailState.FAILED);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendsNothingUnencryptedUnlessThatIsAllowed() {
        Mail mail = queued("one", "ann@acme.example");
        Given.Config plain = Given.Config.at(port);
        Given.Config config = new Given.Config(plain.smtp_host(), port, "", "", "starttls", plain.smtp_from());

        assertThat(delivery(config).deliverDue()).isZero();

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(now(mail).state()).isEqualTo(MailState.WAITING);
        assertThat(now(mail).error().orElseThrow()).containsIgnoringCase("STARTTLS");
    }

    @Test
    void logsInWhereTheServerAsksForIt() {
        GreenMailUser desk = server.setUser("desk@trunkline.example", "desk", "s3cret");
        queued("one", "ann@acme.example");
        Given.Config plain = Given.Config.at(port);

        assertThat(delivery(new Given.Config(
                                plain.smtp_host(), port, desk.getLogin(), "wrong", "none", plain.smtp_from()))
                        .deliverDue())
                .isZero();
        given.move(MailDelivery.DELAY_MIN);
        assertThat(delivery(new Given.Config(
                                plain.smtp_host(), port, desk.getLogin(), "s3cret", "none", plain.smtp_from()))
                        .deliverDue())
                .isEqualTo(1);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }
}
