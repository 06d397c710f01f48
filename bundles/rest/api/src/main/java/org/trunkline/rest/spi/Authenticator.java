package org.trunkline.rest.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Caller;

/** Turns the token of a request into its caller. While none is there, nothing is published under {@code /v2}. */
@ConsumerType
public interface Authenticator {

    /**
     * Returns who holds the token.
     *
     * @param token as it came in the header, the query or the envelope (crossbar-api §1.10), without {@code Bearer}
     * @throws org.trunkline.kernel.DomainException UNAUTHENTICATED if it is unknown, forged or expired, or if the account
     *     is disabled
     */
    Caller authenticate(String token);

    /**
     * Passes when the token of a caller may be used for this request; the rights of the caller are not asked here.
     *
     * @param verb as it is meant, whatever the method of the request was
     * @param path below {@code /v2}
     * @throws org.trunkline.kernel.ForbiddenException otherwise (crossbar-api §2.5)
     */
    void require(Caller caller, String verb, String path);
}
