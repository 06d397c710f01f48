package org.trunkline.limits.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.AccountLimits;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;

/** Limits on the wire (crossbar-api §5.2). */
class LimitsJsonTest {

    private static AccountLimits limits(String json, int users) {
        ObjectNode document = Json.parseObject(json);
        Limits limits = LimitForm.readStored(document, Limits.DEFAULTS).withUsers(users);
        return new AccountLimits(new AccountId("c".repeat(32)), limits, document, 1);
    }

    @Test
    void bundledTrunksStandBesideThoseThatAreSet() {
        AccountLimits limits = limits("{\"twoway_trunks\":1,\"bundled_twoway_trunks\":\"user\"}", 3);

        JsonNode shown = LimitsJson.answer(limits).data();

        assertThat(shown.path("twoway_trunks").intValue()).isEqualTo(1);
        assertThat(shown.path("_read_only").path("trunks").path("twoway_trunks").intValue())
                .isEqualTo(4);
        assertThat(shown.has("bundled_twoway_trunks")).isFalse();
        assertThat(LimitsJson.all(limits).data().path("bundled_twoway_trunks").textValue())
                .isEqualTo("user");
        assertThat(LimitsJson.all(limits).data().path("_read_only")).isEqualTo(shown.path("_read_only"));
    }

    @Test
    void whereNothingIsBundledThereIsNothingToRead() {
        assertThat(LimitsJson.answer(limits("{\"twoway_trunks\":1}", 3)).data().has("_read_only"))
                .isFalse();
    }
}
