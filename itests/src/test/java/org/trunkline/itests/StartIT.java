package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The distribution as an operator meets it: it starts, stops, survives, or says in one line why it does not. */
class StartIT {

    @Test
    void startsStopsAndStartsAgainOnTheSameData() throws Exception {
        try (Node node = new Node("plain", Node.dataOf("plain"), Node.freePort())) {
            node.start().awaitHealthy();
            assertThat(node.get("/health").body()).contains("\"database\":{\"ok\":true");
            assertThat(node.log()).doesNotContain("| ERROR |");
            node.stop();

            node.start().awaitHealthy();
            node.kill();

            node.start().awaitHealthy();
            assertThat(node.log()).doesNotContain("| ERROR |");
            node.stop();
        }
    }

    @Test
    void startsOverWhatAFirstStartThatWasKilledHasLeft() throws Exception {
        Path data = Node.freshDataOf("early");
        try (Node node = new Node("early", data, Node.freePort())) {
            node.start();
            Eventually.within(Duration.ofMinutes(2), () -> assertThat(data.resolve("cache/bundle30"))
                    .exists());
            node.kill();

            node.start().awaitHealthy();
            node.stop();
        }
    }

    @Test
    void endsWithOneLineWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Node node = new Node("taken", Node.dataOf("taken"), taken.getLocalPort())) {
            node.start();

            assertThat(node.awaitExit()).isNotZero();
            assertThat(node.console())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void endsWithCodeThreeWhenAnotherNodeHoldsTheDatabase() throws Exception {
        var data = Node.dataOf("shared");
        try (Node first = new Node("first", data, Node.freePort());
                Node second = new Node("second", Node.dataOf("second"), Node.freePort())) {
            first.start().awaitHealthy();
            Files.createDirectories(Node.dataOf("second"));
            Files.createSymbolicLink(Node.dataOf("second").resolve("db"), data.resolve("db"));

            second.start();

            assertThat(second.awaitExit()).isEqualTo(3);
            assertThat(first.status("/health")).isEqualTo(200);
        }
    }
}
