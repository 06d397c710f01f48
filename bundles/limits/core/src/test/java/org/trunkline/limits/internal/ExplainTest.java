package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.CallExplanation.Line;
import org.trunkline.limits.CallExplanation.Says;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** What explain says is what authorize does, and it does nothing. */
class ExplainTest {
    private static final String DOMESTIC = "+14155550199";
    private static final int STEPS = 3_000;
    private static final int RESET_EVERY = 12;
    private static final List<AccountId> ACCOUNTS = List.of(C, R2, R1, ROOT);
    private static final List<String> NUMBERS =
            List.of(GERMANY, DOMESTIC, "+14155550188", "+18005550199", "12", "+99912345678");
    private static final List<String> CHANGES = List.of(
            "{\"calls\":%d}",
            "{\"resource_consuming_calls\":%d}",
            "{\"calls_per_second\":%d}",
            "{\"twoway_trunks\":%d}",
            "{\"inbound_trunks\":%d,\"burst_trunks\":1}",
            "{\"inbound_channels_per_did_rules\":{\"+1415*\":%d}}",
            "{\"max_cost_per_minute\":0.%d}",
            "{\"max_call_seconds\":%d00}",
            "{\"max_hour_spend_amount\":%d}",
            "{\"max_day_spend_amount\":0.%d}",
            "{\"allow_prepay\":false,\"x\":%d}",
            "{\"allow_prepay\":true,\"x\":%d}",
            "{\"allow_postpay\":true,\"max_postpay_amount\":%d}",
            "{\"soft_limit_outbound\":true,\"x\":%d}",
            "{\"soft_limit_inbound\":true,\"x\":%d}",
            "{\"apply_to_descendants\":true,\"x\":%d}",
            "{\"enabled\":false,\"x\":%d}",
            "{\"enabled\":true,\"soft_limit_outbound\":false,\"soft_limit_inbound\":false,\"x\":%d}");

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private CallExplanation explain(Caller caller, Direction direction, String to) {
        return world.admission().explain(caller, world.attempt("explained", C, direction, to));
    }

