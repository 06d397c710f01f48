package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.R2;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;

/** Limits that templates give to accounts. */
class LimitTemplatePartTest {
    private static final Caller SELLER = Caller.apiKey(R2);

    @TempDir
    Path journal;

    private World world;
    private LimitTemplatePart part;

    @BeforeEach
    void open() {
        world = new World(journal);
        part = new LimitTemplatePart(world.limits);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static JsonNode json(String text) {
        return Json.parse(text);
    }

    @Test
    void aPreviewSaysWhatWouldChangeAndChangesNothing() {
        world.limits.merge(SELLER, C, Json.parseObject("{\"calls\":3,\"inbound_trunks\":2}"));
        JsonNode wanted = json("{\"calls\":5,\"twoway_trunks\":1,\"inbound_trunks\":2,\"max_day_spend_amount\":9.5}");

        JsonNode changes = part.preview(SELLER, C, wanted);

        assertThat(changes)
                .isEqualTo(json("{\"limits.calls\":{\"from\":3,\"to\":5},\"limits.twoway_trunks\":{\"to\":1},"
                        + "\"limits.max_day_spend_amount\":{\"to\":9.5}}"));
        assertThat(world.limits.get(SELLER, C).limits().calls()).isEqualTo(3);
    }

    @Test
    void whatIsAppliedStandsAndOnceMoreChangesNothing() {
        world.limits.merge(SELLER, C, Json.parseObject("{\"inbound_trunks\":2,\"note\":\"kept\"}"));
        JsonNode wanted = part.check(SELLER, R2, json("{\"calls\":\"5\",\"max_day_spend_amount\":9.50}"));

        assertThat(part.apply(SELLER, C, wanted)).hasSize(2);

        assertThat(world.limits.get(SELLER, C).limits().calls()).isEqualTo(5);
        assertThat(world.limits.get(SELLER, C).limits().trunks().inbound()).isEqualTo(2);
        assertThat(world.limits.get(SELLER, C).document().path("note").asText()).isEqualTo("kept");
        long revision = world.limits.get(SELLER, C).revision();
        assertThat(part.apply(SELLER, C, wanted)).isEmpty();
        assertThat(world.limits.get(SELLER, C).revision()).isEqualTo(revision);
    }

    @Test
    void aNullMakesALimitInheritedAgain() {
        world.limits.merge(SELLER, C, Json.parseObject("{\"calls\":3}"));

        assertThat(part.apply(SELLER, C, part.check(SELLER, R2, json("{\"calls\":null}"))))
                .isEqualTo(json("{\"limits.calls\":{\"from\":3}}"));

        assertThat(world.limits.get(SELLER, C).document().has("calls")).isFalse();
    }

    @Test
    void whatIsNoLimitIsToldByItsPath() {
        assertThatThrownBy(
                        () -> part.check(SELLER, R2, json("{\"calls\":-7,\"descendant_defaults\":{\"enabled\":true}}")))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder("limits.calls", "limits.descendant_defaults.enabled"));
        assertThatThrownBy(() -> part.check(SELLER, R2, json("5"))).isInstanceOf(InvalidException.class);
        assertThat(part.check(SELLER, R2, json("{\"id\":\"limits\",\"pvt_allotments\":{}}")))
                .isEmpty();
    }

    @Test
    void onlySellersOfTheAccountMay() {
        assertThatThrownBy(() -> part.preview(Caller.apiKey(C), C, json("{\"calls\":5}")))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> part.apply(Caller.apiKey(C), C, json("{\"calls\":5}")))
                .isInstanceOf(ForbiddenException.class);
    }
}
