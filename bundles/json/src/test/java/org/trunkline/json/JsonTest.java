package org.trunkline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0.10", "1.50", "0.1234567890123456789", "123456789012345678901234567890", "-0.000001", "5"})
    void keepsTheDigitsOfANumber(String number) {
        assertThat(Json.write(Json.parse(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "{\"a\":}", "", "{\"a\":1"})
    void refusesWhatIsNoOneObject(String text) {
        assertThatThrownBy(() -> Json.parseObject(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDocumentsThatAreTooDeep() {
        String deep = "{\"a\":".repeat(Json.DEPTH_MAX + 1) + "1" + "}".repeat(Json.DEPTH_MAX + 1);

        assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mergesObjectsKeyByKeyAndRemovesNulls() {
        ObjectNode stored = Json.parseObject("{\"a\":{\"b\":1,\"c\":2},\"d\":[1],\"e\":5}");

        ObjectNode merged =
                Json.merged(stored, Json.parseObject("{\"a\":{\"b\":null,\"f\":3},\"d\":[2,3],\"g\":{\"h\":null}}"));

        assertThat(merged).isEqualTo(Json.parse("{\"a\":{\"c\":2,\"f\":3},\"d\":[2,3],\"e\":5,\"g\":{}}"));
        assertThat(stored.at("/a/b").asInt())
                .as("the stored document is not touched")
                .isEqualTo(1);
    }

    @Test
    void dropsPrivateKeys() {
        ObjectNode document = Json.parseObject("{\"a\":1,\"_read_only\":{},\"pvt_tree\":[],\"b_c\":2}");

        assertThat(Json.publicKeys(document)).isEqualTo(Json.parse("{\"a\":1,\"b_c\":2}"));
    }
}
