package org.trunkline.identity.spi;

import java.util.Objects;
import org.trunkline.identity.LoginAttempt.DigestMethod;

/**
 * What is kept of a password: for each digest that clients send, a slow salted hash over that digest. The digest itself
 * is as good as the password and is kept nowhere.
 *
 * @param parameters how the hashes were made: algorithm, iterations and salt, as one text
 * @param md5 the hash over the MD5 digest
 * @param sha1 the hash over the SHA-1 digest
 */
public record PasswordHash(String parameters, String md5, String sha1) {
    public PasswordHash {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(md5, "md5");
        Objects.requireNonNull(sha1, "sha1");
    }

    public String of(DigestMethod method) {
        return method == DigestMethod.MD5 ? md5 : sha1;
    }

    /** Never shows the hashes. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
