package org.trunkline.rating;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;

/**
 * Finds what an account pays. Reads memory only: made for the call path, no rights are checked.
 *
 * <p>Prices are in the payer's currency: where its deck is in another one, the price carries the exchange rate in force at
 * the time of the question. Where no exchange rate is known there is no rate; none is guessed.
 */
@ProviderType
public interface RateLookup {

    /**
     * Returns the rate of the deck that the payer's seller sells it: assigned to the payer, else its seller's default, else
     * its seller's seller's, … else the system deck (charging §1). Within the deck the longest prefix wins that has a rate
     * for the call: its direction, routes, caller, options, validity and time windows. Of one prefix the lowest weight wins,
     * then a rate of one direction before one of both, then the first suffix in the order of its characters. The discount
     * that the payer's seller gives for the class of the number is part of the price.
     */
    Optional<Rate> find(AccountId payer, RateQuery query);

    /**
     * Returns the rate like {@link #find}, but from the version of the deck that is in force now: what a call of the past
     * would have cost had the deck been right then. Validity, time windows and exchange rate are those of the time of the
     * question.
     */
    Optional<Rate> findCorrected(AccountId payer, RateQuery query);

    /**
     * Returns what {@link #find} and {@link #carrierCost} say, all at once: what one lookup waits for, the others wait for at
     * the same time.
     *
     * @param payers an account and some of its ancestors, in their order
     * @param isCarried a carrier takes the call; else nothing is said of one
     */
    default CallRates findAll(List<AccountId> payers, boolean isCarried, RateQuery query) {
        return new CallRates(
                payers.stream().map(payer -> find(payer, query)).toList(),
                isCarried ? carrierCost(query) : Optional.empty());
    }

    /** Returns whose deck the payer pays from now; decks of several owners may have one name. */
    Optional<AccountId> deckOwner(AccountId payer);

    /**
     * Returns what root pays a carrier, in root's currency: the rate of the deck that root buys from (the one assigned to
     * root itself), else, where there is no such deck, the {@code internal_rate_cost} of the rate that the system deck has
     * for the call, by the same minimum and increment, without surcharge and without time that is free. Nobody below root may see
     * it.
     */
    Optional<Rate> carrierCost(RateQuery query);

    /** Returns the cost like {@link #carrierCost}, but from the version of the deck that is in force now. */
    Optional<Rate> carrierCostCorrected(RateQuery query);

    /**
     * Returns the rate of an event that is no call: of the same deck as {@link #find}, among the rates of its service only.
     * The longest prefix of the number wins, else the rate of the prefix {@code 0}, which is for any number and for none.
     */
    Optional<EventRate> event(AccountId payer, EventQuery query);

    /** Returns what one unit of a currency was in another one at this time; empty where nobody has said so. */
    Optional<ExchangeRate> exchange(String from, String to, Instant at);
}
