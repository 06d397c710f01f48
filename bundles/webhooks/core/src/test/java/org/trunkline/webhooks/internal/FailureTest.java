package org.trunkline.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.Webhook;

/** Receivers that fail are asked again, later each time, and not for ever. */
@Timeout(60)
final class FailureTest {
    private final Receiver receiver = new Receiver();
    private World world = new World();

    @AfterEach
    void close() {
        world.delivery.close();
        receiver.close();
    }

    private Webhook stored(Webhook webhook) {
        return world.webhooks.get(World.CUSTOMER, OneReseller.CUSTOMER, webhook.id());
    }

    private List<String> reasons() {
        return world.attempts().stream().map(Attempt::reason).toList();
    }

    @Test
    void isAskedAgainLaterEachTimeUntilItsRetriesAreSpent() {
        world.hook(receiver.uri());
        receiver.status = 503;
        world.userIsCreated();

        List<Duration> pauses = new ArrayList<>();
        world.delivery.deliverDue();
        for (int i = 0; i < 2; i++) {
            Duration waited = Duration.ZERO;
            while (world.delivery.deliverDue() == 0) {
                world.clock.move(Duration.ofSeconds(1));
                waited = waited.plusSeconds(1);
            }
            pauses.add(waited);
        }
        world.clock.move(Duration.ofHours(1));

        assertThat(pauses).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(40));
        assertThat(world.delivery.deliverDue()).isZero();
        assertThat(receiver.told).hasSize(3);
        assertThat(receiver.told)
                .extracting(each -> each.header(Letter.ATTEMPT))
                .containsExactly("1", "2", "3");
        assertThat(world.attempts()).extracting(Attempt::retriesLeft).containsExactly(2, 1, 0);
        assertThat(reasons()).containsOnly("the receiver answers 503");
    }

    @Test
    void waitsNoLongerThanAnHour() {
        assertThat(Attempts.delay(1)).isEqualTo(Attempts.DELAY_MIN);
        assertThat(Attempts.delay(5)).isEqualTo(Duration.ofSeconds(2_560));
        assertThat(Attempts.delay(6)).isEqualTo(Attempts.DELAY_MAX);
        assertThat(Attempts.delay(Integer.MAX_VALUE)).isEqualTo(Attempts.DELAY_MAX);
    }

    @Test
    void isDisabledAfterFailuresInARowAndSaysWhy() {
        Webhook webhook = world.hook(receiver.uri()).webhook();
        receiver.status = 500;
        for (int i = 0; i < 4; i++) {
            world.userIsCreated();
        }
        for (int i = 0; i < 20; i++) {
            world.delivery.deliverDue();
            world.clock.move(Duration.ofHours(1));
        }

        assertThat(receiver.told).hasSize(6);
        assertThat(stored(webhook).enabled()).isFalse();
        assertThat(stored(webhook).disableReason()).contains("6 failures in a row, the last: the receiver answers 500");
        assertThat(world.changes.get(world.changes.size() - 1).action()).isEqualTo("disabled");
        world.userIsCreated();

        receiver.status = 200;
        assertThat(world.webhooks.reEnable(World.CUSTOMER, OneReseller.CUSTOMER, false))
                .extracting(Webhook::id)
                .containsExactly(webhook.id());
        assertThat(stored(webhook).disableReason()).isEmpty();
        assertThat(world.delivery.deliverDue()).as("what has waited").isEqualTo(2);
    }

    @Test
    void aSuccessBetweenFailuresKeepsItEnabled() {
        Webhook webhook = world.hook(receiver.uri()).webhook();
        for (int i = 0; i < 10; i++) {
            receiver.status = i % 5 == 4 ? 204 : 500;
            world.userIsCreated();
            world.delivery.deliverDue();
            world.clock.move(Duration.ofHours(1));
        }

        assertThat(stored(webhook).enabled()).isTrue();
    }

    @Test
    void onlyThoseThatTrunklineHasDisabledAreEnabledAgain() {
        Webhook resting = world.hook(receiver.uri()).webhook();
        world.webhooks.merge(
                World.CUSTOMER,
                OneReseller.CUSTOMER,
                resting.id(),
                org.trunkline.json.Json.object().put("enabled", false),
                revision -> true);

        assertThat(world.webhooks.reEnable(World.RESELLER, OneReseller.RESELLER, true))
                .isEmpty();
        assertThat(stored(resting).enabled()).isFalse();
    }

    @Test
    void whatIsTooOldIsNotTold() {
        world.hook(receiver.uri());
        world.userIsCreated();
        world.clock.move(Duration.ofHours(49));

        world.delivery.deliverDue();

        assertThat(receiver.told).isEmpty();
        assertThat(reasons()).containsExactly("older than 48 hours");
    }

    @Test
    void noMoreWaitsThanThereIsRoomFor() {
        world.hook(receiver.uri());
        for (int i = 0; i < 12; i++) {
            world.userIsCreated();
        }

        assertThat(reasons()).containsExactly("not told: 10 others wait", "not told: 10 others wait");
        assertThat(world.delivery.deliverDue()).isEqualTo(10);
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (Receiver other = new Receiver()) {
            world.hook(receiver.uri());
            receiver.status = 302;
            receiver.location = other.uri();
            world.userIsCreated();
            world.delivery.deliverDue();

            assertThat(other.told).isEmpty();
            assertThat(reasons()).containsExactly("the receiver answers 302");
        }
    }

    @Test
    void whoDoesNotListenIsAFailure() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        world.hook("http://127.0.0.1:" + port + "/");
        world.userIsCreated();
        world.delivery.deliverDue();

        assertThat(reasons()).containsExactly("the receiver cannot be reached: it does not listen");
    }

    /** A server that drips a header for as long as somebody listens. */
    @Test
    void whoNeverEndsIsLeftAfterAWhile() throws IOException {
        world.delivery.close();
        world = new World(Config.LOCAL.withTimeout(1));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.setDaemon(true);
            dripping.start();
            world.hook("http://127.0.0.1:" + server.getLocalPort() + "/");
            world.userIsCreated();
            world.delivery.deliverDue();
        }

        assertThat(reasons()).containsExactly("the receiver takes longer than 1 s");
    }

    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            while (in.available() == 0) {
                Thread.onSpinWait();
            }
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (in.read() >= 0) {
                socket.getOutputStream().write('x');
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\r\n", "HTTP/1.1 200\n", "HTTP/1.1 999 no\r\n\r\n", "SSH-2.0-x\r\n"})
    void whoSpeaksNoHttpIsAFailureWithoutItsText(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talking = new Thread(() -> answer(server, answer));
            talking.setDaemon(true);
            talking.start();
            world.hook("http://127.0.0.1:" + server.getLocalPort() + "/");
            world.userIsCreated();
            world.delivery.deliverDue();
        }

        if (answer.startsWith("HTTP/1.1 200")) {
            assertThat(world.attempts().get(0).succeeded()).isTrue();
        } else {
            assertThat(reasons())
                    .containsExactly("the receiver cannot be reached: it does not answer as HTTP servers do");
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().endsWith("\"}") && !seen.toString().contains("timestamp")) {
                seen.append((char) in.read());
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    @Test
    void aNameThatLeadsInsideIsNotFollowed() throws IOException {
        world.delivery.close();
        world = new World(Config.LOCAL.allowing(""));
        world.names.put("inside.example", List.of(InetAddress.getByName("127.0.0.1")));
        world.names.put(
                "both.example",
                List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("169.254.169.254")));
        world.hook("http://inside.example:" + receiver.port() + "/");
        world.hook("http://both.example:" + receiver.port() + "/");
        world.userIsCreated();

        assertThat(world.delivery.deliverDue()).isEqualTo(2);

        assertThat(receiver.told).isEmpty();
        assertThat(reasons()).containsOnly("the receiver has an address that is not public");
    }

    /** The name means another machine a moment later: the address that was looked at is the one that is asked. */
    @Test
    void aNameIsLookedUpOnceAndItsAddressIsTheOneThatIsAsked() {
        world.names.put("turning.example", List.of(InetAddress.getLoopbackAddress()));
        world.hook("http://turning.example:" + receiver.port() + "/path");
        world.userIsCreated();
        world.delivery.deliverDue();

        assertThat(receiver.told.get(0).header("Host")).isEqualTo("turning.example:" + receiver.port());
        assertThat(world.lookups).containsExactly("turning.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/", "http://127.0.0.1/", "https://[::1]/", "http://[::ffff:10.0.0.1]/",
                "http://169.254.169.254/latest", "http://localhost/", "http://a.localhost:80/", "http://0.0.0.0/"
            })
    void anAddressInsideIsRefusedWhenItIsWritten(String uri) {
        World strict = new World(Config.LOCAL.allowing(""));

        assertThatThrownBy(() -> strict.hook(uri))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .containsExactly("uri.forbidden"));
        strict.delivery.close();
    }

    @Test
    void forgetsAttemptsAfterAWeek() {
        world.hook(receiver.uri());
        world.userIsCreated();
        world.delivery.deliverDue();
        world.clock.move(Duration.ofDays(8));

        assertThat(world.delivery.clean()).isEqualTo(2);
        assertThat(world.attempts()).isEmpty();
        assertThat(world.webhooks
                        .attempts(
                                World.CUSTOMER,
                                OneReseller.CUSTOMER,
                                Optional.empty(),
                                org.trunkline.kernel.PageRequest.first())
                        .rows())
                .isEmpty();
    }
}
