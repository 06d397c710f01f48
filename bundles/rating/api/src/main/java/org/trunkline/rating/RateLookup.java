package org.trunkline.rating;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;

/** Finds the rate that an account pays. Reads memory only: made for the call path, no rights are checked. */
@ProviderType
public interface RateLookup {

    /**
     * Returns the rate of the deck that the payer's seller sells it: assigned to the payer, else its seller's default, else
     * its seller's seller's, … else the system deck (charging §1). Within the deck the longest prefix wins that has a rate
     * for the call: its direction, routes, caller, options, validity and time windows. Of one prefix the lowest weight wins,
     * then a rate of one direction before one of both, then the first suffix in the order of its characters.
     */
    Optional<Rate> find(AccountId payer, RateQuery query);
}
