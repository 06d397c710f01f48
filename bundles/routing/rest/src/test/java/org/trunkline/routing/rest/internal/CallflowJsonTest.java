package org.trunkline.routing.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.rest.DocumentFilter;
import org.trunkline.routing.Callflow;

/** Rows of the list of callflows (crossbar-numbers N5). */
class CallflowJsonTest {
    private static Callflow callflow(String document) {
        AccountId account = new AccountId("a".repeat(32));
        return new Callflow("c".repeat(32), account, Json.parseObject(document), Instant.EPOCH, Instant.EPOCH, 1);
    }

    @Test
    void aRowNamesTheModulesThatAreNotSkipped() {
        ObjectNode row =
                CallflowJson.row(callflow("{\"name\":\"Main\",\"numbers\":[\"1\"],\"flow\":{\"module\":\"menu\","
                        + "\"children\":{\"1\":{\"module\":\"user\"},\"2\":{\"module\":\"play\",\"data\":{\"skip_module\":true}},"
                        + "\"3\":{\"module\":\"user\"}}}}"));

        assertThat(row.toString())
                .isEqualTo("{\"id\":\"" + "c".repeat(32) + "\",\"name\":\"Main\",\"numbers\":[\"1\"],\"patterns\":[],"
                        + "\"flags\":[],\"featurecode\":false,\"modules\":[\"menu\",\"user\"]}");
    }

    /** The unchanged client deletes what a list shows for a user: a filter that is not looked at would cost all. */
    @Test
    void filtersFindNumbersAndOwners() {
        ObjectNode document = CallflowJson.filtered(callflow("{\"numbers\":[\"1\",\"no_match\"]}"));

        assertThat(DocumentFilter.of(Map.of("filter_numbers", List.of("no_match")))
                        .test(document))
                .isTrue();
        assertThat(DocumentFilter.of(Map.of("filter_numbers", List.of("2"))).test(document))
                .isFalse();
        assertThat(DocumentFilter.of(Map.of("filter_owner_id", List.of("d".repeat(32))))
                        .test(document))
                .isFalse();
    }
}
