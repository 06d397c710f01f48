package org.trunkline.rating.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.ExchangeRate;

/** Exchange rates on the wire. */
class ExchangeRateJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-28T13:00:00.25Z");

    @Test
    void aRateIsReadAndShownExactly() {
        ExchangeRate rate = ExchangeRateJson.wanted(
                Json.parseObject("{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1.083450001,"
                        + "\"valid_from\":\"2026-12-01T01:00:00+01:00\"}"),
                NOW);

        assertThat(rate)
                .isEqualTo(new ExchangeRate("EUR", "USD", 1_083_450_001, Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(Json.write(ExchangeRateJson.of(rate)))
                .isEqualTo("{\"id\":\"EUR-USD-20261201T000000Z\",\"from\":\"EUR\",\"to\":\"USD\","
                        + "\"rate\":1.083450001,\"valid_from\":\"2026-12-01T00:00:00Z\"}");
    }

    @Test
    void aRateIsValidFromNowWhereItDoesNotSay() {
        ExchangeRate rate =
                ExchangeRateJson.wanted(Json.parseObject("{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":2}"), NOW);

        assertThat(rate.validFrom()).isEqualTo(Instant.parse("2026-11-28T13:00:00Z"));
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        Map<String, String> bad = Map.of(
                "{}", "from to rate",
                "{\"from\":\"EUX\",\"to\":\"eur\",\"rate\":1}", "from to",
                "{\"from\":\"EUR\",\"to\":\"EUR\",\"rate\":1}", "to",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":0}", "rate",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":-1}", "rate",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1.0000000001}", "rate",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1e999999999}", "rate",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":\"x\"}", "rate",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1,\"valid_from\":\"2026-12-01\"}", "valid_from",
                "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1,\"valid_from\":\"1969-12-01T00:00:00Z\"}", "valid_from");
        bad.forEach(
                (document, fields) -> assertThatThrownBy(() -> ExchangeRateJson.wanted(Json.parseObject(document), NOW))
                        .as(document)
                        .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .containsExactlyInAnyOrder(fields.split(" "))));
    }
}
