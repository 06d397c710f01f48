package org.trunkline.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Keeps the accounts. Every method throws {@code NotFoundException} for an account outside the caller's subtree and
 * {@code ForbiddenException} for what the caller sees but may not do. Answers show only fields that the caller may see.
 */
@ProviderType
public interface AccountService {

    /**
     * Creates an account below the parent. A well-formed {@code id} in the document becomes its id; an absent realm or
     * timezone is filled in.
     *
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong, taken names and realms included
     */
    Account create(Caller caller, AccountId parent, ObjectNode document);

    /**
     * Creates an account if the revision of the parent is an expected one.
     *
     * @throws org.trunkline.kernel.ConflictException for {@code revision}
     */
    Account create(Caller caller, AccountId parent, ObjectNode document, LongPredicate expected);

    /**
     * Creates an account, unless the caller's account has created one with this key within the last 24 hours: then returns
     * that one.
     *
     * @param key what the client calls the request
     * @throws org.trunkline.kernel.ConflictException for {@code idempotency_key}, if the key came with another parent or
     *     document before
     */
    Account createOnce(Caller caller, AccountId parent, ObjectNode document, String key);

    Account get(Caller caller, AccountId id);

    /**
     * Replaces the public fields (POST). Fields that the caller may not write keep their stored values silently, and
     * so do {@code realm} and {@code enabled} where the document has none.
     */
    Account replace(Caller caller, AccountId id, ObjectNode document);

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    Account replace(Caller caller, AccountId id, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the public fields (PATCH); a null removes a field. */
    Account merge(Caller caller, AccountId id, ObjectNode changes);

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    Account merge(Caller caller, AccountId id, ObjectNode changes, LongPredicate expected);

    /**
     * Deletes the account; its row stays for the books, its name and realm become free. For {@link DeletedAccount#KEPT} it
     * can be restored.
     *
     * @return the account as it was
     * @throws org.trunkline.kernel.DomainException {@code account_has_descendants} while accounts lie below it, or what an
     *     {@code AccountDeletionGuard} objects
     */
    Account delete(Caller caller, AccountId id);

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    Account delete(Caller caller, AccountId id, LongPredicate expected);

    /** Returns the accounts that root may restore, the last that was deleted first; at most 1,000. */
    List<DeletedAccount> deleted(Caller caller);

    /**
     * Brings a deleted account back, below the parent that it had.
     *
     * @throws org.trunkline.kernel.NotFoundException if no account with this id was deleted lately
     * @throws org.trunkline.kernel.ConflictException for {@code parent}, if that is deleted too
     * @throws org.trunkline.kernel.InvalidException for {@code name} and {@code realm}, where another account has them now
     */
    Account restore(Caller caller, AccountId id);

    /** Returns the accounts directly below, by name. */
    Page<Account> children(Caller caller, AccountId id, PageRequest page);

    /** Returns all accounts below, by name. */
    Page<Account> descendants(Caller caller, AccountId id, PageRequest page);

    /**
     * Finds the accounts below by the beginning of their name, realm or id, in the order of that. Costs the same however many
     * accounts there are.
     *
     * @param text what the key begins with; all but letters and digits is left out
     */
    Page<Account> search(Caller caller, AccountId id, SearchBy by, String text, PageRequest page);

    /** Returns the accounts with the same parent, the account itself included; forbidden for the caller's own account. */
    Page<Account> siblings(Caller caller, AccountId id, PageRequest page);

    /** Returns how many accounts lie below; asks no database. */
    long descendantsCount(Caller caller, AccountId id);

    /** Returns the ancestors of the account from the caller's own account downwards, without the account itself. */
    List<AccountNode> tree(Caller caller, AccountId id);

    /** Returns the same accounts as {@link #tree}, the nearest first. */
    List<AccountNode> parents(Caller caller, AccountId id);

    /**
     * Gives the account another parent, with all that lies below it. Who is its seller follows from its new place; calls in
     * progress keep the levels that they began with. Its own parent again changes nothing.
     *
     * @throws org.trunkline.kernel.ForbiddenException for root, and if the new parent is the account or lies below it
     * @throws org.trunkline.kernel.InvalidException for {@code to}, if something would lie too deep
     */
    Account move(Caller caller, AccountId id, AccountId to);

    /**
     * Makes the account a reseller; one that is a reseller stays one.
     *
     * @throws org.trunkline.kernel.DomainException {@code account_has_descendants} while resellers lie below it
     */
    Account promote(Caller caller, AccountId id);

    /** Takes the flag of a reseller away, where there is one; fails as {@link #promote} does. */
    Account demote(Caller caller, AccountId id);
}
