package org.trunkline.whitelabel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * Says which DNS records the domain of a reseller needs, and whether it has them (crossbar-api §9.1).
 *
 * <p>The methods for an account throw {@code NotFoundException} for one outside of the caller's subtree, and where there is
 * neither a document nor a domain; {@code InvalidException} if the domain is none.
 */
@ProviderType
public interface WhitelabelDomainService {
    /** Returns what the operator asks for, with {@code {{domain}}} where the domain shall stand; for all administrators. */
    ObjectNode records(Caller caller);

    /**
     * Says what every domain needs; for root alone.
     *
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong
     */
    ObjectNode writeRecords(Caller caller, ObjectNode records);

    /** Returns what the domain of the account needs, or this one. */
    ObjectNode expected(Caller caller, AccountId account, Optional<String> domain);

    /** Returns what it needs beside what the DNS says now; where that does not answer, nothing. */
    ObjectNode compared(Caller caller, AccountId account, Optional<String> domain);
}
