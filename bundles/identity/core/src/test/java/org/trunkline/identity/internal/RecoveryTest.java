package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.identity.Login;
import org.trunkline.identity.SecondFactorRequired;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.NewMail;

/** Who has forgotten a password, who says so of another, and what the link does. */
final class RecoveryTest {
    private final RecoveryWorld world = new RecoveryWorld();
    private final IdentityFixture identity = world.identity;
    private final User ann = world.user(TwoAccounts.ACME, "ann", "ann@acme.example", false);

    private String resetId() {
        world.request("acme inc", "Ann", RecoveryWorld.PAGE);
        return KeptMails.resetId(world.mails.last());
    }

    private Login redeemed(String resetId) {
        return world.recovery.redeem(resetId, Optional.empty(), IdentityFixture.HERE);
    }

    private static Consumer<Throwable> unknown() {
        return failure -> assertThat(failure).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                .extracting("field", "rule")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("user", "not_found")));
    }

    @Test
    void mailsALinkThatLogsInAndAsksForANewPassword() {
        String resetId = resetId();
        NewMail mail = world.mails.last();
        assertThat(mail.kind()).isEqualTo(MailKind.PASSWORD_RECOVERY);
        assertThat(mail.to()).isEqualTo("ann@acme.example");
        assertThat(mail.macros())
                .containsEntry("link", "https://portal.example/ui/?a=b&recovery=" + resetId)
                .containsEntry("account.name", "Acme Inc.")
                .containsEntry("valid_hours", "1");
        assertThat(resetId).matches("[a-f0-9]{64}");

        Login login = redeemed(resetId);

        assertThat(identity.logins.authenticate(login.token()).user()).contains(ann.id());
        assertThat(identity.users
                        .get(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id())
                        .requirePasswordUpdate())
                .isTrue();
        assertThatThrownBy(() -> redeemed(resetId)).satisfies(unknown());
    }

    @Test
    void keepsNothingThatLogsInAndAnswersAlikeWhoeverItIsFor() {
        world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        world.request("acmeinc", "nobody", RecoveryWorld.PAGE);
        world.request("no such account", "ann", RecoveryWorld.PAGE);

        assertThat(world.mails.all()).hasSize(1);
        assertThat(world.changes).hasSize(3);
        String resetId = KeptMails.resetId(world.mails.last());
        assertThat(world.changes).extracting(Change::detail).noneMatch(detail -> detail.contains(resetId));
        assertThat(world.store.attempt(resetId, identity.clock.instant(), 10)).isEmpty();
    }

    @Test
    void endsAfterAnHour() {
        String resetId = resetId();
        identity.clock.move(Duration.ofHours(1));
        assertThatThrownBy(() -> redeemed(resetId)).satisfies(unknown());
    }

    @Test
    void endsWithANewPassword() {
        String resetId = resetId();
        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("password", "another one"));
        assertThatThrownBy(() -> redeemed(resetId)).satisfies(unknown());
    }

    @Test
    void endsWithAllOtherLinksOfTheUser() {
        String one = resetId();
        String two = resetId();
        redeemed(two);
        assertThatThrownBy(() -> redeemed(one)).satisfies(unknown());
    }

    @Test
    void letsNobodyInWhoIsDisabled() {
        String resetId = resetId();
        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("enabled", false));
        assertThatThrownBy(() -> redeemed(resetId)).satisfies(unknown());
        world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        assertThat(world.mails.all()).hasSize(1);

        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("enabled", true));
        identity.accounts.disable(TwoAccounts.ACME);
        assertThatThrownBy(() -> redeemed(resetId)).satisfies(unknown());
    }

    @Test
    void mailsAUserThreeLinksAnHourAtTheMost() {
        for (int i = 0; i < 10; i++) {
            world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        }
        assertThat(world.mails.all()).hasSize(RecoveryLinks.LINKS_MAX);
        identity.clock.move(Duration.ofHours(1));
        world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        assertThat(world.mails.all()).hasSize(RecoveryLinks.LINKS_MAX + 1);
    }

    @Test
    void isMailedLaterWhenMailsCannotBeKeptButNotAfterItsHour() {
        world.mails.isDown = true;
        world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        assertThat(world.mails.all()).isEmpty();

        world.mails.isDown = false;
        identity.clock.move(Duration.ofMinutes(59));
        world.outbox.bringAgain();
        assertThat(world.mails.all()).isNotEmpty();

        world.mails.isDown = true;
        identity.clock.move(Duration.ofHours(2));
        world.request("acmeinc", "ann", RecoveryWorld.PAGE);
        int before = world.mails.all().size();
        world.mails.isDown = false;
        identity.clock.move(Duration.ofMinutes(61));
        world.outbox.bringAgain();
        assertThat(world.mails.all()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://portal.example.evil.example/",
                "https://portal.example@evil.example/",
                "https://user@portal.example/",
                "https://portal.example:8443\\@evil.example/",
                "//portal.example/ui/",
                "javascript://portal.example/%0aalert(1)",
                "ftp://portal.example/",
                "http://portal.example/",
                "portal.example/ui/page",
                "https:///portal.example/",
                "https://portal.example/\nBcc: x"
            })
    void mailsNoLinkToOtherPages(String page) {
        assertThatThrownBy(() -> world.request("acmeinc", "ann", page))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors()).extracting("field").containsExactly("ui_url"));
        assertThat(world.mails.all()).isEmpty();
        assertThat(world.changes).isEmpty();
    }

    @Test
    void knowsPagesByTheirPortWhereOneIsSet() {
        UiUrls pages = new UiUrls("https://one.example:8443/ui, http://localhost");
        pages.require("https://ONE.example:8443/other");
        pages.require("http://localhost:3000/");
        assertThatThrownBy(() -> pages.require("https://one.example/")).isInstanceOf(InvalidException.class);
        assertThat(pages.first()).contains("https://one.example:8443/ui");
        assertThatThrownBy(() -> new UiUrls("portal.example")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatMailsAreMissing() {
        assertThatThrownBy(() -> world.manager(null)
                        .request(
                                new org.trunkline.identity.RecoveryRequest(
                                        Optional.of("acmeinc"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "ann",
                                        RecoveryWorld.PAGE),
                                IdentityFixture.HERE))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void asksForTheSecondFactorAndEndsWhereItsCodesAreGuessed() {
        identity.factors.setUp(IdentityFixture.attempt("acmeinc", "ann", Optional.empty()), IdentityFixture.HERE);
        identity.factors.verify(IdentityFixture.attempt("acmeinc", "ann", Optional.of(code())), IdentityFixture.HERE);
        identity.clock.move(Duration.ofSeconds(60));
        String resetId = resetId();

        assertThatThrownBy(() -> redeemed(resetId)).isInstanceOf(SecondFactorRequired.class);
        assertThatThrownBy(() -> world.recovery.redeem(resetId, Optional.of("000000"), IdentityFixture.HERE))
                .isInstanceOf(SecondFactorRequired.class);
        assertThat(world.recovery
                        .redeem(resetId, Optional.of(code()), IdentityFixture.HERE)
                        .identity()
                        .user())
                .contains(ann.id());

        String guessed = resetId();
        for (int i = 0; i < RecoveryLinks.ATTEMPTS_MAX; i++) {
            assertThatThrownBy(() -> world.recovery.redeem(guessed, Optional.of("000000"), IdentityFixture.HERE))
                    .isInstanceOf(SecondFactorRequired.class);
        }
        identity.clock.move(Duration.ofSeconds(60));
        assertThatThrownBy(() -> world.recovery.redeem(guessed, Optional.of(code()), IdentityFixture.HERE))
                .satisfies(unknown());
    }

    private String code() {
        byte[] secret = identity.secrets
                .unwrap(
                        identity.factorStore.find(ann.id()).orElseThrow().wrappedSecret(),
                        "second factor of " + ann.id())
                .orElseThrow();
        return OneTimeCodes.code(secret, identity.clock.instant().getEpochSecond() / 30);
    }

    @Test
    void welcomesANewUserWithALinkOfThreeDaysAndNoPassword() {
        assertThat(world.mails.all()).as("ann did not want one").isEmpty();

        User bob = world.user(TwoAccounts.ACME, "bob", "bob@acme.example", true);

        NewMail mail = world.mails.last();
        assertThat(mail.kind()).isEqualTo(MailKind.NEW_USER);
        assertThat(mail.to()).isEqualTo("bob@acme.example");
        assertThat(mail.macros().values()).noneMatch(value -> value.contains(IdentityFixture.PASSWORD));
        assertThat(mail.macros()).containsEntry("valid_hours", "72");
        identity.clock.move(Duration.ofHours(71));
        assertThat(redeemed(KeptMails.resetId(mail)).identity().user()).contains(bob.id());
    }

    @Test
    void welcomesNobodyWithoutAnAddress() {
        world.user(TwoAccounts.ACME, "bob", "", true);
        assertThat(world.mails.all()).isEmpty();
    }

    @Test
    void tellsTheAdministratorsOfTheSellerOfANewAccount() {
        world.user(TwoAccounts.ROOT, "boss", "boss@root.example", false);
        world.user(TwoAccounts.ROOT, "silent", "", false);

        created("{}");
        assertThat(world.mails.all()).hasSize(1);
        NewMail mail = world.mails.last();
        assertThat(mail.to()).isEqualTo("boss@root.example");
        assertThat(mail.kind()).isEqualTo(MailKind.NEW_ACCOUNT);
        assertThat(mail.account()).isEqualTo(TwoAccounts.ROOT);
        assertThat(mail.macros())
                .containsEntry("account.id", TwoAccounts.ACME.value())
                .containsEntry("parent.name", identity.accounts.root().name());

        created("{\"send_email_on_creation\":false}");
        assertThat(world.mails.all()).hasSize(1);
    }

    private void created(String detail) {
        AccountNode acme = identity.accounts.find(TwoAccounts.ACME).orElseThrow();
        identity.feed.deliver(new Change(
                "accounts",
                acme.id().value(),
                acme.id(),
                "created",
                IdentityFixture.SYSTEM,
                identity.clock.instant(),
                detail));
    }
}
