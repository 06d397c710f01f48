package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.ApiKeyService.NewApiKey;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.PasswordHash;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Role;

/** Who may log in, and how long a token holds. */
final class LoginTest {
    private final IdentityFixture identity = new IdentityFixture();
    private final User ann = identity.user(TwoAccounts.ACME, "Ann", "admin");

    @Test
    void logsInByEitherDigestAndByNameOrRealm() {
        String sha = Passwords.digest(DigestMethod.SHA1, "ann", IdentityFixture.PASSWORD);

        Login byName = identity.login("ACME, inc", "ann", IdentityFixture.PASSWORD);
        Login byRealm = identity.logins.login(
                new LoginAttempt(
                        sha,
                        DigestMethod.SHA1,
                        Optional.of("nobody"),
                        Optional.of("acmeinc.example.com"),
                        Optional.empty(),
                        Optional.empty()),
                IdentityFixture.HERE);

        assertThat(byName.identity()).isEqualTo(byRealm.identity());
        assertThat(byName.identity().account()).isEqualTo(TwoAccounts.ACME);
        assertThat(byName.identity().user()).contains(ann.id());
        assertThat(byName.identity().sellerAccount()).isEqualTo(TwoAccounts.ROOT);
        assertThat(identity.logins.authenticate(byName.token()))
                .isEqualTo(Caller.user(TwoAccounts.ACME, ann.id(), Role.ADMIN, "ann"));
        assertThat(identity.logins.identify(byName.token())).isEqualTo(byName.identity());
    }

    @Test
    void logsInByANumberOfTheAccount() {
        identity.numbers.put("4155550100", TwoAccounts.ACME);

        assertThat(byNumber("4155550100", Optional.empty()).identity().account())
                .isEqualTo(TwoAccounts.ACME);
        assertThat(byNumber("4155550100", Optional.of("root")).identity().account())
                .isEqualTo(TwoAccounts.ACME);
        assertThat(byNumber("4155550199", Optional.of("acmeinc")).identity().account())
                .isEqualTo(TwoAccounts.ACME);
        assertThatThrownBy(() -> byNumber("4155550199", Optional.empty())).satisfies(unauthenticated());
        identity.numbers.put("4155550199", new AccountId("f".repeat(32)));
        assertThatThrownBy(() -> byNumber("4155550199", Optional.empty())).satisfies(unauthenticated());
    }

    private Login byNumber(String number, Optional<String> name) {
        return identity.logins.login(
                new LoginAttempt(
                        Passwords.digest(DigestMethod.MD5, "ann", IdentityFixture.PASSWORD),
                        DigestMethod.MD5,
                        name,
                        Optional.empty(),
                        Optional.of(number),
                        Optional.empty()),
                IdentityFixture.HERE);
    }

    @Test
    void refusesWrongPasswordsUnknownUsersAndUnknownAccountsAlike() {
        assertThatThrownBy(() -> identity.login("acmeinc", "ann", "wrong horse"))
                .satisfies(unauthenticated());
        assertThatThrownBy(() -> identity.login("acmeinc", "bob", IdentityFixture.PASSWORD))
                .satisfies(unauthenticated());
        assertThatThrownBy(() -> identity.login("other", "ann", IdentityFixture.PASSWORD))
                .satisfies(unauthenticated());
        assertThatThrownBy(() -> identity.login("root", "ann", IdentityFixture.PASSWORD))
                .satisfies(unauthenticated());
    }

    @Test
    void keepsNothingThatLogsIn() {
        PasswordHash kept =
                identity.userStore.find(ann.id()).orElseThrow().password().orElseThrow();

        assertThat(kept.md5()).doesNotContain(Passwords.digest(DigestMethod.MD5, "ann", IdentityFixture.PASSWORD));
        assertThatThrownBy(() ->
                        identity.logins.login(IdentityFixture.attempt("acmeinc", kept.md5()), IdentityFixture.HERE))
                .satisfies(unauthenticated());
        assertThat(kept.parameters()).startsWith("pbkdf2-sha256:210000:");
    }

    @Test
    void differsForEqualPasswordsInOneAccount() {
        User bob = identity.user(TwoAccounts.ACME, "bob", "user");

        PasswordHash one =
                identity.userStore.find(ann.id()).orElseThrow().password().orElseThrow();
        PasswordHash other =
                identity.userStore.find(bob.id()).orElseThrow().password().orElseThrow();
        assertThat(other.parameters()).isEqualTo(one.parameters());
        assertThat(other.md5()).isNotEqualTo(one.md5());
        assertThat(identity.login("acmeinc", "bob", IdentityFixture.PASSWORD)
                        .identity()
                        .user())
                .contains(bob.id());
    }

    @Test
    void endsWithTheHour() {
        String token = token();

        identity.clock.move(IdentityFixture.EXPIRY.minusSeconds(1));
        assertThat(identity.logins.authenticate(token).user()).contains(ann.id());

        identity.clock.move(Duration.ofSeconds(2));
        assertThatThrownBy(() -> identity.logins.authenticate(token)).satisfies(unauthenticated());
    }

