package org.trunkline.limits;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Decides over calls while they are set up, holds their money, settles them when they end (charging §1-§4). The caller is
 * a switch; it reaches the accounts of its scope only. Decisions read memory only; what they change is in the journal
 * before they return.
 */
@ProviderType
public interface CallAdmission {

    /**
     * Returns whether this node decides: of the nodes on one database one does. The others deny all calls but emergency
     * calls as {@link Reason#UNAVAILABLE}, and answer about calls that they do not know with {@link
     * org.trunkline.kernel.UnavailableException}.
     */
    boolean isDeciding();

    /**
     * Decides over one call, holding places and money on every level or on none. A repeat of the same attempt returns the
     * same decision.
     *
     * @throws org.trunkline.kernel.ConflictException if the key was used by another call
     */
    CallDecision authorize(Caller caller, CallAttempt attempt);

    /**
     * Returns what {@link #authorize} would say to this attempt at this moment, by the same rules, with what each of them
     * says; changes nothing. The caller is whoever may read the limits of the account. The key of the attempt plays no part;
     * {@code on_net} is believed.
     *
     * @throws org.trunkline.kernel.NotFoundException if the caller does not see the account
     */
    CallExplanation explain(Caller caller, CallAttempt attempt);

    /** @throws org.trunkline.kernel.NotFoundException for a call that is not known */
    CallRenewal answered(Caller caller, CallKey key);

    /**
     * Extends what is held so that it covers at least 60 seconds more. A repeat, or a smaller time, adds nothing.
     *
     * @param elapsedSeconds seconds since the answer, as the switch counts them
     * @throws org.trunkline.kernel.NotFoundException for a call that is not known
     */
    CallRenewal renew(Caller caller, CallKey key, long elapsedSeconds);

    /**
     * Settles the call: frees what was held and charges what was used, once per level. A repeat returns the first answer.
     * Durable when it returns, whether or not the ledger could be reached.
     *
     * @throws org.trunkline.kernel.NotFoundException for a call that is not known and brings no account
     * @throws org.trunkline.kernel.ConflictException if the call ended before with another number of seconds
     */
    CallSettlement ended(Caller caller, CallEnd end);

    /**
     * Makes a call known under another id too; its entries keep the first one. A repeat changes nothing.
     *
     * @throws org.trunkline.kernel.NotFoundException for a call that is not live
     * @throws org.trunkline.kernel.ConflictException if the other id is that of another call
     */
    void replace(Caller caller, CallKey key, String newCallId);

    /**
     * Compares the calls of the switch with ours: renews those that both know, adds those that only the switch knows, even
     * above limits, and, with the last part, settles those that it does not have any more as their lease would.
     */
    ReportedCalls.Outcome resync(Caller caller, ReportedCalls reported);

    /** Returns the live calls of the calling switch. */
    Page<LiveCall> liveCalls(Caller caller, PageRequest page);

    /** Returns the live calls of one account and, if asked, of all below it. */
    List<LiveCall> liveCalls(Caller caller, AccountId account, boolean descendants);
}
