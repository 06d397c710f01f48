package org.trunkline.mail.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;

/** Templates on the wire. */
final class NotificationJsonTest {
    private static final AccountId RESELLER = new AccountId("a".repeat(32));
    private static final AccountId CUSTOMER = new AccountId("b".repeat(32));

    private static MailTemplate template() {
        return new MailTemplate(
                MailKind.NEW_USER,
                Optional.of(RESELLER),
                true,
                Optional.of("desk@seller.example"),
                "Hi",
                "text",
                "<p>html</p>",
                3,
                Json.object().put("category", "user").put("id", "other"));
    }

    @Test
    void showsTheWholeTemplateAndWhoseItIs() {
        ObjectNode document = NotificationJson.document(template(), RESELLER);

        assertThat(document.path("id").asText()).isEqualTo("new_user");
        assertThat(document.path("category").asText()).isEqualTo("user");
        assertThat(document.path("account_overridden").asBoolean()).isTrue();
        assertThat(document.path("macros")).hasSameSizeAs(MailKind.NEW_USER.macros());
        assertThat(document.path("templates").path("text/html").asText()).isEqualTo("<p>html</p>");
        assertThat(NotificationJson.document(template(), CUSTOMER)
                        .path("account_overridden")
                        .asBoolean())
                .isFalse();
        assertThat(NotificationJson.answer(template(), RESELLER).revision()).contains("3");
        assertThat(NotificationJson.answer(template(), CUSTOMER).revision()).contains("0");
    }

    @Test
    void knowsNoOtherKinds() {
        assertThatThrownBy(() -> NotificationJson.kind("fax_inbound")).isInstanceOf(NotFoundException.class);
    }
}
