package org.trunkline.limits;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** The calls in progress of accounts. A reader sees what its own account and those below it pay, never those above. */
@ProviderType
public interface LiveCalls {

    /** Returns the calls of an account and, if asked, of all below it; the one that began first comes first. */
    List<LiveCall> list(Caller caller, AccountId account, boolean descendants);

    /**
     * Returns a call of the account or of one below it.
     *
     * @param switchId where switches have calls with the same id
     * @throws org.trunkline.kernel.NotFoundException if there is none
     * @throws org.trunkline.kernel.InvalidException if several switches have one, and none is named
     */
    LiveCall get(Caller caller, AccountId account, String callId, Optional<String> switchId);

    /**
     * Ends all legs of a call of the account or of one below it. Their places and money are free at once; they are charged
     * for the time that is confirmed, and what the switch tells in the end corrects that. Its next question about the call
     * is answered with {@link CallRenewal.Action#HANGUP}.
     *
     * @param switchId where switches have calls with the same id
     * @return the first leg as it was
     * @throws org.trunkline.kernel.NotFoundException if there is none
     * @throws org.trunkline.kernel.InvalidException if several switches have one, and none is named
     * @throws org.trunkline.kernel.ForbiddenException for an emergency call: nobody ends one from here
     */
    LiveCall end(Caller caller, AccountId account, String callId, Optional<String> switchId);
}
