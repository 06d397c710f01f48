package org.trunkline.identity.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.Identity;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginService;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.rest.Answer;
import org.trunkline.rest.spi.LoginContributor;

/** What clients learn with a login. */
final class LoginAnswersTest {
    private static final AccountId ACCOUNT = new AccountId("a".repeat(32));
    private static final Login LOGIN = new Login(
            "t.o.k", new Identity(ACCOUNT, Optional.empty(), "Acme", "fr-FR", false, false, ACCOUNT, "cluster"));

    /** Knows whose the token is, and nothing else. */
    private final LoginService logins = (LoginService) Proxy.newProxyInstance(
            LoginService.class.getClassLoader(), new Class<?>[] {LoginService.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("authenticate");
                assertThat(arguments).containsExactly("t.o.k");
                return Caller.apiKey(ACCOUNT);
            });

    private Answer answer(LoginContributor... contributors) {
        return new LoginAnswers(logins, List.of(contributors)).created(LOGIN);
    }

    @Test
    void theTokenStandsInTheEnvelope() {
        Answer answer = answer();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.authToken()).contains("t.o.k");
        assertThat(answer.data().has("owner_id")).isFalse();
        assertThat(answer.data().path("apps").isArray()).isTrue();
        assertThat(answer.data().path("capabilities").isObject()).isTrue();
    }

    @Test
    void otherDomainsAddWhatTheyHave() {
        Answer answer = answer((holder, language, data) -> data.put("x", holder.account() + " " + language));

        assertThat(answer.data().path("x").asText()).isEqualTo(ACCOUNT + " fr-FR");
    }

    @Test
    void whatFailsKeepsNobodyOut() {
        Answer answer = answer(
                (holder, language, data) -> {
                    throw new IllegalStateException("no database");
                },
                (holder, language, data) -> data.put("x", 1));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data().path("x").asInt()).isEqualTo(1);
    }
}
