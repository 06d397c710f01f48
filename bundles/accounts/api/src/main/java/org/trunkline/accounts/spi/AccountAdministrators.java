package org.trunkline.accounts.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** Gives accounts their administrators. Whoever keeps users publishes it; without it accounts are made without them. */
@ConsumerType
public interface AccountAdministrators {

    /** What became of a wanted administrator. */
    enum Outcome {
        /** The account has a user of that name; nothing was changed. */
        THERE,
        /** It is new and has no password: a mailed link lets it in. */
        INVITED,
        /** It is new and has the password that was given. */
        CREATED
    }

    /**
     * Passes when such a user could be an administrator. Looks at no account, so that it is asked before there is one.
     *
     * @param user fields of a user: {@code username, email, first_name, last_name}, and {@code password} if it is not invited
     * @throws org.trunkline.kernel.InvalidException with everything that is wrong
     */
    void check(ObjectNode user);

    /**
     * Makes the user an administrator of the account, unless the account has a user of that name. Asked again after a crash
     * it does what is missing.
     *
     * @throws org.trunkline.kernel.DomainException if the caller may not do this, or with everything that is wrong
     */
    Outcome ensure(Caller caller, AccountId account, ObjectNode user);
}
