package org.trunkline.mail.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;
import org.trunkline.mail.MailTemplateService.Preview;
import org.trunkline.rest.Answer;

/** Mail templates as the wire shows them (crossbar-api §9.2), with the bodies in the document. */
final class NotificationJson {
    private NotificationJson() {}

    static MailKind kind(String id) {
        return MailKind.of(id).orElseThrow(() -> new NotFoundException(id));
    }

    static Answer answer(MailTemplate template, AccountId account) {
        long revision = isOwn(template, account) ? template.revision() : 0;
        return Answer.ok(document(template, account)).withRevision(Long.toString(revision));
    }

    static ObjectNode row(MailTemplate template, AccountId account) {
        ObjectNode row = Json.object()
                .put("id", template.kind().id())
                .put("friendly_name", template.kind().friendlyName())
                .put("enabled", template.enabled())
                .put("account_overridden", isOwn(template, account));
        ArrayNode macros = row.putArray("macros");
        template.kind().macros().forEach(macros::add);
        return row;
    }

    static ObjectNode document(MailTemplate template, AccountId account) {
        ObjectNode document = template.document();
        document.setAll(row(template, account));
        document.put("subject", template.subject());
        template.from().ifPresent(from -> document.put("from", from));
        document.putObject("templates").put("text/plain", template.text()).put("text/html", template.html());
        return document;
    }

    static ObjectNode preview(Preview preview) {
        ObjectNode document = Json.object().put("subject", preview.subject());
        if (!preview.from().isEmpty()) {
            document.put("from", preview.from());
        }
        document.putObject("templates").put("text/plain", preview.text()).put("text/html", preview.html());
        return document;
    }

    private static boolean isOwn(MailTemplate template, AccountId account) {
        return template.owner().filter(account::equals).isPresent();
    }
}
