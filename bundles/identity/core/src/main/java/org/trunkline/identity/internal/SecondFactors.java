package org.trunkline.identity.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.SecondFactor;
import org.trunkline.identity.SecondFactorRequired;
import org.trunkline.identity.SecondFactorService;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.SecondFactorStore;
import org.trunkline.identity.spi.StoredSecondFactor;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Secrets;
import org.trunkline.kernel.UserId;

/** Sets up second factors, and asks for them at a login. */
@Component(service = {SecondFactorService.class, SecondFactors.class})
public final class SecondFactors implements SecondFactorService {
    static final String TOPIC = "second_factors";
    private static final String ISSUER = "Trunkline";
    private static final String WRONG_CODE = "the code of the second factor is wrong or was used before";

    private final SecondFactorStore store;
    private final Credentials credentials;
    private final UserManager users;
    private final Secrets secrets;
    private final Access access;
    private final Clock clock;

    @Activate
    public SecondFactors(
            @Reference SecondFactorStore store,
            @Reference Credentials credentials,
            @Reference UserManager users,
            @Reference Secrets secrets,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.credentials = credentials;
        this.users = users;
        this.secrets = secrets;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public String setUp(LoginAttempt attempt, LoginSource source) {
        Credentials.Proven proven = credentials.prove(attempt, source);
        proven.postponed();
        User user = proven.user().user();
        byte[] secret = OneTimeCodes.secret();
        StoredSecondFactor factor = new StoredSecondFactor(
                user.id(), user.account(), secrets.wrap(secret, label(user.id())), now(), Optional.empty(), 0);
        if (!store.replaceUnverified(factor, change(proven.caller(), user, "second_factor_set_up"))) {
            throw verifiedBefore();
        }
        return OneTimeCodes.url(
                ISSUER + " " + proven.account().name(),
                user.username().orElse(user.id().value()),
                secret);
    }

    @Override
    public List<String> verify(LoginAttempt attempt, LoginSource source) {
        Credentials.Proven proven = credentials.prove(attempt, source);
        User user = proven.user().user();
        Optional<StoredSecondFactor> factor = store.find(user.id());
        if (factor.flatMap(StoredSecondFactor::verified).isPresent()) {
            proven.postponed();
            throw verifiedBefore();
        }
        OptionalLong step = factor.map(each -> step(each, attempt.secondFactor().orElse("")))
                .orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            proven.refused("wrong code of the second factor");
            throw new SecondFactorRequired(WRONG_CODE);
        }
        List<String> codes = OneTimeCodes.recoveryCodes();
        List<String> hashes = codes.stream().map(OneTimeCodes::recoveryHash).toList();
        boolean first = store.verify(
                factor.get(), step.getAsLong(), hashes, change(proven.caller(), user, "second_factor_verified"));
        if (!first) {
            proven.postponed();
            throw verifiedBefore();
        }
        proven.postponed();
        return codes;
    }

    /**
     * Asks for the second factor, if the user has one that counts or the account wants one.
     *
     * @throws SecondFactorRequired if the attempt has none, or a wrong one
     */
    void require(Credentials.Proven proven, LoginAttempt attempt, boolean wanted) {
        StoredUser user = proven.user();
        Optional<StoredSecondFactor> factor =
                store.find(user.user().id()).filter(each -> each.verified().isPresent());
        if (factor.isEmpty() && !wanted) {
            return;
        }
        if (factor.isEmpty() || attempt.secondFactor().isEmpty()) {
            proven.postponed();
            throw new SecondFactorRequired(
                    factor.isEmpty() ? "the account wants a second factor: set it up" : "a second factor is required");
        }
        if (!use(
                proven.caller(),
                user.user(),
                factor.get(),
                attempt.secondFactor().get())) {
            proven.refused("wrong code of the second factor");
            throw new SecondFactorRequired(WRONG_CODE);
        }
    }

    /**
     * Asks for the second factor of who has proved itself by a mailed link, if the user has one. Where the account wants one
     * and there is none, the next login asks: setting it up needs the password that is missing.
     *
     * @throws SecondFactorRequired if there is no code, or a wrong one
     */
    void requireOfLink(User user, Optional<String> code) {
        Optional<StoredSecondFactor> factor =
                store.find(user.id()).filter(each -> each.verified().isPresent());
        if (factor.isPresent() && code.isEmpty()) {
            throw new SecondFactorRequired("a second factor is required");
        }
        if (factor.isPresent() && !use(own(user), user, factor.get(), code.get())) {
            throw new SecondFactorRequired(WRONG_CODE);
        }
    }

    private boolean use(Caller by, User user, StoredSecondFactor factor, String code) {
        OptionalLong step = step(factor, code);
        if (step.isPresent()) {
            return store.useStep(user.id(), step.getAsLong());
        }
        return store.useRecoveryCode(
                user.id(), OneTimeCodes.recoveryHash(code), change(by, user, "recovery_code_used"));
    }

    private OptionalLong step(StoredSecondFactor factor, String code) {
        byte[] secret = secrets.unwrap(factor.wrappedSecret(), label(factor.user()))
                .orElseThrow(() -> new IllegalStateException(
                        "second factor of another master key: user=" + factor.user() + ", see TRUNKLINE_MASTER_KEY"));
        return OneTimeCodes.step(secret, code, clock.instant(), factor.lastStep());
    }

    @Override
    public Optional<SecondFactor> find(Caller caller, AccountId account, UserId user) {
        users.get(caller, account, user);
        return store.find(user).map(each -> new SecondFactor(each.verified(), store.recoveryCodesLeft(user)));
    }

    @Override
    public void reset(Caller caller, AccountId account, UserId id) {
        User user = users.get(caller, account, id);
        // who has stolen a token must not take the second factor away with it
        access.require(caller, account, Permission.USER_WRITE);
        if (caller.user().equals(Optional.of(id))) {
            throw new ForbiddenException("another administrator takes a second factor away");
        }
        if (!store.delete(id, change(caller, user, "second_factor_reset"))) {
            throw new NotFoundException(id.value());
        }
        users.endTokens(caller, user);
    }

    @Override
    public List<String> newRecoveryCodes(Caller caller, AccountId account, UserId id) {
        User user = users.get(caller, account, id);
        if (!caller.user().equals(Optional.of(id)) || caller.origin().isPresent()) {
            throw new ForbiddenException("only the user itself makes new recovery codes");
        }
        if (store.find(id).flatMap(StoredSecondFactor::verified).isEmpty()) {
            throw new NotFoundException(id.value());
        }
        List<String> codes = OneTimeCodes.recoveryCodes();
        store.replaceRecoveryCodes(
                id,
                codes.stream().map(OneTimeCodes::recoveryHash).toList(),
                change(caller, user, "recovery_codes_made"));
        return codes;
    }

    private static DomainException verifiedBefore() {
        // a sentence of the wire: clients read it
        String sentence = "qr code already verified.";
        return new DomainException(ErrorKind.FORBIDDEN, sentence, sentence);
    }

    private static Caller own(User user) {
        return Caller.user(
                user.account(), user.id(), user.role(), user.username().orElse(""));
    }

    private Change change(Caller caller, User user, String action) {
        return new Change(TOPIC, user.id().value(), user.account(), action, caller, now(), "{}");
    }

    private static String label(UserId user) {
        return "second factor of " + user;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
