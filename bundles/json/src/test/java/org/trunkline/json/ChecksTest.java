package org.trunkline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

class ChecksTest {

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        Checks checks = checks("{\"name\":\"\",\"age\":\"x\",\"kind\":\"c\",\"tags\":[1]}");

        checks.require("realm", "name");
        checks.string("name", 1, 128);
        checks.integer("age", 0, 10);
        checks.oneOf("kind", List.of("a", "b"));
        checks.strings("tags", 10, 10);

        assertThat(checks.errors())
                .extracting(FieldError::field, FieldError::rule)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("realm", "required"),
                        org.assertj.core.groups.Tuple.tuple("name", "minLength"),
                        org.assertj.core.groups.Tuple.tuple("age", "type"),
                        org.assertj.core.groups.Tuple.tuple("kind", "enum"),
                        org.assertj.core.groups.Tuple.tuple("tags.0", "type"));
        assertThatThrownBy(checks::throwIfAny).isInstanceOf(InvalidException.class);
    }

    @Test
    void coercesAsTheWireDoesAndWritesItBack() {
        ObjectNode document = Json.parseObject("{\"n\":\"5\",\"b\":\"true\",\"in\":{\"n\":\"7\"}}");
        Checks checks = new Checks(document);

        assertThat(checks.integer("n", 0, 10)).contains(5L);
        assertThat(checks.bool("b")).contains(true);
        assertThat(checks.integer("in.n", 0, 10)).contains(7L);
        assertThat(Json.write(document)).isEqualTo("{\"n\":5,\"b\":true,\"in\":{\"n\":7}}");
    }

    @Test
    void takesNullForAbsent() {
        Checks checks = checks("{\"n\":null}");

        assertThat(checks.integer("n", 0, 10)).isEmpty();
        assertThat(checks.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11", "-1", "1e999999999", "-1e999999999", "99999999999999999999", "1.5", "true", "[]", "{}"})
    void refusesIntegersOutOfBounds(String number) {
        Checks checks = checks("{\"n\":" + number + "}");

        assertThat(checks.integer("n", 0, 10)).isEmpty();
        assertThat(checks.errors()).hasSize(1);
    }

    @Test
    void anEmojiIsTwoOfWhatAColumnHoldsAndOneOfWhatIsNeeded() {
        assertThat(checks("{\"s\":\"😀\"}").string("s", 1, 2)).isPresent();

        Checks tooLong = checks("{\"s\":\"😀😀\"}");
        assertThat(tooLong.string("s", 1, 3)).isEmpty();
        assertThat(tooLong.errors()).extracting(FieldError::rule).containsExactly("maxLength");

        Checks tooShort = checks("{\"s\":\"😀\"}");
        assertThat(tooShort.string("s", 2, 3)).isEmpty();
        assertThat(tooShort.errors()).extracting(FieldError::rule).containsExactly("minLength");
    }

    @Test
    void saysWhichPatternWasMissed() {
        Checks checks = checks("{\"realm\":\"a b\"}");

        checks.string("realm", 1, 253, Pattern.compile("[.\\w-]+"));

        assertThat(checks.errors().get(0).rule()).isEqualTo("pattern");
        assertThat(checks.errors().get(0).target()).isEqualTo("[.\\w-]+");
    }

    @Test
    void boundsTheWholeDocument() {
        ObjectNode document = Json.object().put("a", "xx");

        assertThat(new Checks(document).size(10).errors()).isEmpty();
        assertThat(new Checks(document).size(9).errors())
                .extracting(FieldError::field, FieldError::rule, FieldError::target)
                .containsExactly(tuple("data", "maxSize", 9));
    }

    @Test
    void keepsTheDigitsOfADecimal() {
        assertThat(checks("{\"rate\":0.000000001}").decimal("rate")).contains(new BigDecimal("0.000000001"));
    }

    private static Checks checks(String document) {
        return new Checks(Json.parseObject(document));
    }
}
