package org.trunkline.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What the audit tells of a change. */
final class DifferencesTest {
    private static ObjectNode of(String before, String after) {
        return Differences.of(Json.parseObject(before), Json.parseObject(after));
    }

    @Test
    void namesWhatCameWentAndChangedByPath() {
        assertThat(of(
                        "{\"a\":1,\"b\":{\"c\":true,\"d\":\"x\"},\"e\":[1],\"same\":{\"z\":0}}",
                        "{\"a\":2,\"b\":{\"c\":true,\"f\":null},\"e\":[1,2],\"same\":{\"z\":0}}"))
                .isEqualTo(Json.parseObject("{\"a\":{\"from\":1,\"to\":2},\"b.d\":{\"from\":\"x\"},"
                        + "\"b.f\":{\"to\":null},\"e\":{\"from\":[1],\"to\":[1,2]}}"));
        assertThat(of("{\"a\":{}}", "{\"a\":{}}")).isEmpty();
        assertThat(of("{\"a\":{\"b\":1}}", "{\"a\":1}"))
                .isEqualTo(Json.parseObject("{\"a\":{\"from\":{\"b\":1},\"to\":1}}"));
    }

    @Test
    void isBounded() {
        ObjectNode many = Json.object();
        for (int i = 0; i < Differences.FIELDS_MAX + 5; i++) {
            many.put("f" + i, "x".repeat(2_000));
        }

        ObjectNode told = Differences.of(Json.object(), many);

        assertThat(told.path("…").asText()).isEqualTo("5 more fields");
        assertThat(told.path("f1").path("to").asText()).hasSize(Differences.VALUE_LENGTH_MAX + 1);
    }
}
