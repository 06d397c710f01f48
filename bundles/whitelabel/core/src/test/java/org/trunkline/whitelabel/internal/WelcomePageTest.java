package org.trunkline.whitelabel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.kernel.InvalidException;

/** What of a page is kept, and what is none. */
final class WelcomePageTest {
    private static final int MAX = WelcomePage.LENGTH_MAX;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "<h1>Hello <b>you</b></h1>|<h1>Hello <b>you</b></h1>",
                "<ul><li>a</li></ul>|<ul><li>a</li></ul>",
                "<a href='https://x.example/'>x</a>|<a href=\"https://x.example/\" rel=\"nofollow\">x</a>",
                "<a href='javascript:x()'>x</a>|x",
                "<p onmouseover='x()'>x</p>|<p>x</p>",
                "<script>x()</script>y|y",
                "<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body><p>x</p></body></html>|<p>x</p>",
                "<form action='//x'><input name='a'>y</form>|y"
            })
    void keepsWhatIsSeenAndNothingThatRuns(String page, String kept) {
        assertThat(WelcomePage.read(bytes(page))).isEqualTo(kept);
    }

    @Test
    void refusesWhatIsNoTextAndNamesTheFile() {
        refuses(new byte[0], "required");
        refuses(new byte[] {'a', (byte) 0xff}, "wrong_format");
        refuses(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, "wrong_format");
        refuses(bytes("a\0b"), "wrong_format");
    }

    @Test
    void takesAsManyCharactersAsItMay() {
        assertThat(WelcomePage.read(bytes("a".repeat(MAX)))).hasSize(MAX);
        assertThat(WelcomePage.read(bytes("\u20ac".repeat(MAX)))).hasSize(MAX);
        refuses(bytes("a".repeat(MAX + 1)), "maxLength");
        refuses(bytes("\u20ac".repeat(MAX + 1)), "maxLength");
        refuses(bytes("\ud83d\ude00".repeat(MAX / 2 + 1)), "maxLength");
    }

    @Test
    void whatIsNestedWithoutEndIsRead() {
        assertThat(WelcomePage.read(bytes("<b>".repeat(MAX / 3)))).isNotNull();
        assertThat(WelcomePage.read(bytes("<table>".repeat(MAX / 7)))).isNotNull();
        assertThat(WelcomePage.read(bytes("<".repeat(MAX)))).isNotNull();
        assertThat(WelcomePage.read(bytes("</p>".repeat(MAX / 4)))).isNotNull();
    }

    private static void refuses(byte[] page, String rule) {
        assertThatThrownBy(() -> WelcomePage.read(page))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .containsExactly("file." + rule));
    }
}
