package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Accounts made by a file, while the node is killed at any instant: the same file again does what is missing, and nothing
 * twice. {@code -Dimport.rows=10000} for a large file, {@code -Dimport.kills=0} to see how long it takes alone.
 */
class AccountImportIT {
    private static final int ROWS = Integer.getInteger("import.rows", 400);
    private static final int KILLS = Integer.getInteger("import.kills", 3);
    private static final long SEED = Long.getLong("import.seed", System.nanoTime());
    /** Of a larger file only the first accounts are looked at one by one. */
    private static final int LISTED_MAX = 1_000;

    private static final Duration IMPORT_MAX = Duration.ofMinutes(10);

    @Test
    void killedAtAnyInstantOnH2NothingIsMissingOrTwice() throws Exception {
        try (Node node = new Node("import-h2", Node.freshDataOf("import-h2"), Node.freePort())) {
            imported(node, "H2");
        }
    }

    @Test
    void killedAtAnyInstantOnPostgresqlNothingIsMissingOrTwice() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Node node = new Node(
                        "import-postgresql",
                        Node.freshDataOf("import-postgresql"),
                        Node.freePort(),
                        Map.of(
                                "TRUNKLINE_DB_URL",
                                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                                "TRUNKLINE_DB_USER",
                                "postgres"))) {
            imported(node, "PostgreSQL");
        }
    }

    private static void imported(Node node, String database) throws Exception {
        node.start().awaitHealthy();
        Api api = Api.asRoot(node.base());
        String seller = api.made("PUT", "/v2/accounts", "{\"name\":\"Seller\"}")
                .path("id")
                .asText();
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            int rows = random.nextInt(ROWS);
            String task = started(api, seller);
            untilRead(api, seller, task, rows);
            node.kill();
            node.start().awaitHealthy();
            api = Api.asRoot(node.base());
            String status = status(api, seller, task).path("status").asText();
            assertThat(status).as("killed after " + rows + " rows").isIn("stopped", "success");
        }
        long begin = System.nanoTime();
        String task = started(api, seller);
        JsonNode ended = untilEnded(api, seller, task);
        System.out.printf(
                "accounts imported: database=%s rows=%d kills=%d seconds=%.1f%n",
                database, ROWS, KILLS, (System.nanoTime() - begin) / 1e9);
        assertThat(ended.path("status").asText())
                .as("seed " + SEED + " " + ended)
                .isEqualTo("success");
        assertThat(ended.path("success_count").asInt()).isEqualTo(ROWS);
        List<String> output = api.get("/v2/accounts/" + seller + "/tasks/" + task + "/output")
                .response()
                .body()
                .lines()
                .toList();
        assertThat(output).hasSize(ROWS + 1);
        assertThat(api.get("/v2/accounts/" + seller)
                        .data()
                        .path("descendants_count")
                        .asInt())
                .isEqualTo(ROWS);
        expectOneAdministratorEach(api, output);
        if (ROWS <= LISTED_MAX) {
            expectOneMailEach(node);
        }
    }

    private static void expectOneAdministratorEach(Api api, List<String> output) {
        for (String row : output.subList(1, Math.min(output.size(), LISTED_MAX + 1))) {
            String account = row.split(",")[2];
            JsonNode users = api.get("/v2/accounts/" + account + "/users").data();
            assertThat(users).as("seed " + SEED + " " + row).hasSize(1);
            assertThat(users.get(0).path("priv_level").asText()).isEqualTo("admin");
        }
    }

    private static void expectOneMailEach(Node node) {
        Map<String, Integer> mails = new HashMap<>();
        Eventually.within(IMPORT_MAX, () -> {
            mails.clear();
            try (Console console = node.openConsole()) {
                for (JsonNode mail : new ObjectMapper().readTree(console.run("mail:list -j -n 10000"))) {
                    mails.merge(
                            mail.path("kind").asText() + " " + mail.path("to").asText(), 1, Integer::sum);
                }
            }
            assertThat(mails).hasSize(ROWS);
        });
        assertThat(mails.values()).as("seed " + SEED).containsOnly(1);
        assertThat(mails.keySet()).allMatch(mail -> mail.startsWith("new_user "));
    }

    private static String started(Api api, String seller) throws IOException {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            records.add(String.format(
                    "{\"name\":\"Customer %d\",\"realm\":\"c%d.test\",\"admin_email\":\"a%d@customer.test\","
                            + "\"admin_first_name\":\"Ann\",\"admin_last_name\":\"Lee\"}",
                    i, i, i));
        }
        String path = "/v2/accounts/" + seller + "/tasks";
        String task = api.made(
                        "PUT",
                        path + "?category=accounts&action=import",
                        "{\"records\":[" + String.join(",", records) + "]}")
                .path("id")
                .asText();
        api.made("PATCH", path + "/" + task, "{}");
        return task;
    }

    private static JsonNode status(Api api, String seller, String task) {
        return api.get("/v2/accounts/" + seller + "/tasks/" + task).data().path("_read_only");
    }

    private static void untilRead(Api api, String seller, String task, int rows) {
        long end = System.nanoTime() + IMPORT_MAX.toNanos();
        while (status(api, seller, task).path("read_count").asInt() < rows && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static JsonNode untilEnded(Api api, String seller, String task) {
        Eventually.within(IMPORT_MAX, () -> assertThat(
                        status(api, seller, task).path("status").asText())
                .isNotIn("pending", "executing"));
        return status(api, seller, task);
    }
}
