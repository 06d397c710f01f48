package org.trunkline.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * What the tokens of an account may ask for, less than their rights (crossbar-api §2.5). The document reads
 * {@code restrictions.<auth method>.<priv_level>.<endpoint>}, with {@code _} for any of each, and has a list there: of its
 * entries the first counts whose {@code allowed_accounts} has the account of the request; of the {@code rules} of that one
 * the first whose pattern fits what follows the endpoint in the path, and it must list the verb. What no entry or rule
 * fits is refused. A method and level that the document does not name are not restricted.
 */
@ProviderType
public interface TokenRestrictionService {

    /** @param revision counts its writes */
    record TokenRestrictions(ObjectNode document, long revision) {}

    /** @throws org.trunkline.kernel.NotFoundException where the account has no such document */
    TokenRestrictions get(Caller caller, AccountId account);

    /** @throws org.trunkline.kernel.InvalidException with every field that is wrong */
    TokenRestrictions replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected);

    /** @throws org.trunkline.kernel.NotFoundException where the account has no such document */
    TokenRestrictions delete(Caller caller, AccountId account, LongPredicate expected);

    /**
     * Passes when the token of the caller may be used for a request. Those of the root account always may.
     *
     * @param path below {@code /v2}, without a slash at its begin
     * @throws org.trunkline.kernel.ForbiddenException otherwise
     */
    void require(Caller caller, String verb, String path);
}
