package org.trunkline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;

/** What the demo holds the charges of the server against. */
class PriceTest {
    private final Price price = new Price(
            Json.parse(
                    """
            {"levels":[{"account_id":"c","billing":"per_minute",
              "rate":{"cost_per_minute":0.0127,"increment":6,"minimum":30,"surcharge":0.05}},
             {"account_id":"r","billing":"none"}]}"""));

    @Test
    void explainsWhatTheRateGives() {
        assertThat(price.explains(settlement("-0.06016", "0"), 45)).isTrue();
        assertThat(price.explains(settlement("-0.05635", "0"), 1)).isTrue();
        assertThat(price.explains(settlement("0", "0"), 0)).isTrue();
    }

    @Test
    void doesNotExplainAMicroMoreOrLessNorAChargeOfAFreeLevel() {
        assertThat(price.explains(settlement("-0.060161", "0"), 45)).isFalse();
        assertThat(price.explains(settlement("-0.060159", "0"), 45)).isFalse();
        assertThat(price.explains(settlement("-0.06016", "-0.000001"), 45)).isFalse();
    }

    private static JsonNode settlement(String customer, String reseller) {
        return Json.parse("{\"levels\":[{\"account_id\":\"c\",\"amount\":" + customer
                + "},{\"account_id\":\"r\",\"amount\":" + reseller + "}]}");
    }
}
