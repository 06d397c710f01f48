package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A reseller with a customer that has one of everything: each object by the parameter of the path that names it. */
final class Tenant {
    static final String PASSWORD = "long enough";

    final String name;
    final String reseller;
    final String customer;
    final String user;
    private final String base;
    private final String number;
    private final Map<String, String> ids = new HashMap<>();
    private String systemCarrier;

    /** @param name stands in everything that it has, and nowhere else */
    Tenant(String base, Api root, String name) {
        this.base = base;
        this.name = name;
        number = "+1415777" + (1_000 + Math.floorMod(name.hashCode(), 9_000));
        reseller = made(root, "PUT", "/v2/accounts", "{\"name\":\"" + name + " reseller\"}");
        made(root, "PUT", "/v2/accounts/" + reseller + "/reseller", "{}");
        customer = made(
                root,
                "PUT",
                "/v2/accounts/" + reseller,
                "{\"name\":\"" + name + " customer\",\"flags\":[\"" + name + "\"],\"custom_notes\":\"" + name + "\"}");
        made(root, "PUT", "/v2/accounts/" + customer, "{\"name\":\"" + name + " below\"}");
        user = user(root, customer, "admin");
        user(root, customer, "user");
        user(root, reseller, "admin");
        ids.put("user", user);
        objects(root);
        carriers(root);
        calls(root);
    }

    private void objects(Api root) {
        String own = "/v2/accounts/" + customer;
        ids.put(
                "callflow",
                made(
                        root,
                        "PUT",
                        own + "/callflows",
                        "{\"name\":\"" + name + "\",\"numbers\":[\"7001\"]," + "\"flow\":{\"module\":\"offnet\"}}"));
        ids.put("deck", name + "-deck");
        root.made("PUT", "/v2/accounts/" + reseller + "/ratedecks", "{\"name\":\"" + name + "-deck\"}");
        Api seller = resellerAdmin();
        ids.put(
                "rate",
                made(
                        seller,
                        "PUT",
                        "/v2/rates?ratedeck_id=" + name + "-deck",
                        "{\"prefix\":49,\"rate_cost\":0.09," + "\"description\":\"" + name + "\"}"));
        ids.put("task", task(seller));
        ids.put(
                "entry",
                root.made("PUT", own + "/ledgers/credit", credit(1000))
                        .path("id")
                        .asText());
        root.made("PUT", "/v2/accounts/" + reseller + "/ledgers/credit", credit(1000));
        ids.put("app", root.get(own + "/apps_store").data().path(0).path("id").asText());
        root.made("POST", own + "/allotments", "{\"outbound_international\":{\"amount\":600,\"cycle\":\"monthly\"}}");
        root.made("PUT", own + "/api_key", "{}");
        root.made(
                "POST",
                own + "/token_restrictions",
                "{\"restrictions\":{\"cb_api_auth\":{\"_\":{\"_\":[{\"rules\":{\"#\":[\"_\"]}}]}}}}");
        Api.login(base, name + " customer", "admin", "wrong");
        ids.put(
                "attempt",
                root.get(own + "/security/attempts").data().path(0).path("id").asText());
        root.made("POST", "/v2/accounts/" + reseller + "/notifications/new_user", "{\"subject\":\"" + name + "\"}");
        root.made("PUT", own + "/phone_numbers/" + number, "{}");
        root.made("PUT", own + "/whitelabel", "{\"domain\":\"" + domain() + "\",\"company_name\":\"" + name + "\"}");
        ids.put(
                "template",
                made(root, "PUT", "/v2/accounts/" + reseller + "/account_templates", "{\"name\":\"" + name + "\"}"));
        // tells nothing, so that nothing moves
        ids.put(
                "webhook",
                made(
                        root,
                        "PUT",
                        own + "/webhooks",
                        "{\"name\":\"" + name + "\",\"uri\":\"https://receiver.example/\",\"hook\":\"object\","
                                + "\"enabled\":false,\"custom_data\":{\"type\":\"all\",\"action\":\"all\"}}"));
    }

    /** One of its own, and one of the system for the paths of that; no call takes them. */
    private void carriers(Api root) {
        String carrier = "{\"name\":\"" + name + "\",\"enabled\":false,\"rules\":[\"^(.*)$\"],"
                + "\"gateways\":[{\"server\":\"sip.example\",\"username\":\"" + name + "\",\"password\":\"" + name
                + "\"}]}";
        String own = "/v2/accounts/" + customer;
        ids.put("resource", made(root, "PUT", own + "/resources", carrier));
        systemCarrier = made(root, "PUT", "/v2/resources", carrier);
        root.made("POST", own + "/access_lists", "{\"order\":\"allow,deny\",\"cidrs\":[\"192.0.2.0/24\"]}");
    }

