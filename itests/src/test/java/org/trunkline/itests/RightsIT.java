package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every endpoint of the running distribution × role × relation, against the table of docs/rights.md. */
class RightsIT {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([A-Z]+) \\| ([a-z ]+) \\|");
    private static final String PASSWORD = "long enough";
    private static final String NOTHING = "f".repeat(32);

    /** Would end the tokens of those who ask next: only those who may not are asked. */
    private static final Set<String> ENDS_TOKENS = Set.of("PUT accounts/{account}/auth");

    /** What a request must say before anybody looks at who asks. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("PUT accounts/{account}/auth", "{\"action\":\"reset_signature_secret\"}"),
            Map.entry("PUT accounts/{account}/users/{user}/auth", "{\"action\":\"reset_signature_secret\"}"),
            Map.entry("PUT accounts/{account}/users/{user}/user_auth", "{\"action\":\"impersonate_user\"}"),
            Map.entry("POST accounts/{account}/channels/{call}", "{\"action\":\"hangup\"}"),
            Map.entry("POST accounts/{account}/fraud_cases/{case}", "{\"state\":\"allowed\"}"),
            Map.entry(
                    "POST accounts/{account}/limits/explain",
                    "{\"direction\":\"outbound\",\"from\":\"+14155550100\",\"to\":\"+4930123456\"}"),
            Map.entry("POST accounts/{account}/move", "{\"to\":\"" + NOTHING + "\"}"),
            Map.entry("PUT accounts/{account}/ratedecks", "{\"name\":\"retail\"}"),
            Map.entry("PUT accounts/{account}/ratedecks/{deck}/versions", "{\"from\":1}"),
            Map.entry(
                    "PUT accounts/{account}/tasks",
                    "{\"category\":\"no\",\"action\":\"such\",\"records\":[{\"a\":\"b\"}]}"),
            Map.entry("PUT tasks", "{\"category\":\"no\",\"action\":\"such\",\"records\":[{\"a\":\"b\"}]}"),
            Map.entry("PUT rates", "{\"prefix\":\"4930\",\"rate_cost\":0.1}"),
            Map.entry("PUT exchange_rates", "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1.1}"));

    /** Sentences of the wire that tell a caller more than a status would. */
    private static final Set<String> SENTENCES = Set.of(
            "account_has_descendants",
            "No rate found for this number",
            "sub-accounts of non-master resellers must contact the reseller to change their allotments");

