package org.trunkline.identity.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.spi.SigningKeyStore;
import org.trunkline.identity.spi.StoredSigningKey;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Secrets;

/**
 * The keys that sign tokens. The youngest signs until it is as old as the rotation; each verifies until the last token
 * that it may have signed has expired. Nodes that share the database and the master key share them.
 */
@Component(service = SigningKeys.class, configurationPid = "org.trunkline.identity.tokens")
@Designate(ocd = SigningKeys.Config.class)
public final class SigningKeys {

    @ObjectClassDefinition(name = "Trunkline tokens", description = "How tokens are signed and how long they last.")
    public @interface Config {
        @AttributeDefinition(description = "How long a token is valid, in seconds.")
        int expiry_seconds() default 3600;

        @AttributeDefinition(description = "When a key that signs tokens is replaced, in days.")
        int rotation_days() default 30;
    }

    /** A key pair in memory. The private half is null where this node cannot read it. */
    record SigningKey(String id, Instant created, PublicKey publicKey, PrivateKey privateKey) {
        @Override
        public String toString() {
            return "SigningKey[" + id + "]";
        }
    }

    static final String TOPIC = "signing_keys";

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String ALGORITHM = "RSA";
    private static final int KEY_BITS = 2048;

    /** Keys named by forged tokens must not make us ask the database for each. */
    private static final Duration RELOAD_PAUSE = Duration.ofSeconds(2);

    private final SigningKeyStore store;
    private final AccountTree tree;
    private final Clock clock;
    private final Secrets secrets;
    private final Duration expiry;
    private final Duration rotation;

    private volatile List<SigningKey> keys = List.of();
    private Instant loaded = Instant.MIN;

    @Activate
    public SigningKeys(
            @Reference SigningKeyStore store,
            @Reference AccountTree tree,
            @Reference Clock clock,
            @Reference Secrets secrets,
            Config config) {
        this(
                store,
                tree,
                clock,
                secrets,
                Duration.ofSeconds(config.expiry_seconds()),
                Duration.ofDays(config.rotation_days()));
    }

    SigningKeys(
            SigningKeyStore store, AccountTree tree, Clock clock, Secrets secrets, Duration expiry, Duration rotation) {
        if (expiry.compareTo(Duration.ofSeconds(1)) < 0 || rotation.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("expiry.seconds and rotation.days must be positive");
        }
        this.store = store;
        this.tree = tree;
        this.clock = clock;
        this.secrets = secrets;
        this.expiry = expiry;
        this.rotation = rotation;
        signing();
    }

    Duration expiry() {
        return expiry;
    }

    /** Returns the key that signs now. */
    SigningKey signing() {
        return young(keys).orElseGet(this::loadedOrMade);
    }

    /** Returns the key with which to verify a token. */
    Optional<PublicKey> verifying(String id) {
        Optional<PublicKey> known = find(id);
        return known.isPresent() ? known : reloaded() ? find(id) : known;
    }

    private Optional<PublicKey> find(String id) {
        Instant oldest = oldest();
        return keys.stream()
                .filter(key -> key.id().equals(id) && !key.created().isBefore(oldest))
                .map(SigningKey::publicKey)
                .findFirst();
    }

    private Instant oldest() {
        Duration longest = Duration.ofSeconds(Math.max(expiry.toSeconds(), SecurityDocument.EXPIRY_SECONDS_MAX));
        return clock.instant().minus(rotation).minus(longest).truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<SigningKey> young(List<SigningKey> among) {
        Instant oldest = clock.instant().minus(rotation);
        return among.stream()
                .filter(key -> key.privateKey() != null && key.created().isAfter(oldest))
                .reduce((older, younger) -> younger);
    }

    /** Another node may have made the next key already. */
    private synchronized SigningKey loadedOrMade() {
        load();
        Optional<SigningKey> found = young(keys);
        return found.orElseGet(this::made);
    }

    private SigningKey made() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        KeyPair pair = pair();
        String id = Ids.random();
        StoredSigningKey stored = new StoredSigningKey(
                id,
                now,
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                secrets.wrap(pair.getPrivate().getEncoded(), id));
        store.insert(stored, change(id, "created", now));
        if (keys.stream().anyMatch(key -> key.created().isBefore(oldest()))) {
            store.deleteBefore(oldest(), change(id, "cleared", now));
        }
        LOG.info("Signing key made: kid={}", id);
        load();
        return new SigningKey(id, now, pair.getPublic(), pair.getPrivate());
    }

    private synchronized boolean reloaded() {
        if (loaded.isAfter(clock.instant().minus(RELOAD_PAUSE))) {
            return false;
        }
        load();
        return true;
    }

    private void load() {
        List<SigningKey> read = new ArrayList<>();
        for (StoredSigningKey stored : store.all()) {
            read.add(read(stored));
        }
        keys = List.copyOf(read);
        loaded = clock.instant();
    }

    private SigningKey read(StoredSigningKey stored) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PublicKey publicKey = factory.generatePublic(
                    new X509EncodedKeySpec(Base64.getDecoder().decode(stored.publicKey())));
            Optional<byte[]> secret = secrets.unwrap(stored.wrappedPrivateKey(), stored.id());
            if (secret.isEmpty()) {
                LOG.warn("Signing key of another master key, only used to verify: kid={}", stored.id());
            }
            PrivateKey privateKey =
                    secret.isEmpty() ? null : factory.generatePrivate(new PKCS8EncodedKeySpec(secret.get()));
            return new SigningKey(stored.id(), stored.created(), publicKey, privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing key cannot be read: kid=" + stored.id(), e);
        }
    }

    private Change change(String id, String action, Instant at) {
        AccountId root = tree.root().id();
        return new Change(TOPIC, id, root, action, Caller.system(root, "signing keys"), at, "{}");
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
