package org.trunkline.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Secrets;

/** Secrets come back under the same key and label, and under no other. */
final class MasterKeyTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

    private final Secrets secrets = MasterKey.of("a master key of a test");

    @Test
    void returnsWhatWasWrapped() {
        String wrapped = secrets.wrap(SECRET, "label");

        assertThat(secrets.unwrap(wrapped, "label")).contains(SECRET);
        assertThat(wrapped).isNotEqualTo(secrets.wrap(SECRET, "label"));
    }

    @Test
    void returnsNothingUnderAnotherKeyOrLabelOrAfterAChange() {
        String wrapped = secrets.wrap(SECRET, "label");
        char first = wrapped.charAt(0);

        assertThat(secrets.unwrap(wrapped, "other")).isEmpty();
        assertThat(MasterKey.of("another master key").unwrap(wrapped, "label")).isEmpty();
        assertThat(secrets.unwrap((first == 'A' ? 'B' : 'A') + wrapped.substring(1), "label"))
                .isEmpty();
        assertThat(secrets.unwrap("no base64!", "label")).isEmpty();
        assertThat(secrets.unwrap("", "label")).isEmpty();
    }

    @Test
    void readsWhatEarlierVersionsWrapped() {
        assertThat(secrets.unwrap("AAECAwQFBgcICQoLChaq1CMRUykzYttTtZdz/b6VOqtssw==", "label"))
                .contains(SECRET);
    }

    @Test
    void keepsAGeneratedKeyInAFileForItsOwnerOnly(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("data/master.key");

        String wrapped = MasterKey.inFile(file).wrap(SECRET, "label");

        assertThat(MasterKey.inFile(file).unwrap(wrapped, "label")).contains(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAShortKey() {
        assertThatThrownBy(() -> MasterKey.of("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TRUNKLINE_MASTER_KEY");
    }
}
