package org.trunkline.persistence.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.persistence.AuditEntry;
import org.trunkline.rest.Rows;

/** Entries of the audit as the wire shows them. */
final class AuditJson {
    static final List<Rows.Column> COLUMNS = List.of(
            Rows.Column.time("timestamp"),
            Rows.Column.of("topic"),
            Rows.Column.of("object_id"),
            Rows.Column.of("action"),
            Rows.Column.of("by_name"),
            Rows.Column.of("by_account_id"),
            Rows.Column.of("by_user_id"),
            Rows.Column.of("by_original_account_id"),
            Rows.Column.of("by_original_user_id"),
            Rows.Column.of("client_ip"),
            Rows.Column.of("request"),
            Rows.Column.of("request_id"),
            Rows.Column.of("detail"));

    private AuditJson() {}

    static ObjectNode document(AuditEntry entry) {
        ObjectNode document = common(entry);
        document.set("detail", Json.parseObject(entry.detail()));
        return document;
    }

    /** The same with the detail in one cell. */
    static ObjectNode cells(AuditEntry entry) {
        return common(entry).put("detail", entry.detail());
    }

    private static ObjectNode common(AuditEntry entry) {
        ObjectNode document = Json.object()
                .put("id", entry.key())
                .put("timestamp", GregorianTime.of(entry.at()))
                .put("topic", entry.topic())
                .put("object_id", entry.objectKey())
                .put("action", entry.action());
        ObjectNode by = document.putObject("by");
        entry.by().ifPresentOrElse(known -> by(by, known), () -> by.put("above", true));
        entry.by()
                .map(AuditEntry.By::via)
                .filter(via -> !via.equals(Caller.Via.NONE))
                .ifPresent(via -> document.put("client_ip", via.address())
                        .put("request", via.request())
                        .put("request_id", via.requestId()));
        return document;
    }

    private static void by(ObjectNode json, AuditEntry.By by) {
        json.put("kind", by.kind().name().toLowerCase(Locale.ROOT))
                .put("name", by.name())
                .put("account_id", by.account().value());
        by.user().ifPresent(user -> json.put("user_id", user.value()));
        by.origin().ifPresent(origin -> {
            json.put("original_account_id", origin.account().value());
            origin.user().ifPresent(user -> json.put("original_user_id", user.value()));
        });
    }
}
