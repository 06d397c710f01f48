package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.SecurityService.Security;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** How users and programs log in to an account. */
final class SecurityManagerTest {
    private final IdentityFixture identity = new IdentityFixture();

    @BeforeEach
    void makeUser() {
        identity.user(TwoAccounts.ACME, "ann", "admin");
    }

    private Security set(AccountId account, String document) {
        return identity.security.replace(IdentityFixture.SYSTEM, account, Json.parseObject(document), revision -> true);
    }

    private String token() {
        return identity.login("acmeinc", "ann", IdentityFixture.PASSWORD).token();
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
    void tokensLastAsLongAsTheNearestAccountSays() {
        set(TwoAccounts.ROOT, "{\"auth_modules\":{\"cb_user_auth\":{\"token_auth_expiry_s\":86400}}}");
        String token = token();
        identity.clock.move(Duration.ofSeconds(86_399));
        assertThat(isValid(token)).isTrue();
        identity.clock.move(Duration.ofSeconds(2));
        assertThat(isValid(token)).isFalse();

        set(TwoAccounts.ACME, "{\"auth_modules\":{\"cb_user_auth\":{\"token_auth_expiry_s\":60}}}");
        token = token();
        identity.clock.move(Duration.ofSeconds(61));
        assertThat(isValid(token)).isFalse();
    }

    @Test
    void keysCanBeSwitchedOff() {
        String key = identity.apiKeys
                .regenerate(identity.logins.authenticate(token()), TwoAccounts.ACME)
                .secret();
        set(TwoAccounts.ACME, "{\"auth_modules\":{\"cb_api_auth\":{\"enabled\":false}}}");

        assertThatThrownBy(() -> identity.logins.loginByKey(key, IdentityFixture.HERE))
                .isInstanceOf(DomainException.class);
        identity.security.delete(IdentityFixture.SYSTEM, TwoAccounts.ACME, revision -> true);
        assertThat(identity.logins.loginByKey(key, IdentityFixture.HERE).token())
                .isNotBlank();
    }

    @Test
    void namesEachFieldThatIsWrong() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> set(
                        TwoAccounts.ACME,
                        "{\"auth_modules\":{\"cb_user_auth\":{\"token_auth_expiry_s\":59,\"multi_factor\":{\"enabled\":\"x\"}},"
                                + "\"cb_api_auth\":7}}"))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "auth_modules.cb_user_auth.token_auth_expiry_s",
                                "auth_modules.cb_user_auth.multi_factor.enabled",
                                "auth_modules.cb_api_auth"));
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> set(TwoAccounts.ACME, "{\"auth_modules\":{\"cb_user_auth\":{\"enabled\":false}}}"));
    }

    @Test
    void keepsWhatItDoesNotKnowAndDropsWhatClientsSendAlong() {
        ObjectNode own = set(TwoAccounts.ACME, "{\"accountId\":\"x\",\"other\":{\"a\":[1]},\"pvt_x\":1}")
                .own();

        assertThat(own).isEqualTo(Json.parseObject("{\"other\":{\"a\":[1]}}"));
    }

    @Test
    void whoNamesARevisionIsToldOfAnother() {
        long revision = set(TwoAccounts.ACME, "{}").revision();
        set(TwoAccounts.ACME, "{\"a\":1}");

        assertThatThrownBy(() -> identity.security.merge(
                        IdentityFixture.SYSTEM, TwoAccounts.ACME, Json.object(), expected -> expected == revision))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void usersReadAndAdministratorsWrite() {
        Caller user = Caller.user(TwoAccounts.ACME, UserId.random(), Role.USER, "bob");

        assertThat(identity.security.get(user, TwoAccounts.ACME).revision()).isZero();
        assertThatThrownBy(() -> identity.security.replace(user, TwoAccounts.ACME, Json.object(), revision -> true))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> identity.security.get(user, TwoAccounts.ROOT)).isInstanceOf(NotFoundException.class);
    }
}
