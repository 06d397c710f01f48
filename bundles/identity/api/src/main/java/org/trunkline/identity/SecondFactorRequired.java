package org.trunkline.identity;

import java.util.Map;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/** The credentials are right, and a code of the second factor is wanted with them, or another one than was sent. */
public final class SecondFactorRequired extends DomainException {
    private static final long serialVersionUID = 1L;

    /** One-time passwords by time, RFC 6238; the only one that there is. */
    public static final String PROVIDER = "otp";

    public SecondFactorRequired(String message) {
        super(ErrorKind.UNAUTHENTICATED, "invalid_credentials", message);
    }

    @Override
    public Map<String, Object> data() {
        return Map.of("multi_factor_request", Map.of("provider_name", PROVIDER));
    }
}
