package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two resellers, each with a customer that has one of everything. Whatever of the one stands in a request of the other, in the
 * path, the query or the body: it is answered as if it did not exist, and stays as it was.
 */
class TenancyIT {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Stands in everything that the others have. */
    private static final String MARK = "zebra";

    /** What names nothing of a tenant: kinds, numbers, the catalogue of apps. */
    private static final Set<String> OF_NOBODY =
            Set.of("version", "window", "month", "number", "source", "app", "token", "account");

    /** With these one is somebody else, or nobody any more. */
    private static final Set<String> OF_THE_LOGIN = Set.of("password", "username");

    private static final Set<String> ENDS_TOKENS =
            Set.of("PUT accounts/{account}/auth", "PUT accounts/{account}/users/{user}/auth");

    /** What another minute changes. */
    private static final Set<String> MOVES = Set.of(
            "GET accounts/{account}/limits/spend",
            "GET accounts/{account}/ledgers/statement",
            "GET accounts/{account}/channels",
            "GET accounts/{account}/channels/{call}");

    private static Node node;
    private static Api root;
    private static Tenant ours;
    private static Tenant theirs;
    private static Described described;
    private static Bodies bodies;

    @BeforeAll
    static void start() throws Exception {
        node = new Node(
                "tenancy", Node.freshDataOf("tenancy"), Node.freePort(), Map.of("TRUNKLINE_RATE_TOKENS_MAX", "0"));
        node.start().awaitHealthy();
        root = Api.asRoot(node.base());
        root.made("PUT", "/v2/rates", "{\"prefix\":49,\"rate_cost\":0.06}");
        ours = new Tenant(node.base(), root, "horse");
        theirs = new Tenant(node.base(), root, MARK);
        described =
                new Described(Api.anonymous(node.base()).get("/v2/openapi.json").json());
        bodies = new Bodies(described);
        // that root reads an account of others is recorded once
        state();
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void anAccountOfOthersIsNotThereWhateverIsAskedOfIt() {
        Map<String, JsonNode> before = state();
        List<String> wrong = new ArrayList<>();
        for (Api client : List.of(ours.admin(), ours.resellerAdmin())) {
            for (Described.Operation operation : closed()) {
                if (operation.parameters().contains("account")) {
                    Api.Reply reply = send(client, operation, theirs.values(operation.path()));
                    if (reply.status() != 404 || reply.response().body().contains(MARK + " ")) {
                        wrong.add(operation.name() + ": " + reply.status() + " "
                                + reply.response().body());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anObjectOfOthersIsAnsweredAsOneThatDoesNotExist() {
        Map<String, JsonNode> before = state();
        List<String> wrong = new ArrayList<>();
        for (Api client : List.of(ours.admin(), ours.resellerAdmin())) {
            for (Described.Operation operation : closed()) {
                for (String parameter : operation.parameters()) {
                    String there = theirs.values(operation.path()).get(parameter);
                    Map<String, String> own = ours.values(operation.path());
                    if (OF_NOBODY.contains(parameter) || there == null || there.equals(own.get(parameter))) {
                        continue;
                    }
                    own.put(parameter, there);
                    Api.Reply reply = send(client, operation, own);
                    own.put(parameter, there.substring(0, there.length() - 4) + "0000");
                    Api.Reply nothing = send(client, operation, own);
                    if (reply.status() != nothing.status()
                            || reply.status() != 404 && reply.status() != 403
                            || !reply.json()
                                    .path("message")
                                    .equals(nothing.json().path("message"))) {
                        wrong.add(operation.name() + " with their " + parameter + ": " + reply.status() + " "
                                + reply.response().body() + ", and " + nothing.status() + " for none");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void idsOfOthersInABodyShowAndChangeNothingOfTheirs() {
        Map<String, JsonNode> before = state();
        List<String> wrong = new ArrayList<>();
        Api customer = ours.admin();
        Api seller = ours.resellerAdmin();
        for (Described.Operation operation : closed()) {
            if (bodies.of(operation).isEmpty() || ENDS_TOKENS.contains(operation.name())) {
                continue;
            }
            ObjectNode right = bodies.of(operation).orElseThrow();
            String at = operation.at(ours.values(operation.path()));
            described.fields(described.data(operation).orElseThrow(), (field, schema) -> {
                if (!isText(schema) || OF_THE_LOGIN.contains(field)) {
                    return;
                }
                for (String id : List.of(theirs.customer, theirs.reseller, theirs.user)) {
                    String body = "{\"data\":" + Bodies.with(right, field, NODES.textNode(id)) + "}";
                    for (Api client : List.of(customer, seller)) {
                        Api.Reply reply = client.send(operation.verb(), at, body);
                        if (reply.status() == 401
                                || reply.status() >= 500
                                || reply.response().body().contains(MARK)) {
                            wrong.add(operation.name() + " " + field + ": " + reply.status() + " "
                                    + reply.response().body());
                        }
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatIsLookedForIsNotFoundAmongOthers() {
        Api seller = ours.resellerAdmin();
        List<String> paths = List.of(
                "/v2/search?t=account&q=name&v=" + MARK,
                "/v2/search?t=account&q=id&v=" + theirs.customer,
                "/v2/search/multi?t=account&by_name=" + MARK + "&by_id=" + theirs.reseller,
                "/v2/rates?ratedeck_id=" + MARK + "-deck",
                "/v2/rates?ratedeck_id=" + MARK + "-deck&prefix=49",
                "/v2/rates/ratedecks",
                "/v2/accounts/" + ours.reseller + "/descendants?filter_name=" + MARK + "%20customer",
                "/v2/accounts/" + ours.reseller + "/ledgers/balances?filter_account.id=" + theirs.customer,
                "/v2/accounts/" + ours.customer + "/cdrs?filter_call_id=" + MARK + "-ended",
                "/v2/accounts/" + ours.customer + "/channels?descendants=true",
                "/v2/accounts/" + ours.reseller + "/audit?filter_object_id=" + theirs.customer);
        List<String> wrong = new ArrayList<>();
        for (String path : paths) {
            Api.Reply reply = seller.get(path);
            boolean shown = reply.data().toString().contains(MARK)
                    || reply.data().toString().contains(theirs.customer);
            if (reply.status() >= 500 || reply.status() == 200 && shown) {
                wrong.add(path + ": " + reply.status() + " " + reply.response().body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isText(JsonNode schema) {
        return schema.path("type").asText().equals("string")
                && !schema.has("enum")
                && schema.path("maxLength").asInt(32) >= 32;
    }

    /** Operations that want a token. */
    private static List<Described.Operation> closed() {
        return described.operations().stream()
                .filter(each -> !each.json().has("security"))
                .toList();
    }

    private static Api.Reply send(Api client, Described.Operation operation, Map<String, String> values) {
        String body = operation.json().has("requestBody")
                ? "{\"data\":" + bodies.of(operation).orElseGet(NODES::objectNode) + "}"
                : null;
        return client.send(operation.verb(), operation.at(values), body);
    }

    /** Returns everything that can be read of theirs. */
    private static Map<String, JsonNode> state() {
        Map<String, JsonNode> state = new TreeMap<>();
        for (Described.Operation operation : closed()) {
            boolean isRead =
                    operation.verb().equals("GET") && operation.answersJson() && !MOVES.contains(operation.name());
            if (isRead && operation.parameters().contains("account")) {
                String at = operation.at(theirs.values(operation.path()));
                state.put(operation.name(), root.get(at).data());
            }
        }
        return state;
    }
}
