package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description that a running distribution gives of itself is complete and true. */
class OpenApiIT {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([A-Z]+) \\|.*");
    private static final Set<String> VERBS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");

    private static Node node;
    private static Api root;
    private static Tenant tenant;
    private static Described described;

    @BeforeAll
    static void start() throws Exception {
        node = new Node(
                "openapi", Node.freshDataOf("openapi"), Node.freePort(), Map.of("TRUNKLINE_RATE_TOKENS_MAX", "0"));
        node.start().awaitHealthy();
        root = Api.asRoot(node.base());
        root.made("PUT", "/v2/rates", "{\"prefix\":49,\"rate_cost\":0.06}");
        tenant = new Tenant(node.base(), root, "described");
        described =
                new Described(Api.anonymous(node.base()).get("/v2/openapi.json").json());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void itHasEveryRowOfTheTableOfRightsAndNoOther() throws IOException {
        Set<String> table = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "rights.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                table.add(row.group(2) + " " + row.group(1));
            }
        }
        assertThat(described.operations())
                .extracting(Described.Operation::name)
                .containsExactlyInAnyOrderElementsOf(table);
    }

    @Test
    void whatIsDescribedIsServedAndNothingElse() {
        List<Described.Operation> operations = described.operations();
        Api nobody = Api.anonymous(node.base());
        Set<String> wrong = new TreeSet<>();
        for (Described.Operation operation : operations) {
            String at = operation.at(tenant.values(operation.path()));
            for (String verb : VERBS) {
                Api.Reply reply = nobody.send(verb, at, verb.equals("GET") ? null : "{\"data\":{}}");
                // a word in one path may be a parameter of another
                List<Described.Operation> known = operations.stream()
                        .filter(each -> each.verb().equals(verb) && each.leadsTo(operation.path()))
                        .toList();
                boolean isOwn = known.stream().anyMatch(each -> each.path().equals(operation.path()));
                boolean served = reply.status() != 405;
                if (served && known.isEmpty() || !served && isOwn) {
                    wrong.add(verb + " " + operation.path() + ": " + reply.status());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyGetAnswersWhatIsDescribed() {
        Shape shape = new Shape(described);
        Api admin = tenant.admin();
        Api seller = tenant.resellerAdmin();
        List<String> wrong = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int answered = 0;
        for (Described.Operation operation : described.operations()) {
            if (!operation.verb().equals("GET") || !operation.answersJson()) {
                continue;
            }
            String at = operation.at(tenant.values(operation.path())) + query(operation);
            Api.Reply reply = List.of(root, seller, admin).stream()
                    .map(client -> client.get(at))
                    .filter(each -> each.status() == 200)
                    .findFirst()
                    .orElseGet(() -> root.get(at));
            if (reply.status() != 200) {
                refused.add(operation.name() + ": " + reply.status());
                continue;
            }
            answered++;
            shape.wrong(reply.json(), described.answer(operation))
                    .forEach(each -> wrong.add(operation.name() + ": " + each));
        }
        assertThat(wrong).isEmpty();
        // of what the tenant has none of, it is answered that there is none
        assertThat(refused).allMatch(each -> each.endsWith(": 404") || each.equals("GET user_auth/{token}: 401"));
        assertThat(refused).hasSizeLessThan(answered / 4);
    }

    private static String query(Described.Operation operation) {
        return switch (operation.path()) {
            case "/search" -> "?t=account&q=name&v=described";
            case "/search/multi" -> "?t=account&by_name=described";
            case "/rates/{id}" -> "?ratedeck_id=described-deck";
            case "/auth/tokeninfo" ->
                "?token="
                        + Api.login(node.base(), "root", Node.ROOT_USER, Node.ROOT_PASSWORD)
                                .json()
                                .path("auth_token")
                                .asText();
            default -> "";
        };
    }

    @Test
    void whatIsMadeAndChangedIsAnsweredAsItIsDescribed() {
        Shape shape = new Shape(described);
        List<String> wrong = new ArrayList<>();
        String account = "/v2/accounts/" + tenant.customer;
        String made = checked(shape, wrong, "PUT", "/accounts/{account}", account, "{\"name\":\"made here\"}")
                .path("id")
                .asText();
        String own = "/v2/accounts/" + made;
        checked(shape, wrong, "POST", "/accounts/{account}", own, "{\"name\":\"changed here\",\"own\":[1]}");
        checked(shape, wrong, "PATCH", "/accounts/{account}", own, "{\"timezone\":\"Europe/Berlin\"}");
        String users = "/accounts/{account}/users";
        String user = checked(shape, wrong, "PUT", users, own + "/users", "{\"first_name\":\"A\",\"last_name\":\"B\"}")
                .path("id")
                .asText();
        checked(shape, wrong, "PATCH", users + "/{user}", own + "/users/" + user, "{\"email\":\"a@b.example\"}");
        checked(shape, wrong, "DELETE", users + "/{user}", own + "/users/" + user, null);
        checked(shape, wrong, "PUT", "/accounts/{account}/api_key", own + "/api_key", "{}");
        checked(shape, wrong, "POST", "/accounts/{account}/limits", own + "/limits", "{\"calls\":3}");
        checked(shape, wrong, "PATCH", "/accounts/{account}/limits/private", own + "/limits/private", "{\"calls\":4}");
        String explain = "{\"direction\":\"outbound\",\"from\":\"+14155550100\",\"to\":\"+4930123456\"}";
        checked(shape, wrong, "POST", "/accounts/{account}/limits/explain", account + "/limits/explain", explain);
        checked(shape, wrong, "PUT", "/accounts/{account}/ledgers/grant", own + "/ledgers/grant", "{\"amount\":5}");
        checked(shape, wrong, "PUT", "/accounts/{account}/reseller", own + "/reseller", "{}");
        checked(shape, wrong, "DELETE", "/accounts/{account}/reseller", own + "/reseller", null);
        checked(shape, wrong, "DELETE", "/accounts/{account}", own, null);
        checked(shape, wrong, "POST", "/accounts/{account}/restore", own + "/restore", "{}");
        String exchange = "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1.1}";
        String rate = checked(shape, wrong, "PUT", "/exchange_rates", "/v2/exchange_rates", exchange)
                .path("id")
                .asText();
        checked(shape, wrong, "DELETE", "/exchange_rates/{id}", "/v2/exchange_rates/" + rate, null);

        assertThat(wrong).isEmpty();
    }

    private static JsonNode checked(Shape shape, List<String> wrong, String verb, String path, String at, String data) {
        Described.Operation operation = described.operations().stream()
                .filter(each -> each.verb().equals(verb) && each.path().equals(path))
                .findFirst()
                .orElseThrow();
        Api.Reply reply = root.send(verb, at, data == null ? null : "{\"data\":" + data + "}");
        if (!operation.status().equals(Integer.toString(reply.status()))) {
            wrong.add(operation.name() + ": " + reply.status() + " "
                    + reply.response().body());
        }
        shape.wrong(reply.json(), described.answer(operation)).forEach(each -> wrong.add(operation.name() + each));
        return reply.data();
    }
}
