package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.Limits;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;

/**
 * All that an attempt asks, found before any lock is taken.
 *
 * @param number the number that decides, E.164 where it has such a form
 * @param inE164 it is a number that could be reached
 * @param classification its class
 * @param covered trunks cover calls with this number
 * @param tollFree calling it is free for the caller everywhere
 * @param onNet both numbers are ours
 * @param abroad the country of an outbound call that leaves that of its account; empty otherwise
 * @param standing where the account stands, whose parties are asked
 * @param levels those who are charged, with what they would pay (charging §1)
 * @param callBack the account made an emergency call lately, and this may be the answer
 * @param carrier what root would pay for it; empty where no carrier is used or its price is not known
 * @param conversation joins the legs that belong together
 */
record Question(
        CallAttempt attempt,
        String fingerprint,
        String number,
        boolean inE164,
        String classification,
        boolean covered,
        boolean tollFree,
        boolean onNet,
        String abroad,
        Standing standing,
        List<AskedLevel> levels,
        boolean callBack,
        Optional<CallEntry.Level> carrier,
        String conversation,
        Instant now) {

    /**
     * One level as it stands at this moment.
     *
     * @param distance from the account, which is 0
     * @param meter of what it uses
     * @param rate what it would pay per minute; empty when its deck has none
     */
    record AskedLevel(
            AccountNode account,
            AccountId seller,
            int distance,
            Limits limits,
            AccountMeter meter,
            Optional<Rate> rate) {

        /** Returns the same as an account sees it that is one further below. */
        AskedLevel oneFurther() {
            return new AskedLevel(account, seller, distance + 1, limits, meter, rate);
        }

        AskedLevel paying(Optional<Rate> found) {
            return found.isEmpty() ? this : new AskedLevel(account, seller, distance, limits, meter, found);
        }
    }

    /** Returns the account and all above it, root last. */
    List<AccountNode> chain() {
        return standing.chain();
    }

    /** Returns the ancestors that take part with their hard limits alone. */
    List<AskedLevel> hardOnly() {
        return standing.parties().hardOnly();
    }

    /** Returns the accounts that count the call: all levels, and those that take part with hard limits alone. */
    List<AccountId> accounts() {
        return standing.parties().accounts();
    }

    /** Returns the meters of these, in the same order. */
    List<AccountMeter> meters() {
        return standing.parties().meters();
    }

    /** Returns the account just below root. */
    AccountId partition() {
        return standing.parties().partition();
    }

    /** Returns whether root takes part with hard limits. */
    boolean withRoot() {
        return standing.parties().withRoot();
    }

    Direction direction() {
        return attempt.direction();
    }
}
