package org.trunkline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;

/** The filters of crossbar-api §1.6 over one document. */
class DocumentFilterTest {
    private static final ObjectNode DOCUMENT = Json.parseObject("{\"name\":\"Ann\",\"enabled\":true,\"size\":5,"
            + "\"numbers\":[\"no_match\"],\"tags\":[\"a\",\"b\"],\"contact\":{\"mail\":\"a@b.c\"},\"empty\":\"\","
            + "\"none\":null,\"void\":[],\"pvt_created\":100,\"_read_only\":{\"modified\":200}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filter_name                | Ann            | true",
                "filter_name                | ann            | false",
                "filter_missing             | x              | false",
                "filter_missing             | ''             | false",
                "filter_enabled             | true           | true",
                "filter_size                | 5              | true",
                "filter_size                | 50             | false",
                "filter_contact.mail        | a@b.c          | true",
                "filter_contact             | a@b.c          | false",
                "filter_numbers             | no_match       | true",
                "filter_tags                | ab             | true",
                "filter_tags                | b              | true",
                "filter_tags                | c              | false",
                "filter_name                | [\"Bob\",\"Ann\"] | true",
                "filter_name                | [\"Bob\"]      | false",
                "filter_size                | [4,5]          | true",
                "filter_name                | [broken        | false",
                "filter_not_name            | Ann            | false",
                "filter_not_name            | Bob            | true",
                "filter_not_missing         | x              | true",
                "filter_not_numbers         | no_match       | false",
                "has_key                    | name           | true",
                "has_key                    | contact.mail   | true",
                "has_key                    | none           | false",
                "has_key                    | empty          | true",
                "key_missing                | name           | false",
                "key_missing                | contact.fax    | true",
                "has_value                  | name           | true",
                "has_value                  | empty          | false",
                "has_value                  | void           | false",
                "value_missing              | empty          | true",
                "missing_value              | name           | false",
                "created_from               | 100            | true",
                "created_from               | 101            | false",
                "created_to                 | 100            | true",
                "created_to                 | 99             | false",
                "modified_from              | 200            | true",
                "modified_to                | 199            | false",
                "created_from               | soon           | false",
                "_                          | 123            | true",
                "name                       | Bob            | true"
            })
    void comparesAsTheWireDoes(String name, String value, boolean passes) {
        assertThat(DocumentFilter.of(Map.of(name, List.of(value))).test(DOCUMENT))
                .isEqualTo(passes);
    }

    @Test
    void wantsAllOfThem() {
        Map<String, List<String>> both = Map.of("filter_name", List.of("Ann"), "filter_size", List.of("6"));

        assertThat(DocumentFilter.of(both).test(DOCUMENT)).isFalse();
    }

    @Test
    void countsARepeatedParameterOnce() {
        assertThat(DocumentFilter.of(Map.of("filter_name", List.of("Ann", "Bob")))
                        .test(DOCUMENT))
                .isTrue();
    }

    @Test
    void isEmptyWithoutFilters() {
        assertThat(DocumentFilter.of(Map.of("_", List.of("1"), "page_size", List.of("5")))
                        .isEmpty())
                .isTrue();
    }
}
