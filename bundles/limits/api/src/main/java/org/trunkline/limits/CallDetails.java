package org.trunkline.limits;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;

/**
 * The call attempts of accounts, refused ones too. A reader sees what its own account and those below it paid, never what
 * those above did. Calls of nobody we know stand in the list of the root account.
 */
@ProviderType
public interface CallDetails {

    /**
     * Returns the attempts of an account, newest first unless the page says otherwise.
     *
     * @param from when they were recorded, inclusive
     * @param to exclusive
     * @param firstLegs of each conversation only the leg that started first
     */
    Page<CallDetail> list(
            Caller caller, AccountId account, Instant from, Instant to, boolean firstLegs, PageRequest page);

    /**
     * Returns the attempts of one user of the account: those of which the switch has told that.
     *
     * @param firstLegs of each conversation only the leg of the user that started first
     * @throws org.trunkline.kernel.NotFoundException if the account has no such user, as far as anybody keeps users
     */
    Page<CallDetail> list(
            Caller caller,
            AccountId account,
            UserId user,
            Instant from,
            Instant to,
            boolean firstLegs,
            PageRequest page);

    /** @throws org.trunkline.kernel.NotFoundException if the account has no such attempt */
    CallDetail get(Caller caller, AccountId account, String id);

    /**
     * Returns the legs of a conversation in the order in which they started.
     *
     * @param id the id of the conversation, or of one of its legs
     * @throws org.trunkline.kernel.NotFoundException if the account has no such conversation
     */
    List<CallDetail> legs(Caller caller, AccountId account, String id);

    /** Returns the sums of the calls that were recorded from {@code from} to before {@code to}. */
    List<CallTotal> totals(Caller caller, AccountId account, Instant from, Instant to);
}
