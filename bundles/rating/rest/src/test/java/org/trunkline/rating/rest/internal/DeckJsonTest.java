package org.trunkline.rating.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.Deck;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.RateDifference;
import org.trunkline.rating.RateDocument;

/** Decks and their differences on the wire. */
class DeckJsonTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aDeckShowsSettingsAndVersions() {
        DeckVersion version = new DeckVersion(3, AT, AT.plusSeconds(60), 7, "imported 7 rates");
        DeckSettings settings = new DeckSettings(Optional.of("EUR"), Optional.empty(), 6, 0);

        assertThat(Json.write(DeckJson.of(new Deck(
                        new AccountId("a".repeat(32)), "gold", settings, false, version, List.of(version), 2))))
                .isEqualTo("{\"currency\":\"EUR\",\"rate_increment\":6,\"rate_minimum\":0,\"retired\":false,"
                        + "\"id\":\"gold\",\"name\":\"gold\",\"_read_only\":{\"account_id\":\"" + "a".repeat(32)
                        + "\",\"version\":3,\"versions\":[{\"version\":3,\"created\":63934542245,"
                        + "\"effective_from\":63934542305,\"rates\":7,\"origin\":\"imported 7 rates\"}]}}");
    }

    @Test
    void whatIsNotGivenIsTheDefault() {
        assertThat(DeckJson.wanted(Json.object())).isEqualTo(new DeckJson.Wanted(DeckSettings.DEFAULT, false));
        assertThat(DeckJson.wanted(Json.parseObject(
                        "{\"timezone\":\"Europe/Berlin\",\"rate_minimum\":0,\"retired\":true,\"rates\":9}")))
                .isEqualTo(new DeckJson.Wanted(
                        new DeckSettings(Optional.empty(), Optional.of(ZoneId.of("Europe/Berlin")), 60, 0), true));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThatThrownBy(() -> DeckJson.wanted(Json.parseObject(
                        "{\"currency\":\"XQQ\",\"timezone\":\"Moon\",\"rate_increment\":0,\"rate_minimum\":-1,"
                                + "\"retired\":\"maybe\"}")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "currency", "timezone", "rate_increment", "rate_minimum", "retired"));
        assertThatThrownBy(() -> DeckJson.name(Json.object())).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> DeckJson.version(Json.parseObject("{\"from\":\"x\"}"), "from"))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void differencesAreRowsWithBothPrices() throws IOException {
        RateDifference dearer = new RateDifference(
                RateDifference.Kind.DEARER,
                Optional.of(rate("{\"prefix\":44,\"rate_cost\":0.10,\"direction\":[\"inbound\"]}")),
                Optional.of(rate("{\"prefix\":44,\"rate_cost\":0.000000001,\"description\":\"a, b\","
                        + "\"direction\":[\"inbound\"],\"rate_increment\":6}")));

        assertThat(csv(List.of(dearer).iterator()))
                .isEqualTo("change,id,prefix,direction,description,rate_cost_before,rate_cost,rate_surcharge_before,"
                        + "rate_surcharge,rate_minimum_before,rate_minimum,rate_increment_before,rate_increment,"
                        + "rate_nocharge_time_before,rate_nocharge_time\r\n"
                        + "dearer,XX-44,44,inbound,\"a, b\",0.10,0.000000001,,,,,,6,,\r\n");
    }

    @Test
    void manyDifferencesAreMadeWhileTheyAreRead() throws IOException {
        RateDifference gone = new RateDifference(
                RateDifference.Kind.GONE, Optional.of(rate("{\"prefix\":44,\"rate_cost\":1}")), Optional.empty());

        assertThat(csv(Collections.nCopies(2_001, gone).iterator()).lines()).hasSize(2_002);
        assertThat(csv(Collections.emptyIterator()).lines()).hasSize(1);
    }

    private static String csv(Iterator<RateDifference> differences) throws IOException {
        return new String(DifferenceCsv.of(differences).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static RateDocument rate(String json) {
        return new RateDocument("XX-44", Json.parseObject(json));
    }
}
