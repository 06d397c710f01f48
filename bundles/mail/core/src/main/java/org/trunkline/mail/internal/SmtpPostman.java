package org.trunkline.mail.internal;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import javax.mail.Address;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.trunkline.mail.Mail;

/** Hands mails to a mail server, each over a connection of its own. */
final class SmtpPostman implements Postman {
    private static final String CONNECT_TIMEOUT_MILLIS = "10000";
    private static final String ANSWER_TIMEOUT_MILLIS = "30000";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int PERMANENT = 500;

    private final MailConfig config;
    private final Session session;
    private final String protocol;

    /** @throws IllegalArgumentException if a setting cannot be */
    SmtpPostman(MailConfig config) {
        this.config = config;
        String tls = config.smtp_tls().toLowerCase(Locale.ROOT);
        if (!tls.matches("starttls|tls|none")) {
            throw new IllegalArgumentException("TRUNKLINE_SMTP_TLS must be starttls, tls or none");
        }
        if (config.smtp_port() < 1 || config.smtp_port() > 65_535) {
            throw new IllegalArgumentException("TRUNKLINE_SMTP_PORT must be 1 to 65535");
        }
        try {
            address(config.smtp_from());
        } catch (AddressException e) {
            throw new IllegalArgumentException("TRUNKLINE_SMTP_FROM must be a mail address", e);
        }
        protocol = tls.equals("tls") ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", CONNECT_TIMEOUT_MILLIS);
        properties.put(prefix + "timeout", ANSWER_TIMEOUT_MILLIS);
        properties.put(prefix + "writetimeout", ANSWER_TIMEOUT_MILLIS);
        properties.put(prefix + "auth", Boolean.toString(!config.smtp_user().isEmpty()));
        properties.put(prefix + "starttls.enable", Boolean.toString(tls.equals("starttls")));
        properties.put(prefix + "starttls.required", Boolean.toString(tls.equals("starttls")));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        session = Session.getInstance(properties);
    }

    @Override
    public void deliver(Mail mail) throws Undelivered {
        // the library finds its parts by the class loader of the thread
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SmtpPostman.class.getClassLoader());
        try {
            MimeMessage message = message(mail);
            try (Transport transport = session.getTransport(protocol)) {
                connect(transport);
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (AddressException e) {
            throw new Undelivered(Undelivered.Remedy.NONE, "no mail address: " + e.getMessage(), e);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw refused(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void connect(Transport transport) throws Undelivered {
        try {
            if (config.smtp_user().isEmpty()) {
                transport.connect(config.smtp_host(), config.smtp_port(), null, null);
            } else {
                transport.connect(config.smtp_host(), config.smtp_port(), config.smtp_user(), config._smtp_password());
            }
        } catch (MessagingException e) {
            throw new Undelivered(Undelivered.Remedy.ANOTHER_SERVER, e.getMessage(), e);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
        InternetAddress from = address(mail.from().orElse(config.smtp_from()));
        MimeMessage message = new Named(session, mail.id(), from);
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, address(mail.to()));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(mail.created()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** One address and nothing else. */
    private static InternetAddress address(String text) throws AddressException {
        InternetAddress[] addresses = InternetAddress.parse(text, true);
        if (addresses.length != 1) {
            throw new AddressException("one address is needed");
        }
        addresses[0].validate();
        return addresses[0];
    }

    private static Undelivered refused(Exception failure) {
        int code = code(failure);
        Undelivered.Remedy remedy = code >= PERMANENT ? Undelivered.Remedy.NONE : Undelivered.Remedy.WAIT;
        String message = failure.getMessage();
        for (Throwable t = failure; t instanceof MessagingException m; t = m.getNextException()) {
            message = t.getMessage();
        }
        return new Undelivered(
                remedy, String.valueOf(message).replaceAll("\\p{Cntrl}+", " ").strip(), failure);
    }

    /** Returns the answer of the server, 0 for none. */
    private static int code(Exception failure) {
        int code = 0;
        for (Throwable t = failure; t instanceof MessagingException m; t = m.getNextException()) {
            if (t instanceof SMTPAddressFailedException refused) {
                code = refused.getReturnCode();
            } else if (t instanceof SMTPSenderFailedException refused) {
                code = refused.getReturnCode();
            } else if (t instanceof SMTPSendFailedException refused && code == 0) {
                code = refused.getReturnCode();
            } else if (t instanceof SendFailedException none && code == 0 && hasInvalid(none.getInvalidAddresses())) {
                code = PERMANENT;
            }
        }
        return code;
    }

    private static boolean hasInvalid(Address[] addresses) {
        return addresses != null && addresses.length > 0;
    }

    /** A message that is the same one each time that it is sent. */
    private static final class Named extends MimeMessage {
        private final String name;

        Named(Session session, String id, InternetAddress from) {
            super(session);
            String address = from.getAddress();
            name = "<" + id + address.substring(address.lastIndexOf('@')) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }
}
