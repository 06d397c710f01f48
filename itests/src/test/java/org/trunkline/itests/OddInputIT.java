package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a description forbids is refused by the name of the field, and nothing that anybody sends makes the server fail. */
class OddInputIT {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The seed of a run that failed, to play it again. */
    private static final String SEED = "trunkline.seed";

    private static final Map<String, String> UNLIMITED = Map.of("TRUNKLINE_RATE_TOKENS_MAX", "0");

    private static final int REQUESTS_PER_OPERATION = 40;

    /** Where another refusal comes first: of what is no valid token or file, or of a number that is not there or is reserved. */
    private static final Set<String> NOT_BY_FIELD = Set.of(
            "POST auth/tokeninfo",
            "PUT tasks",
            "PUT accounts/{account}/tasks",
            "PATCH accounts/{account}/phone_numbers/collection",
            "PUT accounts/{account}/phone_numbers/collection/activate",
            "PUT accounts/{account}/phone_numbers/{number}/reserve");

    /** Looked for among what there is: a value that is none is not found, and not wrong. */
    private static final Set<String> LOOKED_FOR = Set.of("switch_id");

    /** A running distribution and a tenant in it. */
    private record World(Node node, Api root, Tenant tenant, Described described, Bodies bodies) {
        static World of(Node node) throws IOException {
            node.start().awaitHealthy();
            Api root = Api.asRoot(node.base());
            root.made("PUT", "/v2/rates", "{\"prefix\":49,\"rate_cost\":0.06}");
            Tenant tenant = new Tenant(node.base(), root, "odd");
            Described described = new Described(
                    Api.anonymous(node.base()).get("/v2/openapi.json").json());
            return new World(node, root, tenant, described, new Bodies(described));
        }
    }

    private static Node node;
    private static World h2;

