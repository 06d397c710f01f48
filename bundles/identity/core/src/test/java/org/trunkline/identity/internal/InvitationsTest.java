package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.spi.AccountAdministrators.Outcome;
import org.trunkline.identity.Login;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.mail.MailKind;

/** Administrators of accounts that are made by the file. */
class InvitationsTest {
    private final RecoveryWorld world = new RecoveryWorld();
    private final IdentityFixture identity = world.identity;
    private final Invitations invitations = new Invitations(identity.users, identity.userStore, identity.accounts);

    private static ObjectNode ann() {
        return Json.object()
                .put("username", "Ann")
                .put("email", "ann@acme.example")
                .put("first_name", "Ann")
                .put("last_name", "Lee");
    }

    private Outcome ensured(ObjectNode user) {
        return invitations.ensure(IdentityFixture.SYSTEM, TwoAccounts.ACME, user);
    }

    private StoredUser stored() {
        return identity.userStore.findByUsername(TwoAccounts.ACME, "ann").orElseThrow();
    }

    @Test
    void whoIsInvitedHasNoPasswordUntilTheMailedLinkLetsItChooseOne() {
        assertThat(ensured(ann())).isEqualTo(Outcome.INVITED);

        assertThat(stored().password()).isEmpty();
        assertThat(stored().user().isActiveAdministrator()).isTrue();
        assertThat(world.mails.all()).hasSize(1);
        assertThat(world.mails.last().kind()).isEqualTo(MailKind.NEW_USER);
        String resetId = KeptMails.resetId(world.mails.last());
        assertThatThrownBy(() -> identity.login("acme inc", "ann", "")).isInstanceOf(DomainException.class);

        Login login = world.recovery.redeem(resetId, Optional.empty(), IdentityFixture.HERE);
        assertThatThrownBy(() -> world.recovery.redeem(resetId, Optional.empty(), IdentityFixture.HERE))
                .isInstanceOf(InvalidException.class);
        Caller self = identity.logins.authenticate(login.token());
        identity.users.merge(
                self, TwoAccounts.ACME, stored().user().id(), Json.object().put("password", "chosen by ann"));

        assertThat(identity.login("acme inc", "ann", "chosen by ann").token()).isNotEmpty();
    }

    @Test
    void whoIsGivenAPasswordGetsNoMail() {
        assertThat(ensured(ann().put("password", "given by her seller"))).isEqualTo(Outcome.CREATED);

        assertThat(world.mails.all()).isEmpty();
        assertThat(identity.login("acme inc", "ann", "given by her seller").token())
                .isNotEmpty();
    }

    @Test
    void whoIsThereStaysAsItIsAndGetsNoSecondMail() {
        ensured(ann());
        StoredUser before = stored();

        assertThat(ensured(ann().put("first_name", "Other").put("password", "another one")))
                .isEqualTo(Outcome.THERE);

        assertThat(stored()).isEqualTo(before);
        assertThat(world.mails.all()).hasSize(1);
    }

    @Test
    void everythingThatIsWrongIsToldBeforeThereIsAnAccount() {
        assertThatThrownBy(() -> invitations.check(Json.object().put("first_name", "Ann")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .contains("username", "email", "last_name"));
        assertThatThrownBy(() -> invitations.check(ann().put("password", "short")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field, FieldError::value)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple("password", null)));
    }

    @Test
    void nobodyElseMakesUsersWithoutAPassword() {
        Caller plain = Caller.user(TwoAccounts.ACME, UserId.random(), Role.USER, "bob");
        assertThatThrownBy(() -> invitations.ensure(plain, TwoAccounts.ACME, ann()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> identity.users.create(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann()))
                .isInstanceOf(InvalidException.class);
    }
}
