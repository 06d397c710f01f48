package org.trunkline.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * What a client sends to log in.
 *
 * @param credentials the hexadecimal digest of {@code username:password}, the user name in lower case
 * @param method which digest it is
 * @param accountName the name of the account; only its letters and digits count
 * @param accountRealm the realm of the account; looked for before the name
 * @param phoneNumber a number of the account; looked for first
 * @param secondFactor a code of the user's second factor, or one for a lost device
 */
public record LoginAttempt(
        String credentials,
        DigestMethod method,
        Optional<String> accountName,
        Optional<String> accountRealm,
        Optional<String> phoneNumber,
        Optional<String> secondFactor) {

    /** The digests that clients send. */
    public enum DigestMethod {
        MD5,
        SHA1
    }

    public LoginAttempt {
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(accountName, "accountName");
        Objects.requireNonNull(accountRealm, "accountRealm");
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(secondFactor, "secondFactor");
    }

    /** Never shows the credentials, which are as good as the password, nor the code. */
    @Override
    public String toString() {
        return "LoginAttempt[method=" + method + ", accountName=" + accountName + ", accountRealm=" + accountRealm
                + ", phoneNumber=" + phoneNumber + "]";
    }
}
