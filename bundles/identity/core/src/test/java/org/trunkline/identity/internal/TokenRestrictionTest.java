package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
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

/** What tokens of an account may ask for (crossbar-api §2.5). */
final class TokenRestrictionTest {
    private static final AccountId ACME = TwoAccounts.ACME;
    private static final String OWN = "accounts/" + ACME;
    private static final Caller ADMIN = Caller.user(ACME, UserId.random(), Role.ADMIN, "ann");
    private static final Caller USER = Caller.user(ACME, UserId.random(), Role.USER, "bob");
    private static final Caller KEY = Caller.apiKey(ACME);
    private static final Caller ROOT = Caller.user(TwoAccounts.ROOT, UserId.random(), Role.ADMIN, "root");

    private final IdentityFixture identity = new IdentityFixture();
    private final TokenRestrictionManager restrictions = new TokenRestrictionManager(
            identity.documentStore, identity.accounts, identity.accounts, identity.feed, identity.clock);

    /** Sets the restrictions of tokens; the JSON is written with single quotes. */
    private void restrict(String restrictionsByMethod) {
        String document = "{'restrictions':" + restrictionsByMethod + "}";
        restrictions.replace(ROOT, ACME, Json.parseObject(document.replace('\'', '"')), revision -> true);
    }

    private boolean may(Caller caller, String verb, String path) {
        try {
            restrictions.require(caller, verb, path);
            return true;
        } catch (ForbiddenException e) {
            assertThat(e.causeValue()).isEqualTo("access denied by token restrictions");
            return false;
        }
    }

    @Test
    void withoutADocumentNothingIsRestricted() {
        assertThat(may(USER, "DELETE", OWN + "/users/x")).isTrue();
    }

    @Test
    void aMethodAndLevelThatAreNotNamedAreNotRestricted() {
        restrict("{'cb_user_auth':{'user':{}}}");

        assertThat(may(USER, "GET", OWN)).isFalse();
        assertThat(may(ADMIN, "GET", OWN)).isTrue();
        assertThat(may(KEY, "GET", OWN)).isTrue();
    }

    @Test
    void keysAreAdministrators() {
        restrict("{'cb_api_auth':{'admin':{'cdrs':[{'rules':{'#':['GET']}}]}}}");

        assertThat(may(KEY, "GET", OWN + "/cdrs/interaction")).isTrue();
        assertThat(may(KEY, "GET", OWN + "/users")).isFalse();
        assertThat(may(ADMIN, "GET", OWN + "/users")).isTrue();
    }

    @Test
    void theEndpointThatIsNamedCountsAndNotTheOneForAll() {
        restrict("{'_':{'_':{'users':[{'rules':{'/':['GET']}}],'_':[{'rules':{'#':['_']}}]}}}");

        assertThat(may(ADMIN, "GET", OWN + "/users")).isTrue();
        assertThat(may(ADMIN, "PUT", OWN + "/users")).isFalse();
        assertThat(may(ADMIN, "GET", OWN + "/users/" + "1".repeat(32))).isFalse();
        assertThat(may(ADMIN, "DELETE", OWN + "/callflows/x")).isTrue();
        assertThat(may(ADMIN, "GET", OWN + "/users/" + "1".repeat(32) + "/cdrs"))
                .as("the last endpoint of a path counts")
                .isTrue();
    }

    @Test
    void theFirstEntryForTheAccountCounts() {
        restrict("{'_':{'_':{'_':[{'allowed_accounts':['{DESCENDANT_ACCOUNT_ID}'],'rules':{'#':['GET']}},"
                + "{'allowed_accounts':['{AUTH_ACCOUNT_ID}'],'rules':{'#':['_']}}]}}}");

        assertThat(may(ADMIN, "PUT", OWN + "/users")).isTrue();
        assertThat(may(ADMIN, "PUT", "about")).as("without an account, the own").isTrue();
        assertThat(may(ADMIN, "GET", "accounts/" + TwoAccounts.ROOT + "/users")).isFalse();
        assertThat(may(ADMIN, "GET", "accounts/nonsense/users")).isFalse();
    }

