package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.LoginRecord;
import org.trunkline.identity.SecondFactorRequired;
import org.trunkline.identity.User;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;

/** Codes by time as a second factor. */
final class SecondFactorTest {
    private final IdentityFixture identity = new IdentityFixture();
    private final User ann = identity.user(TwoAccounts.ACME, "ann", "admin");
    private byte[] secret = new byte[0];

    private String code(int stepsFromNow) {
        long step = identity.clock.instant().getEpochSecond() / OneTimeCodes.PERIOD_SECONDS;
        return OneTimeCodes.code(secret, step + stepsFromNow);
    }

    private String login(String code) {
        return identity.logins
                .login(IdentityFixture.attempt("acmeinc", "ann", Optional.of(code)), IdentityFixture.HERE)
                .token();
    }

    private void setUp() {
        String url = identity.factors.setUp(
                IdentityFixture.attempt("acmeinc", "ann", Optional.empty()), IdentityFixture.HERE);
        secret = new Base32().decode(url.replaceAll(".*secret=([A-Z2-7]+)&.*", "$1"));
    }

    private List<String> verified() {
        setUp();
        return identity.factors.verify(
                IdentityFixture.attempt("acmeinc", "ann", Optional.of(code(0))), IdentityFixture.HERE);
    }

    private void moved() {
        identity.clock.move(Duration.ofSeconds(10 * OneTimeCodes.PERIOD_SECONDS));
    }

    /** RFC 6238, appendix B. */
    @Test
    void makesTheCodesOfTheStandard() {
        byte[] known = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(OneTimeCodes.code(known, 59 / 30)).isEqualTo("287082");
        assertThat(OneTimeCodes.code(known, 1_111_111_109L / 30)).isEqualTo("081804");
        assertThat(OneTimeCodes.code(known, 20_000_000_000L / 30)).isEqualTo("353130");
    }