    /** Where an unknown word is refused for that. */
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("accounts/{account}/whitelabel/{image}", "accounts/{account}/whitelabel/logo"),
            Map.entry("accounts/{account}/limits/spend/{window}", "accounts/{account}/limits/spend/day"),
            Map.entry("accounts/{account}/notifications/{id}", "accounts/{account}/notifications/new_user"),
            Map.entry(
                    "accounts/{account}/notifications/{id}/preview",
                    "accounts/{account}/notifications/new_user/preview"));

    private record Right(String verb, String path, String who) {
        String name() {
            return verb + " " + path;
        }
    }

    /** Somebody who asks, by role and by how its account stands to the one that is asked about. */
    private enum Who {
        NOBODY,
        ROOT_ADMIN,
        ROOT_USER,
        SELLER_ADMIN,
        SELLER_USER,
        OWN_ADMIN,
        OWN_USER,
        CHILD_ADMIN,
        STRANGER_ADMIN;

        boolean isAdmin() {
            return name().endsWith("ADMIN");
        }

        boolean sees() {
            return this != CHILD_ADMIN && this != STRANGER_ADMIN;
        }
    }

    private static Node node;
    private static final Map<Who, Api> CLIENTS = new LinkedHashMap<>();
    private static String customer;
    private static String user;
    private static String app;

    @BeforeAll
    static void start() throws Exception {
        // each asks hundreds of times from one address
        node = new Node(
                "rights", Node.freshDataOf("rights"), Node.freePort(), Map.of("TRUNKLINE_RATE_TOKENS_MAX", "0"));
        node.start().awaitHealthy();
        Api root = Api.asRoot(node.base());
        String rootId = root.get("/v2/auth/tokeninfo?token=" + token("root", Node.ROOT_USER, Node.ROOT_PASSWORD))
                .data()
                .path("account_id")
                .asText();
        String seller = account(root, rootId, "rights seller");
        root.made("PUT", "/v2/accounts/" + seller + "/reseller", "{}");
        String stranger = account(root, rootId, "rights stranger");
        root.made("PUT", "/v2/accounts/" + stranger + "/reseller", "{}");
        customer = account(root, seller, "rights customer");
        String child = account(root, customer, "rights child");
        user = user(root, customer, "victim", "user");
        app = root.get("/v2/accounts/" + customer + "/apps_store")
                .data()
                .path(0)
                .path("id")
                .asText();
        CLIENTS.put(Who.NOBODY, Api.anonymous(node.base()));
        CLIENTS.put(Who.ROOT_ADMIN, root);
        login(root, rootId, "root", Who.ROOT_USER);
        login(root, seller, "rights seller", Who.SELLER_ADMIN, Who.SELLER_USER);
        login(root, customer, "rights customer", Who.OWN_ADMIN, Who.OWN_USER);
        login(root, child, "rights child", Who.CHILD_ADMIN);
        login(root, stranger, "rights stranger", Who.STRANGER_ADMIN);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static String account(Api by, String parent, String name) {
        return by.made("PUT", "/v2/accounts/" + parent, "{\"name\":\"" + name + "\"}")
                .path("id")
                .asText();
    }

    private static String user(Api by, String account, String name, String role) {
        return by.made(
                        "PUT",
                        "/v2/accounts/" + account + "/users",
                        "{\"first_name\":\"A\",\"last_name\":\"B\",\"username\":\"" + name + "\",\"password\":\""
                                + PASSWORD + "\",\"priv_level\":\"" + role + "\",\"send_email_on_creation\":false}")
                .path("id")
                .asText();
    }

    private static void login(Api root, String account, String name, Who... all) {
        for (Who who : all) {
            String username = who.name().toLowerCase(Locale.ROOT);
            user(root, account, username, who.isAdmin() ? "admin" : "user");
            CLIENTS.put(who, Api.withToken(node.base(), token(name, username, PASSWORD)));
        }
    }

    private static String token(String account, String username, String password) {
        return Api.login(node.base(), account, username, password)
                .json()
                .path("auth_token")
                .asText();
    }

    private static List<Right> table() throws IOException {
        List<Right> rights = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "rights.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rights.add(new Right(row.group(2), row.group(1), row.group(3)));
            }
        }
        return rights.stream().distinct().toList();
    }

    @Test
    void theTableHasEveryEndpointAndNoOther() throws IOException {
        JsonNode paths =
                CLIENTS.get(Who.ROOT_ADMIN).get("/v2/openapi.json").json().path("paths");
        Set<String> there = new TreeSet<>();
        paths.properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> there.add(
                        verb.toUpperCase(Locale.ROOT) + " " + path.getKey().substring(1))));

        assertThat(table()).extracting(Right::name).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void everybodyMayDoWhatTheTableSaysAndNothingElse() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Right> rights = new ArrayList<>(table());
        rights.sort(Comparator.comparing(RightsIT::order));
        for (Right right : rights) {
            for (Map.Entry<Who, Api> client : CLIENTS.entrySet()) {
                boolean passes = passes(right, client.getKey());
                if (passes && ENDS_TOKENS.contains(right.name())) {
                    continue;
                }
                Api.Reply reply = send(client.getValue(), right);
                if (!fits(right, client.getKey(), passes, reply)) {
                    wrong.add(right.name() + " (" + right.who() + ") as " + client.getKey() + ": " + reply.status()
                            + " " + reply.response().body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theAuditShowsAnAccountNothingThatItMayNotSee() {
        Api root = CLIENTS.get(Who.ROOT_ADMIN);
        Api own = CLIENTS.get(Who.OWN_ADMIN);
        String path = "/v2/accounts/" + customer;
        root.made("PATCH", path, "{\"custom_notes\":\"a note about them\",\"org\":\"Seen Ltd\"}");
        root.made("PATCH", path + "/limits/private", "{\"max_day_spend_amount\":12345}");

        String audit = own.get(path + "/audit").response().body();
        String fromAbove =
                CLIENTS.get(Who.SELLER_ADMIN).get(path + "/audit").response().body();

        assertThat(audit).contains("Seen Ltd", "\"above\":true").doesNotContain("a note about them", "12345");
        assertThat(fromAbove).contains("Seen Ltd", "a note about them", "12345", "PATCH accounts/" + customer);
        assertThat(own.send("GET", path + "/audit", null, "Accept", "text/csv")
                        .response()
                        .body())
                .contains("Seen Ltd")
                .doesNotContain("a note about them");
    }

    /** What is deleted is asked for no more, and who is a reseller decides about others. */
    private static String order(Right right) {
        if (right.name().equals("PUT accounts/{account}/reseller")) {
            return "3";
        }
        return right.verb().equals("DELETE") ? "2" + (1_000 - right.path().length()) : "1" + right.path();
    }

    private static Api.Reply send(Api client, Right right) {
        String path = PATHS.getOrDefault(right.path(), right.path())
                .replace("{account}", customer)
                .replace("{user}", user)
                .replace("{app}", app)
                .replace("{version}", "1")
                .replace("{month}", "202611")
                .replace("{number}", "+14155550100")
                .replaceAll("\\{[a-z_]+}", NOTHING);
        boolean withBody = Set.of("PUT", "POST", "PATCH").contains(right.verb());
        String body = "{\"data\":" + BODIES.getOrDefault(right.name(), "{}") + "}";
        return client.send(right.verb(), "/v2/" + path, withBody ? body : null);
    }

    private static boolean passes(Right right, Who who) {
        boolean account = right.path().startsWith("accounts/{account}");
        if (who == Who.NOBODY || account && !who.sees()) {
            return right.who().equals("anybody");
        }
        return switch (right.who()) {
            case "anybody", "any token", "read" -> true;
            case "admin", "any admin", "reseller" -> who.isAdmin();
            case "above", "seller" -> who == Who.ROOT_ADMIN || who == Who.SELLER_ADMIN;
            case "root", "root alone" -> who == Who.ROOT_ADMIN;
            case "any reseller" -> who == Who.ROOT_ADMIN || who == Who.SELLER_ADMIN || who == Who.STRANGER_ADMIN;
            case "self" -> false;
            case "root read" -> who == Who.ROOT_ADMIN || who == Who.ROOT_USER;
            case "read above" -> who.name().startsWith("ROOT") || who.name().startsWith("SELLER");
            default -> throw new IllegalStateException(right.toString());
        };
    }

    private static boolean fits(Right right, Who who, boolean passes, Api.Reply reply) {
        int status = reply.status();
        // an icon is no JSON
        if (SENTENCES.stream().anyMatch(reply.response().body()::contains)) {
            return true;
        }
        if (passes) {
            // wrong credentials are 401 where nobody needs others; what is not there is 404, what a request lacks is
            // 400
            boolean credentials = right.who().equals("anybody") || right.path().equals("user_auth/{token}");
            boolean onlyForResellers = right.who().equals("reseller") && status == 403;
            return onlyForResellers || !(status == 401 && !credentials || status == 403 || status >= 500);
        }
        if (who == Who.NOBODY) {
            return status == 401;
        }
        if (!right.path().startsWith("accounts/{account}")) {
            // what is root's is not there for others
            return status == 403 || status == 404;
        }
        if (right.who().equals("root alone") && who != Who.ROOT_USER) {
            return status == 404;
        }
        boolean findsFirst = right.name().equals("POST accounts/{account}/fraud_cases/{case}") && status == 404;
        return findsFirst || status == (who.sees() ? 403 : 404);
    }
}