    @Test
    void anAccountCanBeNamed() {
        restrict("{'_':{'_':{'_':[{'allowed_accounts':['" + ACME + "'],'rules':{'#':['GET']}}]}}}");

        assertThat(may(ADMIN, "GET", OWN)).isTrue();
        assertThat(may(ADMIN, "GET", "accounts/" + "b".repeat(32))).isFalse();
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        restrict("{'_':{'_':{'cdrs':[{'rules':{'legs/*':['DELETE'],'*/*':['_'],'#':['get']}}]}}}");

        assertThat(may(ADMIN, "GET", OWN + "/cdrs/legs/1")).isFalse();
        assertThat(may(ADMIN, "DELETE", OWN + "/cdrs/legs/1")).isTrue();
        assertThat(may(ADMIN, "PUT", OWN + "/cdrs/a/b")).isTrue();
        assertThat(may(ADMIN, "GET", OWN + "/cdrs")).isTrue();
        assertThat(may(ADMIN, "PUT", OWN + "/cdrs")).isFalse();
    }

    @Test
    void patternsFitWordByWord() {
        assertThat(RestrictionRules.fits(List.of(), List.of())).isTrue();
        assertThat(RestrictionRules.fits(List.of(), List.of("a"))).isFalse();
        assertThat(RestrictionRules.fits(List.of("#"), List.of())).isTrue();
        assertThat(RestrictionRules.fits(List.of("*"), List.of())).isFalse();
        assertThat(RestrictionRules.fits(List.of("a", "#", "b", "#", "c"), List.of("a", "x", "b", "b", "c")))
                .isTrue();
        assertThat(RestrictionRules.fits(List.of("a", "#", "b", "#", "c"), List.of("a", "x", "c", "b")))
                .isFalse();
        assertThat(RestrictionRules.fits(List.of("#", "*", "c"), List.of("c"))).isFalse();
        assertThat(RestrictionRules.fits(List.of("#", "*", "c"), List.of("b", "c")))
                .isTrue();
    }

    @Test
    void noPatternTakesLong() {
        List<String> arguments = Collections.nCopies(2_000, "a");
        List<String> pattern = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            pattern.addAll(List.of("#", "a"));
        }
        pattern.add("b");

        assertThat(RestrictionRules.fits(pattern, arguments)).isFalse();
    }

    @Test
    void theRootAccountIsNeverRestricted() {
        restrictions.replace(
                ROOT, TwoAccounts.ROOT, Json.parseObject("{\"restrictions\":{\"_\":{\"_\":{}}}}"), revision -> true);

        assertThat(may(ROOT, "DELETE", OWN)).isTrue();
    }

    @Test
    void whatIsSetCountsAtOnceAndWhatOtherNodesSetSoon() {
        assertThat(may(USER, "GET", OWN)).isTrue();
        restrict("{'_':{'_':{}}}");
        assertThat(may(USER, "GET", OWN)).isFalse();
        restrictions.delete(ROOT, ACME, revision -> true);
        assertThat(may(USER, "GET", OWN)).isTrue();

        TokenRestrictionManager otherNode = new TokenRestrictionManager(
                identity.documentStore,
                identity.accounts,
                identity.accounts,
                new IdentityFixture.DirectFeed(),
                identity.clock);
        otherNode.require(USER, "GET", OWN);
        restrict("{'_':{'_':{}}}");
        identity.clock.move(Remembered.AGE_MAX.plus(Duration.ofMillis(1)));
        assertThatThrownBy(() -> otherNode.require(USER, "GET", OWN)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void namesEachFieldThatIsWrong() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> restrict("{'basic':{'admin':{}},'_':{'boss':{'users':[{'rules':{'#':['FETCH',7]}},"
                        + "{'allowed_accounts':'x'},3],'x':{}}}}"))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "restrictions.basic",
                                "restrictions._.boss",
                                "restrictions._.boss.users.0.rules.#",
                                "restrictions._.boss.users.0.rules.#",
                                "restrictions._.boss.users.1.allowed_accounts",
                                "restrictions._.boss.users.1.rules",
                                "restrictions._.boss.users.2",
                                "restrictions._.boss.x"));
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> restrictions.replace(ROOT, ACME, Json.object(), revision -> true));
    }

    @Test
    void administratorsReadAndWriteThem() {
        assertThatThrownBy(() -> restrictions.get(ADMIN, ACME)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> restrictions.delete(ADMIN, ACME, revision -> true))
                .isInstanceOf(NotFoundException.class);
        restrict("{}");

        assertThat(restrictions.get(ADMIN, ACME).revision()).isEqualTo(1);
        assertThatThrownBy(() -> restrictions.get(USER, ACME)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> restrictions.delete(ADMIN, ACME, revision -> revision == 7))
                .isInstanceOf(ConflictException.class);
        assertThat(restrictions.delete(ADMIN, ACME, revision -> revision == 1).document())
                .isEqualTo(Json.parseObject("{\"restrictions\":{}}"));
    }
}