    @Test
    void countsOnlyAfterTheFirstRightCode() {
        setUp();
        assertThat(identity.login("acmeinc", "ann", IdentityFixture.PASSWORD).token())
                .isNotBlank();

        assertThatExceptionOfType(SecondFactorRequired.class)
                .isThrownBy(() -> identity.factors.verify(
                        IdentityFixture.attempt("acmeinc", "ann", Optional.of("000000")), IdentityFixture.HERE));
        List<String> codes = identity.factors.verify(
                IdentityFixture.attempt("acmeinc", "ann", Optional.of(code(0))), IdentityFixture.HERE);

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(each -> each.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        assertThatExceptionOfType(SecondFactorRequired.class)
                .isThrownBy(() -> identity.login("acmeinc", "ann", IdentityFixture.PASSWORD))
                .satisfies(wanted -> assertThat(wanted.data())
                        .isEqualTo(Map.of("multi_factor_request", Map.of("provider_name", "otp"))));
        moved();
        assertThat(login(code(0))).isNotBlank();
    }

    @Test
    void takesACodeOnceAndToleratesAClockThatIsOnePeriodOff() {
        verified();
        moved();

        assertThat(login(code(-1))).isNotBlank();
        assertThatThrownBy(() -> login(code(-1))).as("again").isInstanceOf(SecondFactorRequired.class);
        assertThat(login(code(1))).isNotBlank();
        assertThatThrownBy(() -> login(code(0))).as("older than the last").isInstanceOf(SecondFactorRequired.class);
        moved();
        assertThatThrownBy(() -> login(code(2))).isInstanceOf(SecondFactorRequired.class);
        assertThatThrownBy(() -> login(code(-2))).isInstanceOf(SecondFactorRequired.class);
    }

    @Test
    void letsInWithACodeForALostDeviceOnce() {
        List<String> codes = verified();

        assertThat(login(codes.get(3).toUpperCase(java.util.Locale.ROOT).replace("-", " ")))
                .isNotBlank();
        assertThatThrownBy(() -> login(codes.get(3))).isInstanceOf(SecondFactorRequired.class);
        assertThat(identity.factors
                        .find(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id())
                        .orElseThrow()
                        .recoveryCodesLeft())
                .isEqualTo(9);

        Caller self = Caller.user(TwoAccounts.ACME, ann.id(), Role.ADMIN, "ann");
        List<String> others = identity.factors.newRecoveryCodes(self, TwoAccounts.ACME, ann.id());
        assertThatThrownBy(() -> login(codes.get(4))).isInstanceOf(SecondFactorRequired.class);
        assertThat(login(others.get(4))).isNotBlank();
        assertThatThrownBy(() -> identity.factors.newRecoveryCodes(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id()))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void wrongCodesAreGuesses() {
        verified();
        for (int i = 0; i < Guesses.FREE; i++) {
            assertThatThrownBy(() -> login("000000")).isInstanceOf(SecondFactorRequired.class);
        }

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> login(code(0)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_MANY));
    }

    @Test
    void isNotReplacedByWhoHasOnlyThePassword() {
        verified();

        assertThatExceptionOfType(DomainException.class).isThrownBy(this::setUp).satisfies(e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.FORBIDDEN);
            assertThat(e.getMessage()).isEqualTo("qr code already verified.");
        });
    }

    @Test
    void isTakenAwayByAnotherAdministratorOnlyAndTokensEnd() {
        verified();
        moved();
        String token = login(code(0));
        Caller self = identity.logins.authenticate(token);
        assertThatThrownBy(() -> identity.factors.reset(self, TwoAccounts.ACME, ann.id()))
                .isInstanceOf(ForbiddenException.class);

        identity.factors.reset(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id());

        assertThatThrownBy(() -> identity.logins.authenticate(token)).isInstanceOf(DomainException.class);
        assertThat(identity.login("acmeinc", "ann", IdentityFixture.PASSWORD).token())
                .isNotBlank();
        assertThatThrownBy(() -> identity.factors.reset(IdentityFixture.SYSTEM, TwoAccounts.ACME, ann.id()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anAccountCanWantItOfAllAndOfThoseBelow() {
        identity.security.replace(
                IdentityFixture.SYSTEM,
                TwoAccounts.ROOT,
                Json.parseObject("{\"auth_modules\":{\"cb_user_auth\":{\"multi_factor\":{\"enabled\":true}}}}"),
                revision -> true);
        assertThat(identity.login("acmeinc", "ann", IdentityFixture.PASSWORD).token())
                .isNotBlank();

        identity.security.merge(
                IdentityFixture.SYSTEM,
                TwoAccounts.ROOT,
                Json.parseObject(
                        "{\"auth_modules\":{\"cb_user_auth\":{\"multi_factor\":{\"include_subaccounts\":true}}}}"),
                revision -> true);
        identity.security.replace(
                IdentityFixture.SYSTEM,
                TwoAccounts.ACME,
                Json.parseObject("{\"auth_modules\":{\"cb_user_auth\":{\"multi_factor\":{\"enabled\":false}}}}"),
                revision -> true);

        assertThatExceptionOfType(SecondFactorRequired.class)
                .isThrownBy(() -> identity.login("acmeinc", "ann", IdentityFixture.PASSWORD))
                .withMessageContaining("set it up");
        verified();
        moved();
        assertThat(login(code(0))).isNotBlank();
        assertThat(identity.security
                        .get(IdentityFixture.SYSTEM, TwoAccounts.ACME)
                        .inherited())
                .isEqualTo(Json.parseObject("{\"auth_modules\":{\"cb_user_auth\":{\"multi_factor\":"
                        + "{\"enabled\":true,\"include_subaccounts\":true}}}}"));
    }

    @Test
    void attemptsAreKeptWithWhatCameOfThem() {
        verified();
        moved();
        assertThatThrownBy(() -> identity.login("acmeinc", "ann", "wrong")).isInstanceOf(DomainException.class);
        assertThatThrownBy(() -> login("000000")).isInstanceOf(DomainException.class);
        login(code(0));

        List<LoginRecord> rows = identity.records
                .list(
                        IdentityFixture.SYSTEM,
                        TwoAccounts.ACME,
                        identity.clock.instant().minusSeconds(3_600),
                        identity.clock.instant().plusSeconds(1),
                        PageRequest.all())
                .rows();

        assertThat(rows).hasSize(3);
        assertThat(rows).filteredOn(LoginRecord::success).singleElement().satisfies(row -> {
            assertThat(row.user()).contains(ann.id());
            assertThat(row.source()).isEqualTo(IdentityFixture.HERE);
        });
        assertThat(rows)
                .filteredOn(row -> !row.success())
                .extracting(LoginRecord::message)
                .containsExactlyInAnyOrder("wrong credentials", "wrong code of the second factor");
        identity.clock.move(LoginRecordManager.KEPT.plusSeconds(1));
        moved();
        login(code(0));
        assertThat(identity.recordStore.deleteBefore(identity.clock.instant(), 100))
                .isZero();
    }
}
