package org.trunkline.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * Keeps who may send calls to an account.
 *
 * <p>Every method throws {@code NotFoundException} for an account outside of the caller's subtree; those that write throw
 * {@code ConflictException} for {@code revision} if the stored one is not expected.
 */
@ProviderType
public interface AccessListService {
    AccessList get(Caller caller, AccountId account);

    /** @throws org.trunkline.kernel.InvalidException with every field that is wrong */
    AccessList replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected);

    /** Says nothing any more. */
    AccessList clear(Caller caller, AccountId account, LongPredicate expected);
}
