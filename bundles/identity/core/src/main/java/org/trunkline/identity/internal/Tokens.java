package org.trunkline.identity.internal;

import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.UserId;

/** Writes and reads tokens: JWTs with the claims of the wire (crossbar-api §2.3), signed by RS256 and nothing else. */
final class Tokens {
    static final String ISSUER = "trunkline";
    static final String BY_PASSWORD = "cb_user_auth";
    static final String BY_API_KEY = "cb_api_auth";

    private static final int LENGTH_MAX = 4_096;

    /** Who really acts with a token that was made for somebody else. {@code series} must still be its own. */
    record Origin(AccountId account, UserId user, String series) {}

    /** What a token says. {@code series} must still be the holder's. */
    record Claims(AccountId account, Optional<UserId> user, String method, String series, Optional<Origin> origin) {
        Claims(AccountId account, Optional<UserId> user, String method, String series) {
            this(account, user, method, series, Optional.empty());
        }
    }

    private final SigningKeys keys;
    private final Clock clock;

    Tokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @param expiry how long it is valid, where that is not as for all others */
    String sign(Claims holder, Optional<Duration> expiry) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setIssuedAt(date(now));
        claims.setExpirationTime(date(now.plus(expiry.orElse(keys.expiry()))));
        claims.setJwtId(Ids.random());
        claims.setStringClaim("account_id", holder.account().value());
        holder.user().ifPresent(user -> claims.setStringClaim("owner_id", user.value()));
        claims.setStringClaim("method", holder.method());
        claims.setStringClaim("identity_sig", holder.series());
        holder.origin().ifPresent(origin -> {
            claims.setStringClaim("original_account_id", origin.account().value());
            claims.setStringClaim("original_owner_id", origin.user().value());
            claims.setStringClaim("original_identity_sig", origin.series());
        });
        SigningKeys.SigningKey key = keys.signing();
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(key.id());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKey(key.privateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A token cannot be signed", e);
        }
    }

    /** @throws DomainException UNAUTHENTICATED unless we signed it and it has not expired */
    Claims verify(String token) {
        if (token.length() > LENGTH_MAX) {
            throw invalid();
        }
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setVerificationKeyResolver(this::key)
                    .setExpectedIssuer(ISSUER)
                    .setRequireExpirationTime()
                    .setRequireJwtId()
                    .setEvaluationTime(date(clock.instant()))
                    .build()
                    .processToClaims(token);
            String user = claims.getStringClaimValue("owner_id");
            return new Claims(
                    new AccountId(claims.getStringClaimValue("account_id")),
                    Optional.ofNullable(user).map(UserId::new),
                    String.valueOf(claims.getStringClaimValue("method")),
                    String.valueOf(claims.getStringClaimValue("identity_sig")),
                    origin(claims));
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw invalid();
        }
    }

    private static Optional<Origin> origin(JwtClaims claims) throws MalformedClaimException {
        String account = claims.getStringClaimValue("original_account_id");
        return account == null
                ? Optional.empty()
                : Optional.of(new Origin(
                        new AccountId(account),
                        new UserId(claims.getStringClaimValue("original_owner_id")),
                        String.valueOf(claims.getStringClaimValue("original_identity_sig"))));
    }

    static DomainException invalid() {
        return new DomainException(ErrorKind.UNAUTHENTICATED, "invalid_credentials", "invalid credentials");
    }

    private Key key(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String id = token.getKeyIdHeaderValue();
        Optional<PublicKey> key = id == null ? Optional.empty() : keys.verifying(id);
        return key.orElseThrow(() -> new UnresolvableKeyException("no such key"));
    }

    private static NumericDate date(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }
}
