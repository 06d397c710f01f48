package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** Tells whether a request is the same as one before. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(AccountId parent, ObjectNode document) {
        byte[] request = (parent + " " + Json.write(document)).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
