package org.trunkline.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;

class ViewTest {
    @Test
    void showsNoSignThatATerminalWouldObey() {
        assertThat(View.text(Json.nodes().textNode("a\u001b[2Jb\nc"))).isEqualTo("a?[2Jb?c");
    }

    @Test
    void showsNothingWhereThereIsNothing() {
        assertThat(View.text(Json.nodes().nullNode())).isEmpty();
        assertThat(View.text(Json.object().path("missing"))).isEmpty();
    }

    @Test
    void showsNumbersWithTheirDigits() {
        assertThat(View.text(Json.parse("12345678901234567890.10"))).isEqualTo("12345678901234567890.10");
    }
}
