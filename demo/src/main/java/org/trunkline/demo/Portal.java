package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.trunkline.json.Json;

/** The REST API as a reseller's portal uses it. Every request that is not granted ends the demo. */
public final class Portal {
    private static final Set<String> TASK_RUNNING = Set.of("pending", "executing");
    private static final long POLL_MILLIS = 200;

    private final Http http;
    private final String account;

    private Portal(Http http, String account) {
        this.http = http;
        this.account = account;
    }

    public static Portal login(Http http, String accountName, String user, String password) {
        ObjectNode data = Json.object()
                .put("credentials", credentials(user, password))
                .put("method", "md5")
                .put("account_name", accountName);
        JsonNode body = must("log in", http.json("PUT", "/v2/user_auth", enveloped(data)));
        String account = body.path("data").path("account_id").asText();
        return new Portal(http.with("X-Auth-Token", body.path("auth_token").asText()), account);
    }

    static String credentials(String user, String password) {
        try {
            String text = user.toLowerCase(Locale.ROOT) + ":" + password;
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the id of the account that the caller belongs to. */
    public String ownAccount() {
        return account;
    }

    public String createAccount(String parent, String name) {
        JsonNode body = put("accounts/" + parent, Json.object().put("name", name));
        return body.path("data").path("id").asText();
    }

    public void promote(String account) {
        put("accounts/" + account + "/reseller", Json.object());
    }

    void change(String account, ObjectNode changes) {
        must("change an account", http.json("PATCH", "/v2/accounts/" + account, enveloped(changes)));
    }

    void trunks(String account, int twoway) {
        ObjectNode limits = Json.object()
                .put("twoway_trunks", twoway)
                .put("inbound_trunks", 0)
                .put("outbound_trunks", 0)
                .put("allow_prepay", true);
        limits(account, limits);
    }

    /** Sets all limits of an account; those that are not named get their defaults. */
    public void limits(String account, ObjectNode limits) {
        ObjectNode body = enveloped(limits).put("accept_charges", true);
        must("set limits", http.json("POST", "/v2/accounts/" + account + "/limits", body));
    }

    public void credit(String account, BigDecimal amount) {
        ObjectNode data = Json.object().put("description", "Opening credit");
        data.set("amount", Json.number(amount));
        data.putObject("source").put("service", "payments").put("id", "opening-" + account);
        data.putObject("usage").put("type", "credit").put("quantity", 1).put("unit", "USD");
        put("accounts/" + account + "/ledgers/credit", data);
    }

    /** Makes the reseller's own deck the one that it sells. */
    public void sellsOwnDeck(String account) {
        ObjectNode data = Json.object().put("default_ratedeck_id", "ratedeck");
        must(
                "choose the deck of a reseller",
                http.json("POST", "/v2/accounts/" + account + "/deck_assignment", enveloped(data)));
    }

    BigDecimal balance(String account) {
        JsonNode body = must("read a balance", http.get("/v2/accounts/" + account + "/ledgers/total"));
        return body.path("data").path("amount").decimalValue();
    }

    /** Returns the sums per service, such as {@code per-minute-voip}. */
    JsonNode ledgers(String account) {
        return must("read ledgers", http.get("/v2/accounts/" + account + "/ledgers"))
                .path("data");
    }

    /** Returns the key of a new switch. */
    public String switchKey(String name) {
        // the clock of the file is not ours, so the times of this switch must be believed
        ObjectNode data = Json.object().put("name", name).put("may_backdate", true);
        return put("switches", data).path("data").path("key").asText();
    }

    /** Imports the rates as the deck of the account and waits for the end; tells how many rows are done meanwhile. */
    public void importDeck(String account, Path csv, LongConsumer progress) {
        String tasks = "/v2/accounts/" + account + "/tasks";
        JsonNode created;
        try {
            created = must(
                    "send a deck",
                    http.send(
                            "PUT",
                            tasks + "?category=rates&action=import&file_name=" + csv.getFileName(),
                            "text/csv",
                            BodyPublishers.ofFile(csv)));
        } catch (FileNotFoundException e) {
            throw new DemoFailure("the deck is gone: " + e.getMessage(), e);
        }
        String task = tasks + "/" + readOnly(created).path("id").asText();
        must("start the import", http.json("PATCH", task, enveloped(Json.object())));
        JsonNode state = readOnly(must("watch the import", http.get(task)));
        while (TASK_RUNNING.contains(state.path("status").asText())) {
            progress.accept(state.path("success_count").asLong());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            state = readOnly(must("watch the import", http.get(task)));
        }
        if (!state.path("status").asText().equals("success")) {
            throw new DemoFailure("the deck was not imported: " + Json.write(state));
        }
        progress.accept(state.path("success_count").asLong());
    }

    private static JsonNode readOnly(JsonNode body) {
        return body.path("data").path("_read_only");
    }

    private JsonNode put(String path, ObjectNode data) {
        return must("PUT " + path, http.json("PUT", "/v2/" + path, enveloped(data)));
    }

    private static ObjectNode enveloped(ObjectNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        return body;
    }

    private static JsonNode must(String what, Http.Reply reply) {
        if (!reply.ok()) {
            throw new DemoFailure("could not " + what + ": " + reply.status() + " " + reply.body());
        }
        return reply.body();
    }
}
