package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The node is killed again and again at any instant, under load; {@code -Dstorm.kills=50} for a long storm, {@code
 * -Dstorm.seed} for the same pauses again. Between two kills lie 3 seconds at most, {@code -Dstorm.millis}: a database
 * does things after a minute that it does not do before.
 */
class StormIT {
    private static final int KILLS = Integer.getInteger("storm.kills", 5);
    private static final long SEED = Long.getLong("storm.seed", System.nanoTime());
    private static final int MILLIS_BETWEEN_MAX = Integer.getInteger("storm.millis", 3_000);

    @Test
    void killedAtAnyInstantOnH2EachCallIsChargedOnce() throws Exception {
        try (Node node = new Node("storm-h2", Node.freshDataOf("storm-h2"), Node.freePort())) {
            storm(node);
        }
    }

    @Test
    void killedAtAnyInstantOnPostgresqlEachCallIsChargedOnce() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Node node = new Node(
                        "storm-postgresql",
                        Node.freshDataOf("storm-postgresql"),
                        Node.freePort(),
                        Map.of(
                                "TRUNKLINE_DB_URL",
                                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                                "TRUNKLINE_DB_USER",
                                "postgres"))) {
            storm(node);
        }
    }

    private static void storm(Node node) throws Exception {
        node.start().awaitHealthy();
        Calls calls = Calls.set(Api.asRoot(node.base()));
        Api.asRoot(node.base())
                .made("POST", "/v2/accounts/" + calls.customer + "/limits", "{\"calls\":" + Storm.CALLS_MAX + "}");
        Random random = new Random(SEED);
        Storm storm = new Storm(calls, node.base());
        for (int kill = 0; kill < KILLS; kill++) {
            int before = storm.ended();
            Eventually.within(
                    Duration.ofMinutes(2), () -> assertThat(storm.ended()).isGreaterThan(before));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MILLIS_BETWEEN_MAX)));
            node.kill();
            node.start().awaitHealthy();
        }
        storm.stop();
        assertThat(storm.wrong()).as("seed " + SEED).isEmpty();
        assertThat(storm.refused()).isPositive();
        Api root = Api.asRoot(node.base());
        BigDecimal expected = Calls.CREDIT.subtract(Calls.COST.multiply(BigDecimal.valueOf(storm.ended())));
        // what the process had only journalled when it was killed is posted by now, or in a moment
        Eventually.within(Duration.ofSeconds(60), () -> {
            for (String account : List.of(calls.customer, calls.reseller)) {
                assertThat(calls.balance(root, account))
                        .as(storm.ended() + " calls, seed " + SEED)
                        .isEqualByComparingTo(expected);
            }
            assertThat(calls.switchOf(node.base())
                            .get("/switch/v1/calls")
                            .json()
                            .path("calls"))
                    .isEmpty();
        });
        Eventually.within(Duration.ofSeconds(30), () -> {
            try (Console console = node.openConsole()) {
                assertThat(console.run("ledger:verify")).contains("The ledger is sound.");
            }
        });
    }
}
