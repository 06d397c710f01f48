package org.trunkline.identity;

import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.UserId;

/**
 * Turns credentials into tokens, and tokens into callers. Whatever is wrong with credentials or a token, the failure is
 * the same: UNAUTHENTICATED, {@code invalid_credentials}.
 */
@ProviderType
public interface LoginService {

    /**
     * Logs a user in. Takes the same time whether account and user exist or not.
     *
     * @throws SecondFactorRequired if the credentials are right and a code of the second factor is wanted
     * @throws org.trunkline.kernel.DomainException LOCKED if the credentials are right and the account is disabled; TOO_MANY
     *     after too many wrong ones for the account from the same address, or from all addresses that nobody has logged in
     *     from; its cause is the number of seconds to wait
     */
    Login login(LoginAttempt attempt, LoginSource source);

    /**
     * Logs in with the key of an account.
     *
     * @throws org.trunkline.kernel.DomainException LOCKED if the key is right and the account is disabled
     */
    Login loginByKey(String apiKey, LoginSource source);

    /** Returns a new token for who holds one already. */
    Login refresh(Caller caller);

    /**
     * Returns a token of a user for an administrator of the root account: what is done with it is recorded as both. It ends
     * with the tokens of either.
     *
     * @throws org.trunkline.kernel.ForbiddenException for anybody else, for users of one's own account, and for users that
     *     cannot log in
     */
    Login impersonate(Caller caller, AccountId account, UserId user, LoginSource source);

    /** Returns whose token this is. */
    Identity identify(String token);

    /**
     * Returns who holds the token. Asks no database once it knows the holder.
     *
     * @throws org.trunkline.kernel.DomainException UNAUTHENTICATED if the token is unknown, forged, expired or ended by a
     *     new password or key, or if the user or the account is disabled or gone
     */
    Caller authenticate(String token);
}
