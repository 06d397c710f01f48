package org.trunkline.shell.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.limits.AccountLimits;
import org.trunkline.limits.AccountSpending;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.LimitService;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.Spending;
import org.trunkline.rating.Direction;
import org.trunkline.shell.console.Commands;

/** The console of Karaf with the commands of one domain, without a framework. */
class LimitCommandsTest {
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private final OneRoot tree = new OneRoot();
    private final KeptLimits limits = new KeptLimits();
    private LimitCommands commands;
    private CallAttempt asked;
    private Set<SpendWindow> reset = Set.of();

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        commands = new LimitCommands(sessions, limits, tree, admission(), new KeptSpending());
    }

    @AfterEach
    void stop() {
        sessions.stop();
        streams.stop();
    }

    @Test
    void showsLimitsByAnyNameOfTheAccount() throws Exception {
        assertThat(run("limits:show root"))
                .containsPattern("outbound_trunks +\\| 0")
                .containsPattern("calls +\\| unlimited");
        assertThat(run("limits:show " + OneRoot.ID)).isEqualTo(run("limits:show root.example"));
    }

    @Test
    void showsJsonForPrograms() throws Exception {
        ObjectNode shown = Json.parseObject(run("limits:show -j root"));

        assertThat(shown.path("calls").intValue()).isEqualTo(-1);
        assertThat(shown.path("allow_prepay").booleanValue()).isTrue();
    }

    @Test
    void setsWhatItIsTold() throws Exception {
        run("limits:set root outbound_trunks=5 allow_prepay=false calls=null");

        assertThat(Json.write(limits.changes))
                .isEqualTo("{\"outbound_trunks\":\"5\",\"allow_prepay\":false,\"calls\":null}");
    }

    @Test
    void refusesALimitThatIsNone() {
        assertThatThrownBy(() -> run("limits:set root trunks=5"))
                .hasMessageContaining("There is no limit trunks")
                .hasMessageContaining("outbound_trunks");
        assertThatThrownBy(() -> run("limits:set root trunks")).hasMessageContaining("limit=value");
        assertThat(limits.changes).isNull();
    }

    @Test
    void refusesAnAccountThatIsNone() {
        assertThatThrownBy(() -> run("limits:show nobody")).hasMessageContaining("no account");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(run("limits:set --help"))
                .contains("account")
                .contains("limit=value")
                .contains("--json");
    }

    @Test
    void goesWithItsServicesAndLeavesThoseOfOthers() throws Exception {
        Commands others = new Commands(sessions).using(AccountTree.class, tree);

        commands.remove();

        assertThat(sessions.getRegistry().getCommand("limits", "show")).isNull();
        assertThat(sessions.getRegistry().getCommand("limits", "set")).isNull();
        assertThat(sessions.getRegistry().getService(LimitService.class)).isNull();
        assertThat(sessions.getRegistry().getService(AccountTree.class)).isSameAs(tree);
        others.close();
        assertThat(sessions.getRegistry().getService(AccountTree.class)).isNull();
    }

    @Test
    void explainsACallInWordsAndAsJson() throws Exception {
        String words = run("limits:explain root +14155550100 +442071838750");
        ObjectNode json = Json.parseObject(run("limits:explain -d in -j root +14155550100 +442071838750"));

        assertThat(words)
                .containsPattern("decision +\\| deny")
                .contains("calls_max_reached: All calls are in use")
                .containsPattern("root +\\| refuses +\\| Conversations at once: 3 before this call, at most 3");
        assertThat(asked.direction()).isEqualTo(Direction.INBOUND);
        assertThat(asked.to()).isEqualTo("+442071838750");
        assertThat(json.path("reason").textValue()).isEqualTo("calls_max_reached");
        assertThat(json.path("trace").get(0).path("says").textValue()).isEqualTo("refuses");
        assertThatThrownBy(() -> run("limits:explain -d up root 1 2")).hasMessageContaining("in or out");
    }

    @Test
    void showsWhatIsSpentAndBeginsWindowsAnew() throws Exception {
        assertThat(run("limits:spend root"))
                .containsPattern("hour +\\| 0.25 USD +\\| none +\\| 2026-03-01T09:05:00Z")
                .containsPattern("day +\\| 0.5 USD +\\| 20 USD");
        assertThat(reset).isEmpty();

        assertThat(Json.parseObject(run("limits:spend-reset -j root day"))
                        .path("day")
                        .path("reset_by")
                        .textValue())
                .isEqualTo("console");
        assertThat(reset).containsExactly(SpendWindow.DAY);
        run("limits:spend-reset root");
        assertThat(reset).containsExactly(SpendWindow.values());
        assertThatThrownBy(() -> run("limits:spend-reset root week")).hasMessageContaining("hour, day or month");
    }

    /** Half a dollar of twenty is spent today. */
    private final class KeptSpending implements Spending {
        private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public AccountSpending get(Caller caller, AccountId account) {
            List<AccountSpending.Window> windows = Stream.of(SpendWindow.values())
                    .map(window -> new AccountSpending.Window(
                            window,
                            window == SpendWindow.HOUR ? 250_000 : 500_000,
                            window == SpendWindow.DAY ? 20_000_000 : -1,
                            window.start(NOW, ZoneOffset.UTC),
                            reset.contains(window)
                                    ? Optional.of(new SpendResets.Reset(NOW, caller.name()))
                                    : Optional.empty()))
                    .toList();
            return new AccountSpending(account, "USD", windows);
        }

        @Override
        public AccountSpending reset(Caller caller, AccountId account, Set<SpendWindow> windows) {
            reset = windows;
            return get(caller, account);
        }
    }

    /** Explains everything by three calls of three. */
    private CallAdmission admission() {
        return (CallAdmission) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CallAdmission.class}, (proxy, method, args) -> {
                    asked = (CallAttempt) args[1];
                    AccountId root = new AccountId(OneRoot.ID);
                    Reason reason = Reason.CALLS_MAX_REACHED;
                    CallDecision decision = new CallDecision(
                            asked.key(),
                            reason,
                            486,
                            Optional.of(root),
                            "international",
                            asked.to(),
                            false,
                            OptionalLong.empty(),
                            0,
                            OptionalLong.empty(),
                            900,
                            List.of(),
                            Optional.of(root),
                            false,
                            Optional.empty());
                    return new CallExplanation(
                            decision,
                            List.of(new CallExplanation.Line(
                                    4,
                                    Optional.of(root),
                                    CallExplanation.Says.REFUSES,
                                    Optional.of(reason),
                                    "Conversations at once: 3 before this call, at most 3")));
                });
    }

    private String run(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), stream, stream);
        try {
            session.execute(line);
        } finally {
            session.close();
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /** Default limits, and the last change that was asked for. */
    private static final class KeptLimits implements LimitService {
        private ObjectNode changes;

        @Override
        public AccountLimits get(Caller caller, AccountId account) {
            return new AccountLimits(account, Limits.DEFAULTS, Json.object(), 0);
        }

        @Override
        public AccountLimits getPrivate(Caller caller, AccountId account) {
            return get(caller, account);
        }

        @Override
        public AccountLimits replace(Caller caller, AccountId account, ObjectNode document) {
            return merge(caller, account, document);
        }

        @Override
        public AccountLimits merge(Caller caller, AccountId account, ObjectNode document) {
            changes = document;
            return new AccountLimits(account, Limits.DEFAULTS, Json.object(), 0);
        }
    }
}
