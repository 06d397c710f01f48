package org.trunkline.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;

/**
 * Keeps the users of accounts. Documents have the fields of the wire: {@code username, password, first_name, last_name,
 * email, priv_level, enabled, require_password_update}, and any others. A password goes in and never comes out.
 *
 * <p>Every method throws {@code NotFoundException} for a user that is not in the account or whose account lies outside
 * the caller's subtree, and {@code ForbiddenException} for what the caller sees but may not do. A user that is no
 * administrator changes some fields of its own only; all others keep their stored values silently.
 */
@ProviderType
public interface UserService {

    /** @throws org.trunkline.kernel.InvalidException with every field that is wrong, a taken user name included */
    User create(Caller caller, AccountId account, ObjectNode document);

    User get(Caller caller, AccountId account, UserId id);

    /** Returns the users of one account, by last name. */
    Page<User> list(Caller caller, AccountId account, PageRequest page);

    /**
     * Replaces the public fields (POST). Absent, the user name, the password, {@code enabled} and {@code priv_level} stay
     * as they are.
     */
    User replace(Caller caller, AccountId account, UserId id, ObjectNode document);

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    User replace(Caller caller, AccountId account, UserId id, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the public fields (PATCH); a null removes a field. */
    User merge(Caller caller, AccountId account, UserId id, ObjectNode changes);

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    User merge(Caller caller, AccountId account, UserId id, ObjectNode changes, LongPredicate expected);

    /** Returns the user as it was. */
    User delete(Caller caller, AccountId account, UserId id);

    /** @throws org.trunkline.kernel.ConflictException for {@code revision}, if the stored one is not expected */
    User delete(Caller caller, AccountId account, UserId id, LongPredicate expected);
}
