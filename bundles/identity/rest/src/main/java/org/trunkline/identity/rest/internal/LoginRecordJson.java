package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.trunkline.identity.LoginRecord;
import org.trunkline.identity.LoginRecords;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.Answer;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.TimeRange;

/** Attempts to log in as the wire shows them (crossbar-api, {@code login_attempt}). */
final class LoginRecordJson {
    private LoginRecordJson() {}

    static Answer list(RestRequest request, AccountId account, LoginRecords logins, Instant now) {
        TimeRange range = TimeRange.of(request, now);
        PageRequest asked = request.page();
        return Answer.page(
                asked,
                FilteredPage.of(
                        asked,
                        request.filter(),
                        page -> logins.list(request.caller(), account, range.from(), range.to(), page),
                        LoginRecordJson::document),
                LoginRecordJson::document);
    }

    static ObjectNode document(LoginRecord row) {
        ObjectNode document = Json.object()
                .put("id", row.id())
                .put("auth_type", "login")
                .put("auth_module", row.module())
                .put("status", row.success() ? "success" : "failed")
                .put("message", row.message())
                .put("client_ip", row.source().address())
                .put("crossbar_request_id", row.source().requestId())
                .put("timestamp", GregorianTime.of(row.at()));
        row.user().ifPresent(user -> document.put("owner_id", user.value()));
        document.putObject("client_headers").put("user-agent", row.source().userAgent());
        return document;
    }
}