    @BeforeAll
    static void start() throws Exception {
        node = new Node("odd", Node.freshDataOf("odd"), Node.freePort(), UNLIMITED);
        h2 = World.of(node);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void whatIsDescribedAsForbiddenIsRefusedAndTheFieldIsNamed() {
        List<String> wrong = new ArrayList<>();
        for (Described.Operation operation : h2.described.operations()) {
            if (NOT_BY_FIELD.contains(operation.name())
                    || h2.bodies.of(operation).isEmpty()) {
                continue;
            }
            ObjectNode right = h2.bodies.of(operation).orElseThrow();
            String at = operation.at(h2.tenant.values(operation.path()));
            h2.described.fields(h2.described.data(operation).orElseThrow(), (field, schema) -> {
                if (!LOOKED_FOR.contains(field)) {
                    forbidden(schema).forEach((what, value) -> {
                        Api.Reply reply = h2.root.send(operation.verb(), at, body(Bodies.with(right, field, value)));
                        if (reply.status() != 400 || !names(reply.data(), field)) {
                            wrong.add(operation.name() + " " + field + " " + what + ": " + reply.status() + " "
                                    + cut(reply.response().body()));
                        }
                    });
                }
            });
            h2.described.required(h2.described.data(operation).orElseThrow()).forEach(field -> {
                Api.Reply reply =
                        h2.root.send(operation.verb(), at, body(right.deepCopy().without(field)));
                if (reply.status() != 400 || !names(reply.data(), field)) {
                    wrong.add(operation.name() + " without " + field + ": " + reply.status() + " "
                            + cut(reply.response().body()));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void textsAsLongAsTheyMayBeFailNowhere() {
        assertThat(failedByLongTexts(h2)).isEmpty();
    }

    private static List<String> failedByLongTexts(World world) {
        List<String> failed = new ArrayList<>();
        for (Described.Operation operation : world.described.operations()) {
            if (world.bodies.of(operation).isEmpty()) {
                continue;
            }
            ObjectNode right = world.bodies.of(operation).orElseThrow();
            String at = operation.at(world.tenant.values(operation.path()));
            world.described.fields(world.described.data(operation).orElseThrow(), (field, schema) -> {
                for (String character : List.of("a", "😀", "İ", "\u0301")) {
                    if (schema.has("maxLength")) {
                        String text = character.repeat(schema.get("maxLength").asInt() / character.length());
                        Api.Reply reply = world.root.send(
                                operation.verb(), at, body(Bodies.with(right, field, NODES.textNode(text))));
                        if (reply.status() >= 500) {
                            failed.add(operation.name() + " " + field + " of " + character + ": " + reply.status());
                        }
                    }
                }
            });
        }
        return failed;
    }

    /** Values that the schema does not allow, by what is wrong with them. */
    private static Map<String, JsonNode> forbidden(JsonNode schema) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        switch (schema.path("type").asText("")) {
            case "string", "array" -> values.put("type", NODES.numberNode(5));
            case "integer", "number", "boolean", "object" -> values.put("type", NODES.textNode("no such"));
            default -> {}
        }
        if (schema.has("enum")) {
            values.put("enum", NODES.textNode("no such"));
        }
        if (schema.has("maxLength")) {
            int max = schema.get("maxLength").asInt();
            values.put("maxLength", NODES.textNode("a".repeat(max + 1)));
            values.put("maxLength in UTF-16", NODES.textNode("😀".repeat(max / 2 + 1)));
        }
        if (schema.has("minimum")) {
            values.put("minimum", NODES.numberNode(schema.get("minimum").asLong() - 2));
        }
        if (schema.has("maximum")) {
            values.put(
                    "maximum",
                    NODES.numberNode(schema.get("maximum").decimalValue().add(java.math.BigDecimal.ONE)));
        }
        if (schema.has("pattern")) {
            values.put("pattern", NODES.textNode("no such \u0001"));
        }
        if (schema.has("items")) {
            forbidden(h2.described.resolved(schema.get("items")))
                    .forEach((what, value) ->
                            values.put("item " + what, NODES.arrayNode().add(value)));
        }
        if (schema.has("maxItems") && schema.path("items").path("type").asText().equals("string")) {
            ArrayNode list = NODES.arrayNode();
            for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
                list.add("x" + i);
            }
            values.put("maxItems", list);
        }
        return values;
    }

    private static boolean names(JsonNode data, String field) {
        boolean named = false;
        for (Map.Entry<String, JsonNode> each : data.properties()) {
            String name = each.getKey();
            named |= name.equals(field) || name.startsWith(field + ".") || field.startsWith(name + ".");
        }
        return named;
    }

    private static String body(JsonNode data) {
        return "{\"data\":" + data + "}";
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 120));
    }

    @Test
    void nothingThatIsSentMakesTheServerFail() throws IOException {
        assertThat(failedByOddRequests(h2)).isEmpty();
    }

    @Test
    void thatHoldsOnPostgresqlToo() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Node other =
                        new Node("odd-postgresql", Node.freshDataOf("odd-postgresql"), Node.freePort(), at(server))) {
            World postgresql = World.of(other);
            assertThat(failedByLongTexts(postgresql)).isEmpty();
            assertThat(failedByOddRequests(postgresql)).isEmpty();
        }
    }

    private static Map<String, String> at(EmbeddedPostgres server) {
        Map<String, String> environment = new HashMap<>(UNLIMITED);
        environment.put("TRUNKLINE_DB_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres");
        environment.put("TRUNKLINE_DB_USER", "postgres");
        return environment;
    }

    private static List<String> failedByOddRequests(World world) throws IOException {
        long seed = Long.getLong(SEED, 20_261_129L);
        System.out.println("-D" + SEED + "=" + seed);
        OddRequests odd =
                new OddRequests(new Random(seed), world.node.base(), world.described, world.bodies, world.tenant);
        List<String> failed = new ArrayList<>();
        for (Described.Operation operation : world.described.operations()) {
            for (int i = 0; i < REQUESTS_PER_OPERATION; i++) {
                odd.send(operation).ifPresent(failed::add);
            }
        }
        world.node.log().lines().filter(line -> line.contains("Request failed")).forEach(failed::add);
        if (world.node.status("/health") != 200) {
            failed.add("the server is not well");
        }
        return failed;
    }
}
