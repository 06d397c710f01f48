package org.trunkline.rating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Quotes, decks, their rates, and who pays from which deck. Decks belong to an account that sells: root or a reseller;
 * one that does not sell has no decks.
 */
@ProviderType
public interface RatingService {
    /** The deck that is meant where none is named; root's is the system deck. */
    String DECK_DEFAULT = "ratedeck";

    /**
     * Returns what the account would pay; from a named deck only if the caller manages the decks of its own account.
     *
     * @throws org.trunkline.kernel.InvalidException if the number is none
     * @throws org.trunkline.kernel.DomainException REFUSED if the deck has no rate for it
     */
    Quote quote(Caller caller, AccountId account, QuoteRequest request);

    /** Returns the names of the account's decks, in order. */
    List<String> decks(Caller caller, AccountId owner);

    /** Returns a page of the rates of one deck in the order of their prefixes; empty for a deck that is not there. */
    Page<RateDocument> rates(Caller caller, AccountId owner, String deck, PageRequest page);

    /** Returns the rates whose prefix the digits begin with, the longest first. */
    List<RateDocument> matching(Caller caller, AccountId owner, String deck, String digits);

    /** @throws org.trunkline.kernel.NotFoundException if the deck has no rate with this id */
    RateDocument rate(Caller caller, AccountId owner, String deck, String id);

    /**
     * Adds a rate, and with its first rate the deck.
     *
     * @throws org.trunkline.kernel.ConflictException if the deck has a rate of this prefix, direction and suffix
     */
    RateDocument create(Caller caller, AccountId owner, String deck, ObjectNode document);

    /** Replaces all fields of a rate. Its country, prefix and suffix are its id and stay. */
    RateDocument replace(Caller caller, AccountId owner, String deck, String id, ObjectNode document);

    /** Merges the changes into a rate; null removes a field. */
    RateDocument merge(Caller caller, AccountId owner, String deck, String id, ObjectNode changes);

    /** Removes a rate and returns it as it was. */
    RateDocument delete(Caller caller, AccountId owner, String deck, String id);

    /** Returns what the account's seller assigned, and what the account sells. */
    DeckAssignment assignment(Caller caller, AccountId account);

    /**
     * Sets which deck the account pays from and at which discounts, which is its seller's to say, and which deck it sells to
     * whom it assigned none, which only resellers and root do. A name means the deck of the nearest seller that has one of
     * this name: for what the account pays from the account's own seller, for what it sells the account itself.
     *
     * <p>Root pays carriers: its own deck that is assigned to it tells what, is sold to nobody, and no name below root means
     * it.
     *
     * <p>Who may not say one of the two may leave it away or send it as it is; it stays.
     */
    DeckAssignment assign(Caller caller, DeckAssignment wanted);
}
