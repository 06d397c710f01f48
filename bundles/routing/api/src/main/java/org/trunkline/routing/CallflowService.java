package org.trunkline.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Keeps the callflows of accounts (crossbar-numbers N5). A callflow is for at least one number or pattern, and no two of an
 * account are for the same one. Numbers are kept in E.164 where they have such a form in the country of the account.
 *
 * <p>Every method throws {@code NotFoundException} for a callflow that is not in the account and for an account outside of the
 * caller's subtree; those that write throw {@code InvalidException} with every field that is wrong, and
 * {@code ConflictException} for {@code revision} if the stored one is not expected.
 */
@ProviderType
public interface CallflowService {
    Callflow create(Caller caller, AccountId account, ObjectNode document);

    Callflow get(Caller caller, AccountId account, String id);

    /** Returns the callflows of one account, by id. */
    Page<Callflow> list(Caller caller, AccountId account, PageRequest page);

    /** Replaces the public fields (POST). */
    Callflow replace(Caller caller, AccountId account, String id, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the public fields (PATCH); a null removes a field. */
    Callflow merge(Caller caller, AccountId account, String id, ObjectNode changes, LongPredicate expected);

    /** Returns the callflow as it was. */
    Callflow delete(Caller caller, AccountId account, String id, LongPredicate expected);

    /** Returns over whose carriers calls of the account leave. Asks the store: not for the path of a call. */
    CarrierStrategy strategy(Caller caller, AccountId account);
}
