package org.trunkline.mail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;

/** The templates that Trunkline brings: a file of text, whose first line is the subject, and one of HTML for each kind. */
final class BuiltInTemplates {
    private static final Map<MailKind, MailTemplate> ALL = all();

    private BuiltInTemplates() {}

    static MailTemplate of(MailKind kind) {
        return ALL.get(kind);
    }

    private static Map<MailKind, MailTemplate> all() {
        Map<MailKind, MailTemplate> all = new EnumMap<>(MailKind.class);
        for (MailKind kind : MailKind.values()) {
            String[] subjectAndText = file(kind.id() + ".txt").split("\n\n", 2);
            all.put(
                    kind,
                    new MailTemplate(
                            kind,
                            Optional.empty(),
                            true,
                            Optional.empty(),
                            subjectAndText[0],
                            subjectAndText[1],
                            file(kind.id() + ".html"),
                            0,
                            Json.object()));
        }
        return all;
    }

    private static String file(String name) {
        try (InputStream file = BuiltInTemplates.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
