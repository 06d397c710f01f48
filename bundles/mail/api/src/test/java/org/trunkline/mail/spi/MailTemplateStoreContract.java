package org.trunkline.mail.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;

/** What every store of templates does. */
public interface MailTemplateStoreContract {
    MailTemplateStore templates();

    static MailTemplate template(AccountId owner, String subject, long revision) {
        return new MailTemplate(
                MailKind.NEW_USER,
                Optional.of(owner),
                true,
                Optional.of("desk@seller.example"),
                subject,
                "text",
                "<p>html</p>",
                revision,
                Json.object().put("category", "user"));
    }

    @Test
    default void keepsOneTemplatePerAccountAndKind() {
        MailTemplate first =
                templates().put(template(MailStoreContract.ACCOUNT, "One", 0), MailStoreContract.change("t"));
        templates().put(template(MailStoreContract.OTHER, "Other", 0), MailStoreContract.change("t"));
        MailTemplate second = templates()
                .put(template(MailStoreContract.ACCOUNT, "Two", first.revision()), MailStoreContract.change("t"));

        assertThat(templates().find(MailStoreContract.ACCOUNT, MailKind.NEW_USER))
                .contains(second);
        assertThat(templates().find(MailStoreContract.ACCOUNT, MailKind.NEW_ACCOUNT))
                .isEmpty();
        assertThat(templates().ofKind(List.of(MailStoreContract.OTHER, MailStoreContract.ACCOUNT), MailKind.NEW_USER))
                .extracting(MailTemplate::subject)
                .containsExactlyInAnyOrder("Two", "Other");
    }

    @Test
    default void letsTheEarlierOfTwoWritersWin() {
        MailTemplate stored =
                templates().put(template(MailStoreContract.ACCOUNT, "One", 0), MailStoreContract.change("t"));

        assertThatThrownBy(() ->
                        templates().put(template(MailStoreContract.ACCOUNT, "Late", 0), MailStoreContract.change("t")))
                .isInstanceOf(ConflictException.class);
        assertThat(templates().delete(stored.withRevision(9), MailStoreContract.change("t")))
                .isFalse();
        assertThat(templates().delete(stored, MailStoreContract.change("t"))).isTrue();
        assertThat(templates().find(MailStoreContract.ACCOUNT, MailKind.NEW_USER))
                .isEmpty();
    }
}
