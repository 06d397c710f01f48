package org.trunkline.identity;

import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.UserId;

/** Ends tokens before their time. Passwords and API keys stay what they are. */
@ProviderType
public interface TokenService {

    /** Ends all tokens of a user: for the user itself, and for administrators. */
    void endTokens(Caller caller, AccountId account, UserId user);

    /** Ends all tokens of all users of the account, and those of its API key; for administrators. */
    void endTokens(Caller caller, AccountId account);
}
