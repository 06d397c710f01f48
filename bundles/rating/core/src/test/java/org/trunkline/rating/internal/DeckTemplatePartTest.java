package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.OTHER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.DeckAssignment;

/** The deck that templates give to accounts. */
class DeckTemplatePartTest {
    private static final Caller SELLER = admin(RESELLER);
    private static final JsonNode GOLD = Json.nodes().textNode("gold");

    private final World world = new World();
    private final DeckTemplatePart part = new DeckTemplatePart(world.rating, world.model, world.tree, world.tree);

    @BeforeEach
    void decks() {
        for (String deck : new String[] {"gold", "silver"}) {
            world.create(RESELLER, deck, "{'prefix':'49','rate_cost':0.1}");
        }
    }

    private Optional<String> deck() {
        return world.rating.assignment(SELLER, CUSTOMER).deck();
    }

    @Test
    void aPreviewSaysWhichDeckItWouldBe() {
        world.assign(RESELLER, CUSTOMER, "silver", null);

        assertThat(part.preview(SELLER, CUSTOMER, GOLD))
                .isEqualTo(Json.parse("{\"ratedeck_id\":{\"from\":\"silver\",\"to\":\"gold\"}}"));
        assertThat(deck()).contains("silver");
    }

    @Test
    void theDeckIsAssignedOnceAndDiscountsStay() {
        world.rating.assign(SELLER, new DeckAssignment(CUSTOMER, Optional.of("silver"), Optional.empty(), Map.of()));

        assertThat(part.apply(SELLER, CUSTOMER, GOLD)).hasSize(1);
        assertThat(deck()).contains("gold");
        int changes = world.changes.size();
        assertThat(part.apply(SELLER, CUSTOMER, GOLD)).isEmpty();
        assertThat(world.changes).hasSize(changes);
    }

    @Test
    void aDeckThatNoSellerHasIsRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> part.preview(SELLER, CUSTOMER, Json.nodes().textNode("none")))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors().get(0).field()).isEqualTo("ratedeck_id"));
        assertThatThrownBy(() -> part.check(SELLER, RESELLER, Json.nodes().textNode("no name")))
                .isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> part.check(SELLER, RESELLER, Json.nodes().numberNode(5)))
                .isInstanceOf(InvalidException.class);
        assertThat(part.check(SELLER, RESELLER, GOLD)).isEqualTo(GOLD);
    }

    @Test
    void onlyTheSellerMay() {
        assertThatThrownBy(() -> part.apply(admin(CUSTOMER), CUSTOMER, GOLD)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> part.preview(SELLER, OTHER, GOLD)).isInstanceOf(NotFoundException.class);
    }
}
