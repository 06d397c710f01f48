package org.trunkline.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.spi.PasswordHash;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/**
 * Makes what is kept of passwords: PBKDF2 over the digest that clients send.
 *
 * <p>Clients do not send the user name, so a login cannot look up the salt of its user. The users of an account share a
 * salt instead, and one slow hash finds the user. That costs no strength: the digest contains the user name, so even equal
 * passwords differ, and a guess for one user says nothing about another.
 */
final class Passwords {
    static final int ITERATIONS = 210_000;

    private static final String ALGORITHM = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int ITERATIONS_MAX = 10_000_000;
    private static final long WAIT_MAX_SECONDS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What is hashed where there is no user, so that this takes the same time. */
    private static final String NOBODY = parameters();

    /** Logins must not take all cores away from calls. */
    private static final Semaphore HASHES_AT_ONCE =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private Passwords() {}

    /** Returns parameters with a new salt. */
    static String parameters() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return ALGORITHM + ":" + ITERATIONS + ":" + Base64.getEncoder().encodeToString(salt);
    }

    /** Returns whether passwords may still be kept with these parameters. */
    static boolean areCurrent(String parameters) {
        return parameters.startsWith(ALGORITHM + ":" + ITERATIONS + ":");
    }

    /** @param parameters those of the other users of the account, or empty for new ones */
    static PasswordHash keep(String username, String password, Optional<String> parameters) {
        String how = parameters.filter(Passwords::areCurrent).orElseGet(Passwords::parameters);
        return new PasswordHash(
                how,
                hash(how, digest(DigestMethod.MD5, username, password)),
                hash(how, digest(DigestMethod.SHA1, username, password)));
    }

    /** Returns what clients send for a user name and a password. */
    static String digest(DigestMethod method, String username, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance(method == DigestMethod.MD5 ? "MD5" : "SHA-1");
            return HexFormat.of()
                    .formatHex(digest.digest((username + ":" + password).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(String parameters, String digest) {
        String[] parts = parameters.split(":");
        if (parts.length != 3 || !parts[0].equals(ALGORITHM)) {
            throw new IllegalArgumentException("unknown way to keep a password: " + parts[0]);
        }
        int iterations = Integer.parseInt(parts[1]);
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new IllegalArgumentException("iterations out of range: " + iterations);
        }
        return Base64.getEncoder()
                .encodeToString(slow(digest.toCharArray(), Base64.getDecoder().decode(parts[2]), iterations));
    }

    /** Takes as long as {@link #hash} for a user. */
    static void hashForNobody(String digest) {
        hash(NOBODY, digest);
    }

    static byte[] slow(char[] secret, byte[] salt, int iterations) {
        try {
            if (!HASHES_AT_ONCE.tryAcquire(WAIT_MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new DomainException(ErrorKind.TOO_MANY, "too_many_requests", "too many logins at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException(ErrorKind.UNAVAILABLE, "datastore_unreachable", "the server is stopping");
        }
        PBEKeySpec spec = new PBEKeySpec(secret, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            HASHES_AT_ONCE.release();
            spec.clearPassword();
        }
    }
}
