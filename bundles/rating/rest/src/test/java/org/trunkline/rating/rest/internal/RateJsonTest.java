package org.trunkline.rating.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.Price;
import org.trunkline.rating.Quote;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateDocument;

/** What the wire shows of rates, and what it takes. */
class RateJsonTest {
    private static final AccountId ACME = new AccountId("a".repeat(32));

    @Test
    void aQuoteHasDecimalsAsTextAndHidesWhatTheSellerPays() {
        Rate rate = new Rate(
                "GB-44",
                "GB_44",
                "Britain",
                "retail",
                "44",
                new Price(12_700_000, 50_000_000, 30, 6, 0),
                "USD",
                OptionalLong.of(5_000_000));

        ObjectNode answer = RateJson.of(new Quote("+442071234567", rate, 56_350));

        assertThat(Json.write(answer))
                .isEqualTo("{\"Base-Cost\":0.05635,\"E164-Number\":\"+442071234567\",\"Prefix\":\"44\","
                        + "\"Rate\":\"0.0127\",\"Rate-Description\":\"Britain\",\"Rate-ID\":\"GB-44\","
                        + "\"Rate-Increment\":\"6\",\"Rate-Minimum\":\"30\",\"Rate-Name\":\"GB_44\","
                        + "\"Rate-NoCharge-Time\":\"0\",\"Ratedeck-ID\":\"retail\",\"Surcharge\":\"0.05\","
                        + "\"Currency\":\"USD\",\"Rate-Currency\":\"USD\"}");
    }

    @Test
    void aQuoteTellsDiscountAndBothCurrencies() {
        Price price = new Price(12_700_000, 0, 30, 6, 0).discounted(1_250).exchanged(21_669, 20_000);
        Rate rate = new Rate("GB-44", "GB_44", "", "retail", "44", price, "EUR", OptionalLong.empty());

        ObjectNode answer = RateJson.of(new Quote("+442071234567", rate, 6_020, "USD"));

        assertThat(answer.path("Currency").asText()).isEqualTo("USD");
        assertThat(answer.path("Rate-Currency").asText()).isEqualTo("EUR");
        assertThat(Json.write(answer.path("Discount-Percentage"))).isEqualTo("12.5");
    }

    @Test
    void aRowOfTheListHasTheWiresNames() {
        ObjectNode document = Json.parseObject(
                "{\"rate_name\":\"GB_44\",\"rate_cost\":0.10,\"prefix\":44,\"rate_surcharge\":0,\"weight\":3}");

        assertThat(Json.write(RateJson.row(new RateDocument("GB-44", document))))
                .isEqualTo("{\"id\":\"GB-44\",\"name\":\"GB_44\",\"cost\":0.10,\"prefix\":44,\"surcharge\":0}");
    }

    @Test
    void nullAndEmptyNameNoDeck() {
        ObjectNode sent = Json.parseObject("{\"ratedeck_id\":null,\"default_ratedeck_id\":\"\"}");

        assertThat(RateJson.assignment(ACME, sent)).isEqualTo(DeckAssignment.none(ACME));
        assertThat(RateJson.assignment(ACME, Json.parseObject("{\"ratedeck_id\":\"retail\"}")))
                .isEqualTo(new DeckAssignment(ACME, Optional.of("retail"), Optional.empty()));
        assertThatThrownBy(() -> RateJson.assignment(ACME, Json.parseObject("{\"ratedeck_id\":7}")))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void discountsArePercentagesByClass() {
        ObjectNode sent = Json.parseObject(
                "{\"discounts\":{\"did_us\":{\"percentage\":2.50},\"caribbean\":{\"percentage\":100}}}");

        DeckAssignment assignment = RateJson.assignment(ACME, sent);

        assertThat(assignment.discounts()).isEqualTo(Map.of("did_us", 250, "caribbean", 10_000));
        assertThat(Json.write(RateJson.of(assignment)))
                .isEqualTo("{\"discounts\":{\"caribbean\":{\"percentage\":100},\"did_us\":{\"percentage\":2.5}}}");
        for (String bad : List.of(
                "7",
                "{\"did_us\":7}",
                "{\"did_us\":{\"percentage\":-1}}",
                "{\"did_us\":{\"percentage\":100.01}}",
                "{\"did_us\":{\"percentage\":1.001}}",
                "{\"did_us\":{\"percentage\":\"x\"}}")) {
            assertThatThrownBy(() -> RateJson.assignment(ACME, Json.parseObject("{\"discounts\":" + bad + "}")))
                    .as(bad)
                    .isInstanceOf(InvalidException.class);
        }
    }

    @Test
    void prefixesToLookUpAreDigits() {
        assertThat(RateJson.digits("+12015551234")).isEqualTo("12015551234");
        assertThatThrownBy(() -> RateJson.digits("44x")).isInstanceOf(InvalidException.class);
    }
}
