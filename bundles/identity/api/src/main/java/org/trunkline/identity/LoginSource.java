package org.trunkline.identity;

import java.util.Objects;

/**
 * Where a login comes from.
 *
 * @param address of the client
 * @param userAgent what the client calls itself; shortened, and empty where it says nothing
 * @param requestId the id of the request
 */
public record LoginSource(String address, String userAgent, String requestId) {
    public static final int USER_AGENT_LENGTH_MAX = 256;

    public LoginSource {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(requestId, "requestId");
        if (userAgent.length() > USER_AGENT_LENGTH_MAX) {
            userAgent = userAgent.substring(0, USER_AGENT_LENGTH_MAX);
        }
    }
}
