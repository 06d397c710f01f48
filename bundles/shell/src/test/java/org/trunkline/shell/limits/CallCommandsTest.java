package org.trunkline.shell.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** The console with calls in progress: one that can be ended, an emergency call, and an id that two switches use. */
class CallCommandsTest {
    private static final AccountId ROOT = new AccountId(OneRoot.ID);

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private Optional<String> ended = Optional.empty();

    private final LiveCalls calls = new LiveCalls() {
        @Override
        public List<LiveCall> list(Caller caller, AccountId account, boolean descendants) {
            assertThat(descendants).isTrue();
            return List.of(call("c1"));
        }

        @Override
        public LiveCall get(Caller caller, AccountId account, String callId, Optional<String> switchId) {
            return call(callId);
        }

        @Override
        public LiveCall end(Caller caller, AccountId account, String callId, Optional<String> switchId) {
            if (callId.equals("911")) {
                throw new ForbiddenException("emergency");
            }
            if (callId.equals("two") && switchId.isEmpty()) {
                throw new InvalidException("switch_id", "required", "which");
            }
            if (callId.equals("none")) {
                throw new NotFoundException(callId);
            }
            ended = Optional.of(callId + " " + switchId.orElse("-"));
            return call(callId);
        }
    };

    private static LiveCall call(String id) {
        return new LiveCall(
                new CallKey("5".repeat(32), id, "a"),
                Optional.of(ROOT),
                Direction.OUTBOUND,
                "+14155550100",
                "+442071838750",
                "+442071838750",
                "international",
                Reason.PER_MINUTE,
                Instant.parse("2026-03-01T10:00:00.123456789Z"),
                Optional.empty(),
                0,
                OptionalLong.empty(),
                "i",
                Optional.empty(),
                List.of(new LiveCall.Level(ROOT, Billing.PER_MINUTE, 132_100, "USD")));
    }

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        new CallCommands(sessions, null, calls, new OneRoot(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        sessions.stop();
        streams.stop();
    }

    private String run(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), print, print);
        session.execute(line);
        session.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aListSaysWhoCallsWhomSinceWhen() throws Exception {
        assertThat(run("call:list"))
                .containsPattern("c1 +\\| root +\\| outbound +\\| \\+14155550100 +\\| \\+442071838750 +\\| per_minute +"
                        + "\\| 2026-03-01T10:00:00Z +\\| +\\| 0.1321 USD");
        JsonNode json = Json.parse(run("call:list -j root")).get(0);
        assertThat(json.path("switch_id").asText()).isEqualTo("5".repeat(32));
        assertThat(json.path("max_seconds").isNull()).isTrue();
    }

    @Test
    void anEndSaysWhichCallIsGone() throws Exception {
        assertThat(run("call:end c1")).contains("Ended: +14155550100 to +442071838750 of root");
        assertThat(ended).contains("c1 -");
        run("call:end --switch sbc two");
        assertThat(ended).contains("two sbc");
    }

    @Test
    void anEndThatCannotBeSaysWhyAndWhatWouldBeRight() {
        assertThatThrownBy(() -> run("call:end none")).hasMessageContaining("no call in progress with the id none");
        assertThatThrownBy(() -> run("call:end 911")).hasMessageContaining("by its caller only");
        assertThatThrownBy(() -> run("call:end two")).hasMessageContaining("--switch");
        assertThat(ended).isEmpty();
    }
}
