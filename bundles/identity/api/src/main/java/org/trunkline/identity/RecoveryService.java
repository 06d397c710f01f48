package org.trunkline.identity;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Lets users in who have forgotten their password, by a link that is mailed to them. */
@ProviderType
public interface RecoveryService {

    /**
     * Mails a link that can be used once within an hour, if there is such a user and it has a mail address; a user gets three
     * of them an hour at the most. Returns the same, after the same work, if there is none: the mail is made later, and
     * survives a crash.
     *
     * @throws org.trunkline.kernel.InvalidException if the page is none of those that links may lead to
     * @throws org.trunkline.kernel.UnavailableException if no mails can be kept
     */
    void request(RecoveryRequest request, LoginSource source);

    /**
     * Logs in by a link and asks for a new password. The link ends then, and with it all others of the user; it ends too
     * with a new password.
     *
     * @param secondFactor a code of the second factor, if the user has one
     * @throws SecondFactorRequired if a code is wanted, or wrong; after ten attempts the link ends
     * @throws org.trunkline.kernel.InvalidException for {@code user}, if there is no such link, it was used, or it is over
     */
    Login redeem(String resetId, Optional<String> secondFactor, LoginSource source);
}