    @Test
    void endsWithANewPassword() {
        String token = token();

        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("password", "another one"));

        assertThatThrownBy(() -> identity.logins.authenticate(token)).satisfies(unauthenticated());
        assertThatThrownBy(this::token).satisfies(unauthenticated());
        assertThat(identity.login("acmeinc", "ann", "another one").token()).isNotBlank();
    }

    @Test
    void staysThroughOtherChanges() {
        String token = token();

        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("priv_level", "user"));

        assertThat(identity.logins.authenticate(token).role()).isEqualTo(Role.USER);
    }

    @Test
    void endsForDisabledAndDeletedUsers() {
        String token = token();

        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("enabled", false));
        assertThatThrownBy(() -> identity.logins.authenticate(token)).satisfies(unauthenticated());
        assertThatThrownBy(this::token).satisfies(unauthenticated());

        identity.users.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                ann.id(),
                Json.object().put("enabled", true));
        assertThat(identity.logins.authenticate(token).user()).contains(ann.id());
        identity.users.delete(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id());
        assertThatThrownBy(() -> identity.logins.authenticate(token)).satisfies(unauthenticated());
    }

    @Test
    void locksTheDisabledAccountOutButTellsOnlyWhoProvedItself() {
        String token = token();

        identity.accounts.disable(TwoAccounts.ACME);

        assertThatThrownBy(this::token).isInstanceOfSatisfying(DomainException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.LOCKED);
            assertThat(e.errors())
                    .extracting("field", "rule")
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("account", "disabled"));
        });
        assertThatThrownBy(() -> identity.login("acmeinc", "ann", "wrong horse"))
                .satisfies(unauthenticated());
        assertThatThrownBy(() -> identity.logins.authenticate(token)).satisfies(unauthenticated());
    }

    @Test
    void refusesForgedTokens() {
        String token = token();
        String[] parts = token.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String none = encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".";
        String changed = parts[0] + "." + encoded(payload.replace(TwoAccounts.ACME.value(), TwoAccounts.ROOT.value()))
                + "." + parts[2];
        String unknownKey = encoded("{\"alg\":\"RS256\",\"kid\":\"nobody\"}") + "." + parts[1] + "." + parts[2];
        String symmetric = encoded("{\"alg\":\"HS256\",\"kid\":\"nobody\"}") + "." + parts[1] + "." + parts[2];

        for (String forged : new String[] {none, changed, unknownKey, symmetric, "garbage", "", "a.b.c", token + "x"}) {
            assertThatThrownBy(() -> identity.logins.authenticate(forged))
                    .as(forged)
                    .satisfies(unauthenticated());
        }
        assertThat(payload).contains("\"method\":\"cb_user_auth\"", "\"iss\":\"trunkline\"", "\"jti\"");
    }

    @Test
    void refreshesATokenThatStillHolds() {
        String token = token();
        identity.clock.move(IdentityFixture.EXPIRY.minusSeconds(10));

        Login next = identity.logins.refresh(identity.logins.authenticate(token));

        identity.clock.move(Duration.ofSeconds(20));
        assertThatThrownBy(() -> identity.logins.authenticate(token)).satisfies(unauthenticated());
        assertThat(identity.logins.authenticate(next.token()).user()).contains(ann.id());
    }

    @Test
    void logsInByKeyUntilTheNextOneIsMade() {
        Caller caller = identity.logins.authenticate(token());
        NewApiKey first = identity.apiKeys.regenerate(caller, TwoAccounts.ACME);

        Login login = identity.logins.loginByKey(first.secret(), IdentityFixture.HERE);
        assertThat(identity.logins.authenticate(login.token())).isEqualTo(Caller.apiKey(TwoAccounts.ACME));
        assertThat(identity.apiKeys.find(caller, TwoAccounts.ACME)).contains(first.key());
        assertThat(first.secret()).hasSize(64).endsWith(first.key().lastFour());

        NewApiKey second = identity.apiKeys.regenerate(caller, TwoAccounts.ACME);
        assertThatThrownBy(() -> identity.logins.authenticate(login.token())).satisfies(unauthenticated());
        assertThatThrownBy(() -> identity.logins.loginByKey(first.secret(), IdentityFixture.HERE))
                .satisfies(unauthenticated());
        assertThat(identity.logins
                        .loginByKey(second.secret(), IdentityFixture.HERE)
                        .identity()
                        .user())
                .isEmpty();
        assertThatThrownBy(() -> identity.apiKeys.regenerate(Caller.apiKey(TwoAccounts.ACME), TwoAccounts.ACME))
                .isInstanceOf(ForbiddenException.class);
    }

    private String token() {
        return identity.login("acmeinc", "ann", IdentityFixture.PASSWORD).token();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Consumer<Throwable> unauthenticated() {
        return failure -> assertThat(failure).isInstanceOfSatisfying(DomainException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
            assertThat(e.code()).isEqualTo("invalid_credentials");
        });
    }
}
