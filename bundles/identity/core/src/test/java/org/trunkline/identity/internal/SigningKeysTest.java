package org.trunkline.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.spi.StoredSigningKey;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.TestSecrets;
import org.trunkline.kernel.UserId;

/** Keys are rotated, shared and kept encrypted. */
final class SigningKeysTest {
    private static final Tokens.Claims CLAIMS =
            new Tokens.Claims(TwoAccounts.ACME, Optional.of(UserId.random()), Tokens.BY_PASSWORD, "series");

    private final IdentityFixture identity = new IdentityFixture();
    private final Tokens tokens = new Tokens(identity.keys, identity.clock);

    @Test
    void signsWithANewKeyAfterTheRotationAndVerifiesWhatTheOldOneSigned() {
        String before = identity.keys.signing().id();
        identity.clock.move(IdentityFixture.ROTATION.minusSeconds(1));
        String token = tokens.sign(CLAIMS, Optional.empty());
        assertThat(identity.keys.signing().id()).isEqualTo(before);

        identity.clock.move(Duration.ofSeconds(1));

        assertThat(identity.keys.signing().id()).isNotEqualTo(before);
        assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
        identity.clock.move(IdentityFixture.EXPIRY.plusSeconds(1));
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(DomainException.class);
        identity.clock.move(Duration.ofSeconds(SecurityDocument.EXPIRY_SECONDS_MAX));
        assertThat(identity.keys.verifying(before)).isEmpty();
    }

    @Test
    void forgetsKeysWhoseTokensAreGone() {
        identity.clock.move(IdentityFixture.ROTATION);
        identity.keys.signing();
        identity.clock.move(IdentityFixture.ROTATION);
        identity.keys.signing();

        assertThat(identity.signingKeyStore.all()).hasSize(2);
    }

    @Test
    void areSharedByNodes() {
        SigningKeys other = identity.otherNode(IdentityFixture.MASTER);

        assertThat(other.signing().id()).isEqualTo(identity.keys.signing().id());
        assertThat(new Tokens(other, identity.clock).verify(tokens.sign(CLAIMS, Optional.empty())))
                .isEqualTo(CLAIMS);
    }

    @Test
    void verifiesTokensOfANodeWithAnotherMasterKey() {
        SigningKeys other = identity.otherNode("quite another master key");
        String token = new Tokens(other, identity.clock).sign(CLAIMS, Optional.empty());

        assertThat(other.signing().id()).isNotEqualTo(identity.keys.signing().id());
        identity.clock.move(Duration.ofSeconds(5));
        assertThat(tokens.verify(token)).isEqualTo(CLAIMS);
    }

    @Test
    void lieEncrypted() {
        StoredSigningKey stored = identity.signingKeyStore.all().get(0);

        assertThat(TestSecrets.of("quite another master key").unwrap(stored.wrappedPrivateKey(), stored.id()))
                .isEmpty();
        assertThat(TestSecrets.of(IdentityFixture.MASTER).unwrap(stored.wrappedPrivateKey(), "other"))
                .isEmpty();
        assertThat(TestSecrets.of(IdentityFixture.MASTER).unwrap(stored.wrappedPrivateKey(), stored.id()))
                .isPresent();
    }
}
