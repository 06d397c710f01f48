package org.trunkline.mail.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.trunkline.kernel.Secrets;
import org.trunkline.mail.Mail;

/**
 * Bodies as they lie in the store: one may hold a link that logs somebody in, and who reads the database shall not have it.
 * What was kept before there were sealed ones is read as it is.
 */
record SealedBodies(Secrets secrets) {
    private static final String SEALED = "sealed:";

    Mail sealed(Mail mail) {
        return mail.withBody(seal(mail, mail.text()), seal(mail, mail.html()));
    }

    /** Returns the mail as it is to be read; empty if it was sealed under another master key. */
    Optional<Mail> opened(Mail mail) {
        return open(mail, mail.text()).flatMap(text -> open(mail, mail.html()).map(html -> mail.withBody(text, html)));
    }

    private String seal(Mail mail, String body) {
        return body.isEmpty() ? body : SEALED + secrets.wrap(body.getBytes(StandardCharsets.UTF_8), label(mail));
    }

    private Optional<String> open(Mail mail, String body) {
        return body.startsWith(SEALED)
                ? secrets.unwrap(body.substring(SEALED.length()), label(mail))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                : Optional.of(body);
    }

    private static String label(Mail mail) {
        return "mail/" + mail.id();
    }
}
