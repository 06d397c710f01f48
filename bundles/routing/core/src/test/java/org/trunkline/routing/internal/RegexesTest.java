package org.trunkline.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of carriers are expressions that end. */
final class RegexesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^\\+?1?(\\d{10})$",
                "^(?:\\+?1)?([2-9][0-9]{2}[2-9]\\d{6})$",
                "^\\+{0,1}1{0,1}(\\d*)$",
                "^(911|933)$",
                "([^+(]+)",
                "[\\]+*)(]{3}",
                "^(\\d{1,15})?$",
                "(a*)b",
                "(\\(+)",
                "",
                "[]a(+*]",
                "((a|b)?c){3}"
            })
    void takesWhatCarriersUse(String text) {
        assertThat(Regexes.isSafe(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+",
                "(a*)*$",
                "((\\d*)|b)+",
                "(?:x{1,})*",
                "(x+){2,}",
                "(\\d{1,99}){3,}",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "\\Q(a+)+",
                "((a+)?b)*",
                "(",
                "[a",
                "a{2",
                "*",
                "(x+){999}"
            })
    void refusesWhatMayNotEndOrIsNone(String text) {
        assertThat(Regexes.isSafe(text)).isFalse();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(Regexes.isSafe("a".repeat(Regexes.LENGTH_MAX))).isTrue();
        assertThat(Regexes.isSafe("a".repeat(Regexes.LENGTH_MAX + 1))).isFalse();
    }
}
