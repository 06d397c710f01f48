package org.trunkline.whitelabel.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/** Images are those that the wire names. */
final class WhitelabelJsonTest {
    @Test
    void knowsLogoAndIcon() {
        assertThat(WhitelabelJson.kind("logo")).isEqualTo(Kind.LOGO);
        assertThat(WhitelabelJson.kind("icon")).isEqualTo(Kind.ICON);
        assertThatThrownBy(() -> WhitelabelJson.kind("welcome")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> WhitelabelJson.kind("x".repeat(500))).isInstanceOf(NotFoundException.class);
    }
}
