package org.trunkline.identity;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.UserId;

/**
 * One-time passwords by time (RFC 6238: SHA-1, six digits, 30 seconds) as a second factor of users. It is set up by who
 * has the password: a secret is shown, and the first right code makes it count from then on.
 */
@ProviderType
public interface SecondFactorService {

    /**
     * Gives the user a new secret that does not count yet. It has the same guard against guessing as a login.
     *
     * @return an {@code otpauth} URL, which clients show as a QR code
     * @throws org.trunkline.kernel.DomainException UNAUTHENTICATED if the credentials are wrong; FORBIDDEN, {@code qr code
     *     already verified.}, if the user has one that counts
     */
    String setUp(LoginAttempt attempt, LoginSource source);

    /**
     * Makes the secret count if the code of the attempt is right.
     *
     * @return codes for a lost device, each good for one login; they are not shown again
     * @throws SecondFactorRequired if the code is not right
     */
    List<String> verify(LoginAttempt attempt, LoginSource source);

    /** Returns the second factor of the user; empty if there is none. */
    Optional<SecondFactor> find(Caller caller, AccountId account, UserId user);

    /** Takes the second factor away: for administrators, when a device is lost. Tokens of the user end. */
    void reset(Caller caller, AccountId account, UserId user);

    /** Makes new codes for a lost device, in the place of all others; only for oneself. */
    List<String> newRecoveryCodes(Caller caller, AccountId account, UserId user);
}
