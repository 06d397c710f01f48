package org.trunkline.numbers;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * The inventory of numbers (crossbar-numbers N1). Root and resellers bring numbers in, for themselves and for accounts below
 * them; an account takes what its sellers have to give, passes numbers on to accounts below it, and gives them up. A number
 * that is given up goes to who passed it on, and from there to the pool of who brought it in, where it ages.
 *
 * <p>Every method throws {@code NotFoundException} for an account outside of the caller's subtree and for a number that the
 * account does not see: it sees its own, those of accounts below it, and what it could take.
 */
@ProviderType
public interface NumberService {
    /** A search looks no further than this. */
    int SEARCHED_MAX = 1_000;

    /** Returns the numbers that are the account's own, by number. */
    Page<NumberView> list(Caller caller, AccountId account, PageRequest page);

    /** Returns the numbers that nobody has in the pool of a reseller, those that age included, by number. */
    Page<NumberView> pool(Caller caller, AccountId account, PageRequest page);

    /**
     * Returns numbers that the account could take, by number.
     *
     * @param prefix how they begin: digits of E.164, or of the national form in the country of the account
     * @param offset how many to leave out, at most {@link #SEARCHED_MAX} with those that follow
     */
    List<NumberView> search(Caller caller, AccountId account, String prefix, int offset, int sizeMax);

    NumberView get(Caller caller, AccountId account, String number);

    /**
     * Returns whose a number is.
     *
     * @throws org.trunkline.kernel.DomainException if it is nobody's or its account is disabled
     */
    AccountId identify(Caller caller, AccountId account, String number);

    /** Returns of each number, in its E.164 form where it has one, whether the account could take it. */
    Map<String, Boolean> check(Caller caller, AccountId account, List<String> numbers);

    /** Returns in which states the caller may bring numbers in for the account. */
    List<NumberState> creationStates(Caller caller, AccountId account);

    /** Returns how many numbers the account and those below it have. */
    int quantity(Caller caller, AccountId account);

    /**
     * Carries the order out, number by number: what is refused for one is done for others.
     *
     * @return one result for each, in their order
     * @throws org.trunkline.kernel.InvalidException if the order itself or its fields are wrong
     */
    List<NumberResult> apply(Caller caller, AccountId account, NumberOrder order);
}
