package org.trunkline.identity.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.UserId;

/** Where second factors of users are kept, at most one each, and the codes for a lost device. */
@ConsumerType
public interface SecondFactorStore {
    Optional<StoredSecondFactor> find(UserId user);

    /** Keeps it in the place of the user's old one, unless that one counts already; without codes for a lost device. */
    boolean replaceUnverified(StoredSecondFactor factor, Change change);

    /**
     * Makes the secret that is there count.
     *
     * @param expected as it was read; nothing changes if another secret is there by now, or if it counts already
     * @param step the period of the first code
     * @param recoveryHashes SHA-256 of the codes for a lost device
     */
    boolean verify(StoredSecondFactor expected, long step, List<String> recoveryHashes, Change change);

    /** Takes a period, once, and none before it later; returns whether it could be taken. */
    boolean useStep(UserId user, long step);

    /** Takes a code for a lost device, once; returns whether it was there. */
    boolean useRecoveryCode(UserId user, String hash, Change change);

    int recoveryCodesLeft(UserId user);

    void replaceRecoveryCodes(UserId user, List<String> hashes, Change change);

    /** Takes away second factor and codes; returns whether there was one. */
    boolean delete(UserId user, Change change);
}
