package org.trunkline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @Test
    void whatIsMintedIsWellFormed() {
        assertThat(Ids.isWellFormed(Ids.random())).isTrue();
        assertThat(Ids.isWellFormed("0123456789abcdef0123456789abcdef")).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcdeg",
                "0123456789abcdef0123456789abcde/",
                "0123456789abcdef0123456789abcde:",
                "0123456789abcdef0123456789abcde`",
                "٠123456789abcdef0123456789abcdef"
            })
    void anythingElseIsNot(String text) {
        assertThat(Ids.isWellFormed(text)).isFalse();
        if (text != null) {
            assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(InvalidException.class);
        }
    }
}
