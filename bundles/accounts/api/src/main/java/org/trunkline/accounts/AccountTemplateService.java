package org.trunkline.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * Keeps the templates of resellers and of root. Every method throws {@code NotFoundException} for what is not the owner's or
 * lies outside the caller's subtree, and {@code ForbiddenException} unless the caller administrates the owner and that is a
 * reseller or root. Writes throw a {@code ConflictException} for {@code revision}, if the stored one is not expected.
 */
@ProviderType
public interface AccountTemplateService {
    /** So many templates an account keeps. */
    int TEMPLATES_MAX = 100;

    /** Returns all templates of the account, by name. */
    List<AccountTemplate> list(Caller caller, AccountId owner);

    AccountTemplate get(Caller caller, AccountId owner, String id);

    /** @throws org.trunkline.kernel.InvalidException with every field that is wrong, a name that is taken included */
    AccountTemplate create(Caller caller, AccountId owner, ObjectNode document);

    /** Replaces the whole template. */
    AccountTemplate replace(Caller caller, AccountId owner, String id, ObjectNode document, LongPredicate expected);

    /** Merges the changes into it; a null takes a field away. */
    AccountTemplate merge(Caller caller, AccountId owner, String id, ObjectNode changes, LongPredicate expected);

    /** Removes it and returns it as it was. What it was applied to stays as it is. */
    AccountTemplate delete(Caller caller, AccountId owner, String id, LongPredicate expected);
}
