package org.trunkline.identity.internal;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Codes that are good once: those by time (RFC 6238), and those for a lost device. */
final class OneTimeCodes {
    static final int PERIOD_SECONDS = 30;

    /** RFC 4226, section 4, R6: as long as what the hash gives. */
    private static final int SECRET_BYTES = 20;

    /** Clocks of devices may be so many periods off (RFC 6238, section 5.2). */
    private static final int DRIFT_STEPS = 1;

    private static final int RECOVERY_CODES = 10;

    /** 80 bits: nobody finds one by trying, not even by its hash. */
    private static final int RECOVERY_BYTES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HmacOneTimePasswordGenerator GENERATOR = new HmacOneTimePasswordGenerator();

    private OneTimeCodes() {}

    static byte[] secret() {
        return random(SECRET_BYTES);
    }

    /** Returns what a device reads from a QR code. */
    static String url(String issuer, String user, byte[] secret) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(user) + "?secret=" + base32(secret) + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=6&period=" + PERIOD_SECONDS;
    }

    /**
     * Returns the period that the code belongs to, about now.
     *
     * @param after periods up to this one were used
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long after) {
        long current = now.getEpochSecond() / PERIOD_SECONDS;
        byte[] sent = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step++) {
            boolean same = MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), sent);
            if (same && step > after && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(byte[] secret, long step) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), step);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns new codes for a lost device, such as {@code k3wz-7nqa-p2hd-c6uv}. */
    static List<String> recoveryCodes() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            String text = base32(random(RECOVERY_BYTES)).toLowerCase(Locale.ROOT);
            codes.add(String.join("-", text.split("(?<=\\G.{4})")));
        }
        return codes;
    }

    /** Returns what is kept of a code for a lost device; how it is written does not matter. */
    static String recoveryHash(String code) {
        return LoginManager.sha256(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", ""));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base32(byte[] bytes) {
        return new Base32().encodeToString(bytes).replace("=", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
