package org.trunkline.accounts.spi;

import org.trunkline.accounts.Account;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;

/** What no move may do. Stores ask it where nothing can change any more before they write. */
public final class Moves {
    private Moves() {}

    /**
     * @param to the new parent
     * @throws ForbiddenException if that is the account or lies below it
     */
    public static void refuseCircle(Account account, Account to) {
        if (to.id().equals(account.id()) || to.path().contains(account.id())) {
            throw new ForbiddenException("an account cannot lie below itself");
        }
    }

    /** Returns what a store throws when something would lie too deep. */
    public static InvalidException tooDeep(Account to) {
        String message = "No account below it may be more than " + AccountTree.DEPTH_MAX + " levels below root";
        return new InvalidException(java.util.List.of(new FieldError(
                "to", "depth", message, AccountTree.DEPTH_MAX, to.id().value(), null)));
    }
}
