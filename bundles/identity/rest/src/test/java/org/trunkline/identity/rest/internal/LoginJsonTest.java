package org.trunkline.identity.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.InvalidException;

/** Logins on the wire. */
final class LoginJsonTest {
    private static final AccountId ACCOUNT = new AccountId("a".repeat(32));

    @Test
    void takesMd5UnlessToldOtherwise() {
        assertThat(LoginJson.attempt(Json.parseObject("{\"credentials\":\"ab\",\"account_name\":\"x\"}")))
                .isEqualTo(
                        new LoginAttempt("ab", DigestMethod.MD5, Optional.of("x"), Optional.empty(), Optional.empty()));
        assertThat(
                        LoginJson.attempt(
                                Json.parseObject(
                                        "{\"credentials\":\"ab\",\"method\":\"sha\",\"realm\":\"sip.example\",\"multi_factor_response\":\"123456\"}")))
                .isEqualTo(new LoginAttempt(
                        "ab", DigestMethod.SHA1, Optional.empty(), Optional.of("sip.example"), Optional.of("123456")));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> LoginJson.attempt(Json.object())).satisfies(wrong("credentials", "required"));
        assertThatThrownBy(() -> LoginJson.attempt(Json.object().put("credentials", "ab")))
                .satisfies(wrong("account_name", "required"));
        assertThatThrownBy(() -> LoginJson.apiKey(Json.object().put("api_key", "short")))
                .satisfies(wrong("api_key", "minLength"));
    }

    @Test
    void takesNothingBesideAnApiKey() {
        assertThatThrownBy(() -> LoginJson.apiKey(
                        Json.object().put("api_key", "a".repeat(64)).put("more", 1)))
                .satisfies(wrong("more", "additionalProperties"));
        assertThat(LoginJson.apiKey(Json.object().put("api_key", "a".repeat(64))))
                .isEqualTo("a".repeat(64));
    }

    @Test
    void neverEchoesWhatMayBeNearlyASecret() {
        assertThatThrownBy(() -> LoginJson.apiKey(Json.object().put("api_key", "nearly")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .allSatisfy(error -> assertThat(error.value()).isNull()));
        assertThatThrownBy(() -> LoginJson.attempt(
                        Json.object().put("credentials", "c".repeat(65)).put("account_name", "x")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .allSatisfy(error -> assertThat(error.value()).isNull()));
    }

    private static Consumer<Throwable> wrong(String field, String rule) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                .extracting("field", "rule")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(field, rule)));
    }
}