    private static Map<Path, byte[]> files(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            Map<Path, byte[]> files = new TreeMap<>();
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith("spare")) {
                    // made ahead by the journal's own thread, in its own time
                    continue;
                }
                // that thread also writes the files in its own time; what was appended the tail has at once
                files.put(path, name.endsWith(".journal") ? new byte[0] : Files.readAllBytes(path));
            }
            return files;
        }
    }

    private List<Object> state() {
        return world.state().atomically(R1, true, book -> {
            List<Object> all = new ArrayList<>(world.state().live());
            ACCOUNTS.forEach(account -> {
                all.add(book.usage(account));
                all.add(book.spent(account));
                all.add(book.admittedThisSecond(account));
            });
            return all;
        });
    }

    private void reset(AccountId account) {
        ObjectNode none = Json.object();
        LimitForm.PUBLIC.forEach(none::putNull);
        LimitForm.PRIVATE.forEach(none::putNull);
        world.limits.merge(World.system(), account, none);
        world.credit(account, "1");
    }

    @Test
    void whatIsExplainedIsWhatIsDecidedAndNothingChanges() throws IOException {
        Random random = new Random(4);
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int step = 0; step < STEPS; step++) {
            AccountId account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            world.limits(account, CHANGES.get(random.nextInt(CHANGES.size())).formatted(random.nextInt(1, 5)));
            if (random.nextInt(5) == 0 && !account.equals(ROOT)) {
                world.credit(account, "0." + random.nextInt(1, 10));
            }
            world.clock.move(random.nextInt(2));
            if (step % RESET_EVERY == 0) {
                ACCOUNTS.forEach(this::reset);
            }
            if (random.nextInt(20) == 0) {
                world.state().live().stream()
                        .map(call -> call.key().callId())
                        .toList()
                        .forEach(id -> world.end(id, 1));
            }
            Direction direction = random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND;
            // after an emergency call inbound calls pass the counts for an hour
            String to = step > STEPS * 2 / 3 && random.nextInt(20) == 0
                    ? "911"
                    : NUMBERS.get(random.nextInt(NUMBERS.size()));
            boolean look = step % 100 == 0;
            Map<Path, byte[]> before = look ? files(journal) : Map.of();
            List<Object> stateBefore = state();

            CallExplanation explained = explain(World.system(), direction, to);

            assertThat(state()).isEqualTo(stateBefore);
            if (look) {
                Map<Path, byte[]> after = files(journal);
                assertThat(after.keySet()).isEqualTo(before.keySet());
                after.forEach((path, bytes) ->
                        assertThat(Arrays.equals(bytes, before.get(path))).isTrue());
            }
            CallDecision decided =
                    world.admission().authorize(world.caller, world.attempt("call-" + step, C, direction, to));
            assertSame(explained.decision(), decided);
            seen.add(decided.reason());
        }
        assertThat(seen)
                .contains(
                        Reason.EMERGENCY,
                        Reason.TOLL_FREE,
                        Reason.LIMITS_DISABLED,
                        Reason.FLAT_RATE,
                        Reason.PER_MINUTE,
                        Reason.SOFT_LIMIT,
                        Reason.NUMBER_INVALID,
                        Reason.CALLS_MAX_REACHED,
                        Reason.CALLS_PER_SECOND_MAX_REACHED,
                        Reason.DID_CALLS_MAX_REACHED,
                        Reason.PRICE_MAX_EXCEEDED,
                        Reason.SPEND_MAX_REACHED,
                        Reason.INSUFFICIENT_CREDIT);
    }

    private static void assertSame(CallDecision explained, CallDecision decided) {
        assertThat(explained.reason()).isEqualTo(decided.reason());
        assertThat(explained.refusedBy()).isEqualTo(decided.refusedBy());
        assertThat(explained.levels()).isEqualTo(decided.levels());
        assertThat(explained.maxSeconds()).isEqualTo(decided.maxSeconds());
        assertThat(explained.expectedSeconds()).isEqualTo(decided.expectedSeconds());
        assertThat(explained.sipCode()).isEqualTo(decided.sipCode());
    }

    @Test
    void everyRefusalOfEveryLevelStandsThereNotOnlyTheVerdict() {
        world.limits(C, "{\"calls\":0}").credit(R2, "0").limits(R1, "{\"max_cost_per_minute\":0.01}");

        CallExplanation explained = explain(World.system(), Direction.OUTBOUND, GERMANY);

        assertThat(explained.decision().reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(explained.lines())
                .filteredOn(line -> line.says() == Says.REFUSES)
                .extracting(line ->
                        line.account().orElseThrow() + " " + line.reason().orElseThrow())
                .containsExactly(C + " CALLS_MAX_REACHED", R1 + " PRICE_MAX_EXCEEDED", R2 + " INSUFFICIENT_CREDIT");
        assertThat(explained.lines())
                .extracting(Line::text)
                .contains(
                        "Conversations at once: 0 before this call, at most 0",
                        "The first part of the call costs 0.0925 USD, 0 USD is free",
                        "The number +4930123456 is of the class international");
    }

    @Test
    void whoStandsBelowSeesThatItIsRefusedAboveAndNoMore() {
        world.credit(R2, "0").limits(R1, "{\"calls\":0}");

        CallExplanation explained = explain(Caller.apiKey(C), Direction.OUTBOUND, GERMANY);

        assertThat(explained.decision().reason()).isEqualTo(Reason.UPSTREAM_UNAVAILABLE);
        assertThat(explained.decision().refusedBy()).isEmpty();
        assertThat(explained.lines())
                .allMatch(
                        line -> line.account().isEmpty() || line.account().get().equals(C));
        assertThat(explained.lines())
                .filteredOn(line -> line.says() == Says.REFUSES)
                .hasSize(1);
        assertThat(explained.lines().toString()).doesNotContain(R1.value()).doesNotContain(R2.value());
    }

    @Test
    void aSoftLimitAboveIsNoRefusalToWhoStandsBelow() {
        world.limits(R1, "{\"calls\":0,\"soft_limit_outbound\":true}");

        CallExplanation explained = explain(Caller.apiKey(C), Direction.OUTBOUND, GERMANY);

        assertThat(explained.decision().reason()).isEqualTo(Reason.PER_MINUTE);
        assertThat(explained.lines()).noneMatch(line -> line.says() == Says.REFUSES);
    }

    @Test
    void restrictionsAndDisabledAccountsAreToldWithAllElse() {
        world.tree.restrict(C, "international");
        world.credit(C, "0");

        CallExplanation explained = explain(World.system(), Direction.OUTBOUND, GERMANY);

        assertThat(explained.decision().reason()).isEqualTo(Reason.DESTINATION_RESTRICTED);
        assertThat(explained.lines())
                .filteredOn(line -> line.says() == Says.REFUSES)
                .extracting(line -> line.reason().orElseThrow())
                .containsExactly(Reason.DESTINATION_RESTRICTED, Reason.INSUFFICIENT_CREDIT);
    }

    @Test
    void nobodyExplainsTheCallsOfAnotherTenant() {
        AccountId beside = new AccountId("d".repeat(32));
        world.tree.add(beside, R2, false);

        assertThatThrownBy(() -> explain(Caller.apiKey(beside), Direction.OUTBOUND, GERMANY))
                .isInstanceOf(NotFoundException.class);
    }
}
