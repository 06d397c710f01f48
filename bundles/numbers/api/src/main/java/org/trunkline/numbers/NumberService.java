package org.trunkline.numbers;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    /** Returns the numbers that are the account's own, by number. */
    Page<NumberView> list(Caller caller, AccountId account, PageRequest page);

    /** Returns the numbers that nobody has in the pool of a reseller, those that age included, by number. */
    Page<NumberView> pool(Caller caller, AccountId account, PageRequest page);

    /** Returns numbers that the account could take, by number. */
    List<NumberView> search(Caller caller, AccountId account, NumberSearch search);

    NumberView get(Caller caller, AccountId account, String number);

    /**
     * Returns whose a number is.
     *
     * @throws org.trunkline.kernel.DomainException if it is nobody's or its account is disabled
     */
    AccountId identify(Caller caller, AccountId account, String number);

    /**
     * Returns of each number, in its E.164 form where it has one, whether the account could take it.
     *
     * @param document has them as {@code numbers}
     */
    Map<String, Boolean> check(Caller caller, AccountId account, ObjectNode document);

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

    /**
     * Carries an order out for the numbers that its document has as {@code numbers}; its other fields count for each of them.
     */
    List<NumberResult> apply(Caller caller, AccountId account, NumberOrder.Action action, ObjectNode document);
}
