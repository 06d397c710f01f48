package org.trunkline.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * How users and programs may log in to an account (crossbar-api, {@code security}): documents with {@code auth_modules}, a
 * part for {@code cb_user_auth} and for {@code cb_api_auth} each. Of them count
 *
 * <ul>
 *   <li>{@code multi_factor.enabled}: users log in with a second factor; with {@code multi_factor.include_subaccounts} those
 *       of all accounts below, too, and nobody there can lift it;
 *   <li>{@code token_auth_expiry_s}: how long a token is valid, 60 to 86,400 seconds; where an account does not say, the
 *       nearest one above that does;
 *   <li>{@code enabled} of {@code cb_api_auth}: whether the API key works.
 * </ul>
 */
@ProviderType
public interface SecurityService {

    /**
     * @param own what was set for the account itself; empty where nothing was
     * @param inherited what counts there because of the accounts above
     * @param revision of its own document; 0 where there is none
     */
    record Security(ObjectNode own, ObjectNode inherited, long revision) {}

    Security get(Caller caller, AccountId account);

    /** @throws org.trunkline.kernel.InvalidException with every field that is wrong */
    Security replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected);

    /** Merges the changes into the document; a null removes a field. */
    Security merge(Caller caller, AccountId account, ObjectNode changes, LongPredicate expected);

    /** Takes away what was set for the account itself. */
    Security delete(Caller caller, AccountId account, LongPredicate expected);
}
