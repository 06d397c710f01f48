package org.trunkline.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trunkline.json.Json;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;

/** Samples are what receivers are told. */
@Timeout(60)
final class SamplesTest {
    private static final Map<String, String> TOPICS =
            Map.of("account", "accounts", "user", "users", "callflow", "callflows");
    private static final Map<String, String> ACTIONS =
            Map.of("doc_created", "created", "doc_edited", "changed", "doc_deleted", "deleted");

    private final Receiver receiver = new Receiver();
    private final World world = new World();

    @AfterEach
    void close() {
        world.delivery.close();
        receiver.close();
    }

    @Test
    void thereIsOneOfEachKindOfObjectAndEachThingThatMayHappenToIt() {
        List<String> told = world.webhooks.samples("object").stream()
                .map(each ->
                        each.path("type").asText() + " " + each.path("action").asText())
                .toList();

        assertThat(world.webhooks.hooks()).hasSize(1).allSatisfy(hook -> assertThat(told)
                .containsExactlyElementsOf(hook.types().stream()
                        .flatMap(type -> hook.actions().stream().map(action -> type + " " + action))
                        .toList()));
    }

    @Test
    void areTheSameAsWhatIsToldButForWhoAndWhen() {
        world.hook(receiver.uri());
        List<ObjectNode> samples = world.webhooks.samples("object");

        for (ObjectNode each : samples) {
            world.happens(
                    TOPICS.get(each.path("type").asText()),
                    OneReseller.CUSTOMER,
                    ACTIONS.get(each.path("action").asText()));
            world.delivery.deliverDue();
        }

        assertThat(receiver.told).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            ObjectNode told = Json.parseObject(receiver.told.get(i).text());
            ObjectNode sample = samples.get(i);
            for (String field : List.of("id", "account_id", "timestamp")) {
                assertThat(sample.path(field).getNodeType())
                        .isEqualTo(told.path(field).getNodeType());
                sample.set(field, told.path(field));
            }
            assertThat(Json.write(sample)).isEqualTo(Json.write(told));
        }
    }

    @Test
    void theObjectOfAnAccountIsTheAccount() {
        assertThat(world.webhooks.samples("object"))
                .filteredOn(each -> each.path("type").asText().equals("account"))
                .isNotEmpty()
                .allMatch(each -> each.path("id").equals(each.path("account_id")));
    }

    @Test
    void anUnknownHookHasNone() {
        assertThatThrownBy(() -> world.webhooks.samples("channel_create")).isInstanceOf(NotFoundException.class);
    }
}