    private String domain() {
        return name + ".example";
    }

    private String task(Api seller) {
        return made(
                seller,
                "PUT",
                "/v2/accounts/" + reseller + "/tasks?category=rates&action=import&ratedeck_id=" + name + "-deck",
                "{\"records\":[{\"prefix\":\"4930\",\"rate_cost\":\"0.01\",\"description\":\"" + name + "\"}]}");
    }

    private String credit(int amount) {
        return "{\"amount\":" + amount + ",\"source\":{\"service\":\"payments\",\"id\":\"" + name + "\"},"
                + "\"usage\":{\"type\":\"credit\",\"quantity\":1,\"unit\":\"USD\"},\"description\":\"" + name + "\"}";
    }

    /** One call that has ended, to a country that the guard does not know yet, and one that goes on. */
    private void calls(Api root) {
        root.made(
                "PATCH",
                "/v2/accounts/" + customer + "/limits/private",
                "{\"fraud_guard\":{\"new_country\":{\"outcome\":\"alert\",\"days\":30}}}");
        JsonNode made = root.made("PUT", "/v2/switches", "{\"name\":\"" + name + " switch\",\"may_backdate\":true}");
        ids.put("switch", made.path("id").asText());
        Api sbc = Api.ofSwitch(base, made.path("key").asText());
        for (String call : new String[] {name + "-ended", name + "-live"}) {
            Api.Reply begun = sbc.send(
                    "POST",
                    "/switch/v1/calls",
                    "{\"call_id\":\"" + call + "\",\"direction\":\"outbound\",\"account_id\":\"" + customer
                            + "\",\"from\":\"+14155550100\",\"to\":\"+4930123456\"}");
            if (!begun.json().path("decision").asText().equals("allow")) {
                throw new AssertionError(begun.response().body());
            }
        }
        Calls.answer(sbc, name + "-ended");
        Calls.end(sbc, name + "-ended", 0);
        ids.put("call", name + "-live");
        String own = "/v2/accounts/" + customer;
        ids.put("cdr", firstOf(root, own + "/cdrs"));
        ids.put("case", firstOf(root, own + "/fraud_cases"));
        // what the guard has found is written behind the call
        firstOf(root, own + "/audit?filter_topic=fraud");
    }

    private static String firstOf(Api root, String list) {
        Eventually.within(
                Duration.ofSeconds(30),
                () -> assertThat(root.get(list).data()).as(list).isNotEmpty());
        return root.get(list).data().path(0).path("id").asText();
    }

    /** Returns the values of the parameters of a path: what is the reseller's belongs to its account. */
    Map<String, String> values(String path) {
        Map<String, String> values = new LinkedHashMap<>(ids);
        boolean sells = Stream.of("/ratedecks", "/tasks", "/notifications", "/account_templates")
                .anyMatch(path::contains);
        values.put("account", sells ? reseller : customer);
        values.put("version", "1");
        values.put("window", "day");
        values.put("month", "202611");
        values.put("number", number(path));
        values.put("domain", domain());
        values.put("image", "logo");
        values.put("source", "payments");
        values.put("token", "none");
        values.put("hook", "object");
        id(path).ifPresent(id -> values.put("id", id));
        if (path.startsWith("/resources")) {
            values.put("resource", systemCarrier);
        }
        return values;
    }

    private String number(String path) {
        if (path.contains("/phone_numbers")) {
            return number;
        }
        return path.contains("screenshot") ? "0" : "+4930123456";
    }

    private Optional<String> id(String path) {
        if (path.contains("/cdrs")) {
            return Optional.of(ids.get("cdr"));
        }
        if (path.contains("/ledgers")) {
            return Optional.of(ids.get("entry"));
        }
        if (path.contains("/tasks")) {
            return Optional.of(ids.get("task"));
        }
        if (path.contains("/notifications")) {
            return Optional.of("new_user");
        }
        return path.startsWith("/rates") ? Optional.of(ids.get("rate")) : Optional.empty();
    }

    Api admin() {
        return client(name + " customer", "admin");
    }

    Api resellerAdmin() {
        return client(name + " reseller", "admin");
    }

    private Api client(String account, String username) {
        return Api.withToken(
                base,
                Api.login(base, account, username, PASSWORD)
                        .json()
                        .path("auth_token")
                        .asText());
    }

    private static String user(Api root, String account, String role) {
        return made(
                root,
                "PUT",
                "/v2/accounts/" + account + "/users",
                "{\"first_name\":\"A\",\"last_name\":\"B\",\"username\":\"" + role + "\",\"password\":\"" + PASSWORD
                        + "\",\"priv_level\":\"" + role + "\",\"send_email_on_creation\":false}");
    }

    private static String made(Api by, String verb, String path, String data) {
        return by.made(verb, path, data).path("id").asText();
    }
}
