package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** Tokens for somebody else, and tokens that end before their time. */
final class ImpersonationTest {
    private final IdentityFixture identity = new IdentityFixture();
    private final User boss = identity.user(TwoAccounts.ROOT, "boss", "admin");
    private final User ann = identity.user(TwoAccounts.ACME, "ann", "user");
    private final TokenManager tokens = new TokenManager(
            identity.users, identity.userStore, identity.apiKeyStore, identity.accounts, identity.clock);

    private Caller logged(String account, String username) {
        return identity.logins.authenticate(token(account, username));
    }

    private String token(String account, String username) {
        return identity.login(account, username, IdentityFixture.PASSWORD).token();
    }

    private String impersonated() {
        return identity.logins
                .impersonate(logged("root", "boss"), TwoAccounts.ACME, ann.id(), IdentityFixture.HERE)
                .token();
    }

    private boolean isValid(String token) {
        try {
            identity.logins.authenticate(token);
            return true;
        } catch (DomainException e) {
            return false;
        }
    }

    @Test
    void actsAsTheUserAndIsRecordedAsBoth() {
        Caller caller = identity.logins.authenticate(impersonated());

        assertThat(caller.account()).isEqualTo(TwoAccounts.ACME);
        assertThat(caller.user()).contains(ann.id());
        assertThat(caller.role()).isEqualTo(Role.USER);
        assertThat(caller.origin()).contains(new Caller.Origin(TwoAccounts.ROOT, Optional.of(boss.id())));
        assertThat(identity.recordStore
                        .list(
                                TwoAccounts.ACME,
                                identity.clock.instant().minusSeconds(1),
                                identity.clock.instant().plusSeconds(1),
                                PageRequest.all())
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.message()).contains(boss.id().value(), TwoAccounts.ROOT.value()));
        assertThatThrownBy(() -> identity.logins.refresh(caller)).isInstanceOf(DomainException.class);
    }

    @Test
    void isForAdministratorsOfRootOnly() {
        User admin = identity.user(TwoAccounts.ACME, "admin", "admin");
        identity.user(TwoAccounts.ROOT, "clerk", "user");
        Caller byImpersonation = identity.logins.authenticate(impersonated());

        for (Caller caller : new Caller[] {
            logged("acmeinc", "admin"), logged("root", "clerk"), byImpersonation, Caller.apiKey(TwoAccounts.ROOT)
        }) {
            assertThatThrownBy(() ->
                            identity.logins.impersonate(caller, TwoAccounts.ACME, admin.id(), IdentityFixture.HERE))
                    .as(caller.toString())
                    .isInstanceOf(ForbiddenException.class);
        }
        assertThatThrownBy(() -> identity.logins.impersonate(
                        logged("root", "boss"), TwoAccounts.ROOT, boss.id(), IdentityFixture.HERE))
                .as("oneself")
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> identity.logins.impersonate(
                        logged("root", "boss"), TwoAccounts.ACME, UserId.random(), IdentityFixture.HERE))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> identity.logins.impersonate(
                        logged("acmeinc", "admin"), TwoAccounts.ROOT, boss.id(), IdentityFixture.HERE))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void endsWithTheTokensOfEither() {
        String first = impersonated();
        tokens.endTokens(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id());
        assertThat(isValid(first)).isFalse();

        String second = impersonated();
        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ROOT,
                boss.id(),
                Json.object().put("password", "another one"));
        assertThat(isValid(second)).isFalse();
    }

    @Test
    void endsWhenTheOneWhoActsIsNoAdministratorAnyMore() {
        identity.user(TwoAccounts.ROOT, "second", "admin");
        String token = impersonated();

        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ROOT,
                boss.id(),
                Json.object().put("priv_level", "user"));

        assertThat(isValid(token)).isFalse();
    }

    @Test
    void usersEndTheirOwnTokensAndAdministratorsAll() {
        identity.user(TwoAccounts.ACME, "admin", "admin");
        String first = token("acmeinc", "ann");
        String other = token("acmeinc", "admin");
        Caller user = identity.logins.authenticate(first);
        Caller admin = identity.logins.authenticate(other);
        assertThatThrownBy(() -> tokens.endTokens(user, TwoAccounts.ACME)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() ->
                        tokens.endTokens(user, TwoAccounts.ACME, admin.user().orElseThrow()))
                .isInstanceOf(ForbiddenException.class);

        tokens.endTokens(user, TwoAccounts.ACME, ann.id());
        assertThat(isValid(first)).isFalse();
        assertThat(isValid(other)).isTrue();

        String key = identity.logins
                .loginByKey(identity.apiKeys.regenerate(admin, TwoAccounts.ACME).secret(), IdentityFixture.HERE)
                .token();
        tokens.endTokens(admin, TwoAccounts.ACME);
        assertThat(isValid(other)).isFalse();
        assertThat(isValid(key)).isFalse();
        assertThat(isValid(token("acmeinc", "ann"))).as("the password stays").isTrue();
    }
}
