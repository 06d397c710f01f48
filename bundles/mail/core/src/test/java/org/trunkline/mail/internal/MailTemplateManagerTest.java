package org.trunkline.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;
import org.trunkline.mail.MailTemplateService.Preview;
import org.trunkline.mail.spi.InMemoryMailTemplateStore;

/** Who writes templates, and which one counts. */
final class MailTemplateManagerTest {
    private static final Caller RESELLER = user(Given.RESELLER, Role.ADMIN);
    private static final Caller CUSTOMER = user(Given.CUSTOMER, Role.ADMIN);

    private final Given given = new Given();
    private final MailTemplateManager templates =
            new MailTemplateManager(new InMemoryMailTemplateStore(), given, given, given);

    private static Caller user(AccountId account, Role role) {
        return Caller.user(account, new UserId("1".repeat(32)), role, "ann");
    }

    private MailTemplate written(AccountId account, ObjectNode document) {
        return templates.replace(Given.SYSTEM, account, MailKind.NEW_USER, document, revision -> true);
    }

    private static ObjectNode subject(String subject) {
        return Json.object().put("subject", subject);
    }

    @ParameterizedTest
    @EnumSource
    void bringsATemplateOfEachKindThatUsesItsMacrosOnly(MailKind kind) {
        MailTemplate template = BuiltInTemplates.of(kind);

        assertThat(Macros.names(template.subject() + template.text() + template.html()))
                .isNotEmpty()
                .allMatch(kind.macros()::contains);
        assertThat(template.subject()).doesNotContain("\n");
    }

    @Test
    void countsTheTemplateOfTheNearestReseller() {
        written(Given.ROOT, subject("root"));
        assertThat(templates.get(CUSTOMER, Given.CUSTOMER, MailKind.NEW_USER).subject())
                .isEqualTo("root");

        MailTemplate own = written(Given.RESELLER, subject("reseller"));

        MailTemplate counting = templates.get(CUSTOMER, Given.CUSTOMER, MailKind.NEW_USER);
        assertThat(counting).isEqualTo(own);
        assertThat(counting.text())
                .as("what was not sent stays")
                .isEqualTo(BuiltInTemplates.of(MailKind.NEW_USER).text());
        assertThat(templates.remove(RESELLER, Given.RESELLER, MailKind.NEW_USER).subject())
                .isEqualTo("root");
        assertThatThrownBy(() -> templates.remove(RESELLER, Given.RESELLER, MailKind.NEW_USER))
                .isInstanceOf(NotFoundException.class);
        assertThat(templates.list(CUSTOMER, Given.CUSTOMER)).hasSize(MailKind.values().length);
    }

    @Test
    void letsOnlyAdministratorsOfResellersWrite() {
        assertThatThrownBy(() ->
                        templates.replace(CUSTOMER, Given.CUSTOMER, MailKind.NEW_USER, subject("x"), revision -> true))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> templates.replace(
                        user(Given.RESELLER, Role.USER),
                        Given.RESELLER,
                        MailKind.NEW_USER,
                        subject("x"),
                        revision -> true))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() ->
                        templates.replace(RESELLER, Given.ROOT, MailKind.NEW_USER, subject("x"), revision -> true))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> templates.get(CUSTOMER, Given.RESELLER, MailKind.NEW_USER))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesAWriterThatReadSomethingOlder() {
        MailTemplate own = written(Given.RESELLER, subject("one"));
        written(Given.RESELLER, subject("two"));

        assertThatThrownBy(() -> templates.replace(
                        RESELLER,
                        Given.RESELLER,
                        MailKind.NEW_USER,
                        subject("late"),
                        revision -> revision == own.revision()))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void tellsEverythingThatIsWrong() {
        ObjectNode document = Json.object()
                .put("subject", "{{user.password}}")
                .put("from", "a@b.example, c@d.example")
                .put("enabled", 3);
        document.putObject("templates").put("text/plain", "").put("text/html", 7);

        assertThatThrownBy(() -> written(Given.RESELLER, document))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "subject", "from", "enabled", "templates.text/plain", "templates.text/html"));
    }

    @Test
    void keepsOtherFieldsAndNoneOfWhatItAddsItself() {
        MailTemplate template = written(
                Given.RESELLER,
                subject("x")
                        .put("category", "user")
                        .put("pvt_x", 1)
                        .put("friendly_name", "y")
                        .put("id", "z"));

        assertThat(template.document()).isEqualTo(Json.object().put("category", "user"));
    }

    @Test
    void showsAMailBeforeItIsWritten() {
        ObjectNode document = subject("Hi {{ user.first_name }}");
        document.putObject("templates").put("text/html", "<i>{{user.first_name}} {{user.username}}</i>");
        document.putObject("macros").put("user.first_name", "<Zoë>");

        Preview preview = templates.preview(RESELLER, Given.RESELLER, MailKind.NEW_USER, document);

        assertThat(preview.subject()).isEqualTo("Hi <Zoë>");
        assertThat(preview.html()).isEqualTo("<i>&lt;Zoë&gt; user.username</i>");
        assertThat(templates.get(RESELLER, Given.RESELLER, MailKind.NEW_USER).owner())
                .isEmpty();
    }
}
