package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the screens of Monster UI ask by themselves, and what they cannot do without. */
class ScreensIT {
    private static Node node;
    private static Api root;
    private static Tenant tenant;

    /** Who has logged in. */
    private record Person(String name, Api api, String account, String user, boolean admin) {
        static Person of(String name, String account, String username, String password) {
            Api.Reply login = Api.login(node.base(), account, username, password);
            assertThat(login.status()).as(login.response().body()).isEqualTo(201);
            String token = login.json().path("auth_token").asText();
            JsonNode data = login.data();
            String own = data.path("account_id").asText();
            Api api = Api.withToken(node.base(), token);
            String user = data.path("owner_id").asText();
            String level = api.get("/v2/accounts/" + own + "/users/" + user)
                    .data()
                    .path("priv_level")
                    .asText();
            return new Person(name, api, own, user, level.equals("admin"));
        }

        String own() {
            return "/v2/accounts/" + account;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        node = new Node("screens", Node.freshDataOf("screens"), Node.freePort());
        node.start().awaitHealthy();
        root = Api.asRoot(node.base());
        tenant = new Tenant(node.base(), root, "acme");
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    static Stream<Person> people() {
        return Stream.of(
                Person.of("root", "root", Node.ROOT_USER, Node.ROOT_PASSWORD),
                Person.of("administrator of a reseller", "acme reseller", "admin", Tenant.PASSWORD),
                Person.of("administrator of a customer", "acme customer", "admin", Tenant.PASSWORD),
                Person.of("user of a customer", "acme customer", "user", Tenant.PASSWORD));
    }

    private static JsonNode ok(Api by, String path) {
        // the client defeats caches
        Api.Reply reply = by.get(path + (path.contains("?") ? "&" : "?") + "_=1764000000000");
        assertThat(reply.status()).as(path + ": " + reply.response().body()).isEqualTo(200);
        return reply.data();
    }

    private static JsonNode changed(Api by, String verb, String path, String data) {
        Api.Reply reply = by.send(verb, path, "{\"data\":" + data + "}");
        assertThat(reply.status())
                .as(verb + " " + path + ": " + reply.response().body())
                .isEqualTo(200);
        return reply.data();
    }

    @ParameterizedTest
    @MethodSource("people")
    void whoLogsInSeesNoErrorDialog(Person person) {
        Api api = person.api();
        String own = person.own();
        String self = own + "/users/" + person.user();

        ok(api, own + "/external_numbers");
        JsonNode account = ok(api, own);
        assertThat(account.path("name").isTextual()).isTrue();
        assertThat(account.path("enabled").asBoolean()).isTrue();
        assertThat(account.path("created").isIntegralNumber()).isTrue();
        assertThat(account.path("is_reseller").isBoolean()).isTrue();
        assertThat(account.path("superduper_admin").isBoolean()).isTrue();
        assertThat(account.path("reseller_id").asText()).matches("[0-9a-f]{32}");
        assertThat(account.has("ui_restrictions"))
                .as("else the client writes its own")
                .isTrue();
        ObjectNode user = (ObjectNode) ok(api, self);
        assertThat(user.path("first_name").isTextual()).isTrue();
        assertThat(user.path("last_name").isTextual()).isTrue();
        for (JsonNode app : ok(api, own + "/apps_store")) {
            assertThat(app.path("i18n").isObject()).isTrue();
            assertThat(app.has("api_url")).as("it would replace this API").isFalse();
        }
        JsonNode patched = changed(api, "PATCH", self, "{\"appList\":[],\"ui_metadata\":{\"ui\":\"monster-ui\"}}");
        assertThat(patched.path("priv_level").asText()).isEqualTo(person.admin() ? "admin" : "user");
        assertThat(patched.path("id").asText()).isEqualTo(person.user());
        user.withObject("/ui_help/myaccount").put("showfirstUseWalkthrough", false);
        changed(api, "POST", self, user.toString());
        assertThat(ok(api, own + "/alerts").isArray()).isTrue();
        assertThat(api.get(own + "/access_lists").status()).isIn(200, 404);
        assertThat(ok(api, own + "/ledgers/total").path("amount").isNumber()).isTrue();
        assertThat(ok(api, own + "/limits").path("twoway_trunks").isIntegralNumber())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("people")
    void theControlCentreOpensWithAllItsTabs(Person person) {
        Api api = person.api();
        String own = person.own();
        String range = "?created_from=63950000000&created_to=63952000000";

        JsonNode ledgers = ok(api, own + "/ledgers" + range);
        assertThat(ledgers.isObject()).isTrue();
        ok(
                api,
                own + "/ledgers/per-minute-voip" + range
                        + "&page_size=50&filter_not_metadata.manual_bookkeeping_tool=true");
        ok(api, own + "/ledgers/adjustments" + range + "&paginate=false");
        assertThat(ok(api, own + "/services/summary").path("invoices").isArray())
                .isTrue();
        assertThat(ok(api, own + "/transactions" + range + "&paginate=false&reason=no_calls")
                        .isArray())
                .isTrue();
        assertThat(api.get(own + "/braintree/customer").status())
                .as("401 would loop, 200 would promise cards")
                .isEqualTo(404);
        for (JsonNode callflow : ok(api, own + "/callflows?filter_numbers=no_match")) {
            ok(api, own + "/callflows/" + callflow.path("id").asText());
        }
    }

    static Stream<Person> administrators() {
        return people().filter(Person::admin);
    }

    @ParameterizedTest
    @MethodSource("administrators")
    void theAccountPageRenders(Person person) {
        boolean own = person.account().equals(tenant.customer);
        accountPage(person.api(), own ? person.own() : "/v2/accounts/" + tenant.customer);
    }

    private static void accountPage(Api api, String account) {
        JsonNode document = ok(api, account);
        for (JsonNode user : ok(api, account + "/users")) {
            assertThat(user.path("first_name").isTextual()).isTrue();
            assertThat(user.path("last_name").isTextual()).isTrue();
        }
        assertThat(ok(api, account + "/users?filter_priv_level=admin"))
                .isNotEmpty()
                .allSatisfy(user -> assertThat(user.path("priv_level").asText()).isEqualTo("admin"));
        ok(api, account + "/limits");
        ok(api, account + "/phone_numbers/classifiers?paginate=false")
                .properties()
                .forEach(each ->
                        assertThat(each.getValue().path("name").asText()).isEqualTo(each.getKey()));
        ok(api, account + "/ledgers/total");
        ok(api, account + "/apps_store");
        for (JsonNode above : ok(api, account + "/tree")) {
            assertThat(above.path("name").isTextual()).isTrue();
        }
        ok(api, account + "/multi_factor");
        assertThat(ok(api, account + "/security").path("account").isObject()).isTrue();
        ok(api, account + "/phone_numbers?filter_state=%5B%22in_service%22%2C%22port_in%22%5D&pagiante=false");
        JsonNode noMatch = ok(api, account + "/callflows?filter_numbers=no_match");
        if (noMatch.isEmpty()) {
            Api.Reply made = api.send(
                    "PUT",
                    account + "/callflows",
                    "{\"data\":{\"numbers\":[\"no_match\"],\"flow\":{\"children\":{},\"data\":{},\"module\":\"offnet\"}}}");
            assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        }
        JsonNode flow = ok(
                        api,
                        account + "/callflows/"
                                + ok(api, account + "/callflows?filter_numbers=no_match")
                                        .at("/0/id")
                                        .asText())
                .path("flow");
        assertThat(flow.path("data").isObject()).isTrue();
        // the list of sales people is that of the reseller, which may be out of sight
        String seller = document.path("reseller_id").asText();
        assertThat(api.get("/v2/accounts/" + seller + "/users?paginate=false").status())
                .isIn(200, 403, 404);
    }

    @Test
    void theListOfAccountsScrollsAndSearches() {
        JsonNode children = ok(root, "/v2/accounts/" + tenant.reseller + "/children?ascending=true");
        assertThat(children).isNotEmpty().allSatisfy(each -> {
            assertThat(each.path("name").isTextual()).isTrue();
            assertThat(each.path("realm").isTextual()).isTrue();
            assertThat(each.path("descendants_count").isIntegralNumber()).isTrue();
        });
        JsonNode found = ok(root, "/v2/search/multi?t=account&by_name=acme&by_realm=acme&by_id=acme");
        assertThat(found.isObject()).isTrue();
        assertThat(found.path("name").findValuesAsText("name")).contains("acme customer");
        JsonNode tree = ok(tenant.resellerAdmin(), "/v2/accounts/" + tenant.customer + "/tree");
        assertThat(tree.findValuesAsText("id"))
                .as("from the caller's own account on")
                .containsExactly(tenant.reseller);
    }

    @Test
    void takingAnAdministratorAwayTakesNothingElse() {
        String own = "/v2/accounts/" + tenant.customer;
        String user = root.made(
                        "PUT",
                        own + "/users",
                        "{\"first_name\":\"D\",\"last_name\":\"E\",\"username\":\"d@acme.example\",\"email\":\"d@acme.example\","
                                + "\"password\":\"abcd1234\",\"priv_level\":\"admin\"}")
                .path("id")
                .asText();
        for (String list : List.of("devices", "vmboxes", "callflows", "conferences")) {
            assertThat(ok(root, own + "/" + list + "?paginate=false&filter_owner_id=" + user))
                    .as(list)
                    .isEmpty();
        }
        JsonNode gone = changed(root, "DELETE", own + "/users/" + user, "{\"ui_metadata\":{}}");
        assertThat(gone.path("first_name").asText()).isEqualTo("D");
        assertThat(ok(root, own + "/callflows")).isNotEmpty();
    }

    @Test
    void whatIsReadAndSentBackChangesNothing() {
        Api seller = tenant.resellerAdmin();
        String account = "/v2/accounts/" + tenant.customer;
        for (String path : List.of(account, account + "/limits", account + "/users/" + tenant.user)) {
            JsonNode before = ok(seller, path);
            ObjectNode sent = before.deepCopy();
            sent.remove(List.of(
                    "billing_mode",
                    "superduper_admin",
                    "wnm_allow_additions",
                    "created",
                    "is_reseller",
                    "reseller_id"));
            sent.putObject("ui_metadata").put("version", "4.3.0").put("ui", "monster-ui");

            changed(seller, "POST", path, sent.toString());

            assertThat(ok(seller, path)).as(path).isEqualTo(before);
        }
    }

    @Test
    void everyOriginMayAskWithoutAToken() {
        Api nobody = Api.anonymous(node.base());
        for (String path : List.of("/v2/user_auth", "/v2/accounts/" + "f".repeat(32) + "/limits", "/v2/no/such")) {
            Api.Reply preflight = nobody.send(
                    "OPTIONS",
                    path,
                    null,
                    "Origin",
                    "https://portal.example",
                    "Access-Control-Request-Method",
                    "PATCH",
                    "Access-Control-Request-Headers",
                    "content-type,x-auth-token");
            HttpHeaders headers = preflight.response().headers();
            assertThat(preflight.status()).as(path).isEqualTo(200);
            assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(headers.firstValue("Access-Control-Allow-Headers")
                            .orElse("")
                            .toLowerCase())
                    .contains("x-auth-token", "content-type");
            assertThat(headers.firstValue("Access-Control-Allow-Methods").orElse(""))
                    .contains("PATCH", "DELETE");
        }
    }

    @Test
    void errorsAreAsTheClientReadsThem() {
        Api nobody = Api.anonymous(node.base());
        List<Api.Reply> errors = List.of(
                Api.login(node.base(), "root", "nobody", "wrong password"),
                nobody.send("GET", "/v2/accounts/" + tenant.customer, null, "Origin", "https://portal.example"),
                root.get("/v2/accounts/" + "f".repeat(32)),
                root.get("/v2/no/such/thing"),
                root.send("PUT", "/v2/accounts", "{\"data\":{}}"),
                root.send("PUT", "/v2/accounts", "{\"data\":"));
        for (Api.Reply error : errors) {
            String body = error.response().body();
            assertThat(error.response().headers().firstValue("Content-Type"))
                    .as(body)
                    .contains("application/json");
            assertThat(error.json().path("error").textValue()).isEqualTo(Integer.toString(error.status()));
            assertThat(error.data().isObject()).as(body).isTrue();
            assertThat(error.response().headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
        }
    }

    @Test
    void beforeALoginTheWordUndefinedIsNoToken() {
        Api early = Api.withToken(node.base(), "undefined");
        assertThat(early.get("/v2/whitelabel/portal.example").status()).isEqualTo(404);
        assertThat(early.get("/v2/whitelabel/portal.example/logo").status()).isEqualTo(404);
        assertThat(early.get("/v2/whitelabel/portal.example/icon").status()).isEqualTo(404);
        assertThat(early.get("/v2/whitelabel/portal.example/welcome").status()).isEqualTo(404);
        assertThat(early.send("POST", "/v2/user_auth/recovery", "{\"data\":{\"reset_id\":\"" + "a".repeat(40) + "\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(early.send("POST", "/v2/auth/tokeninfo", "{\"data\":{\"token\":\"a.b.c\"}}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void routesEndWithASlashToo() {
        Api seller = tenant.resellerAdmin();
        ok(seller, "/v2/accounts/" + tenant.customer + "/match_lists/");
        ok(seller, "/v2/accounts/" + tenant.customer + "/");
        assertThat(seller.get("/v2/accounts/" + tenant.customer + "/service_plans?paginate=false")
                        .status())
                .as("without billing there are no plans")
                .isEqualTo(404);
    }
}
