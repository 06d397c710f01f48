package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.AccountSpending;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SpendWindow;

/** Sellers begin spending windows anew (charging §5). The clock starts on 2026-03-01 at 10:00 UTC. */
class SpendResetTest {
    private static final Caller SELLER = Caller.apiKey(R2);

    @TempDir
    Path journal;

    private World world;
    private final List<Change> audited = new ArrayList<>();

    @BeforeEach
    void open() {
        world = new World(journal);
        world.price(C, "0.30", 30, 30).price(R2, "0.10", 1, 1).price(R1, "0.10", 1, 1);
        world.credit(C, "1000").credit(R2, "1000").credit(R1, "1000");
        world.limits(C, "{\"max_hour_spend_amount\":0.30,\"max_day_spend_amount\":0.60,\"max_month_spend_amount\":9}");
        world.feed.subscribe("limits", audited::add);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private SpendManager spending() {
        return new SpendManager(world.limitStore, world.state(), world.alerts(), world.tree, world.tree, world.clock);
    }

    private void reset(SpendWindow... windows) {
        spending().reset(SELLER, C, EnumSet.copyOf(List.of(windows)));
    }

    private List<Long> spent() {
        return spending().get(SELLER, C).windows().stream()
                .map(AccountSpending.Window::spentMicros)
                .toList();
    }

    private CallDecision call(String callId) {
        return world.call(callId, C, GERMANY);
    }

    private void talk(String callId, long seconds) {
        assertThat(call(callId).allowed()).isTrue();
        world.admission().answered(world.caller, world.key(callId));
        world.clock.move(seconds);
        world.end(callId, seconds);
    }

    @Test
    void aResetLetsCallsPassAgainAtOnceAndOnlyInItsWindow() {
        talk("1", 60);
        assertThat(call("2").reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        assertThat(spent()).containsExactly(300_000L, 300_000L, 300_000L);

        reset(SpendWindow.HOUR);
        assertThat(spent()).containsExactly(0L, 300_000L, 300_000L);
        talk("3", 60);
        assertThat(spent()).containsExactly(300_000L, 600_000L, 600_000L);

        reset(SpendWindow.HOUR);
        assertThat(call("4").reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        reset(SpendWindow.DAY);
        assertThat(call("5").allowed()).isTrue();
        assertThat(spent()).containsExactly(300_000L, 300_000L, 900_000L);
    }

    @Test
    void whatALiveCallHoldsAtAResetCountsNoMoreAndWhatItAddsDoes() {
        call("1");
        world.admission().answered(world.caller, world.key("1"));
        reset(SpendWindow.values());
        assertThat(spent()).containsExactly(0L, 0L, 0L);

        world.clock.move(40);
        assertThat(world.renew("1", 40).maxSeconds()).hasValue(100);

        assertThat(spent()).containsExactly(300_000L, 300_000L, 300_000L);
        world.clock.move(50);
        world.end("1", 90);
        assertThat(spent()).containsExactly(150_000L, 150_000L, 150_000L);
    }

    @Test
    void aResetIsStillKnownAfterAStartAndSoIsWhatWasSpentSince() {
        talk("1", 60);
        world.clock.move(1);
        reset(SpendWindow.HOUR, SpendWindow.DAY);
        world.clock.move(1);
        talk("2", 60);
        world.clock.move(1);
        call("3");
        assertThat(call("3").reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        List<Long> before = spent();
        assertThat(before).containsExactly(300_000L, 300_000L, 600_000L);

        world.restart();

        assertThat(spent()).isEqualTo(before);
        world.clock.move(40);
        assertThat(call("4").reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        reset(SpendWindow.HOUR);
        assertThat(call("5").allowed()).isTrue();
    }

    @Test
    void aLiveCallAcrossAResetAndAStartCountsForWhatItHasAddedSince() {
        world.limits(C, "{\"max_hour_spend_amount\":9,\"max_day_spend_amount\":9}");
        call("1");
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(30);
        world.renew("1", 30);
        reset(SpendWindow.DAY);
        world.clock.move(30);
        world.renew("1", 60);
        assertThat(spent()).containsExactly(600_000L, 150_000L, 600_000L);

        world.restart();

        assertThat(spent()).containsExactly(600_000L, 150_000L, 600_000L);
    }

    @Test
    void whoeverSetsAllLimitsLeavesResetsAlone() {
        talk("1", 60);
        world.clock.move(1);
        reset(SpendWindow.values());

        world.limits.merge(SELLER, C, Json.parseObject("{\"calls\":5}"));
        world.limits.replace(SELLER, C, Json.parseObject("{\"twoway_trunks\":1,\"pvt_spend_resets\":{}}"));
        world.allotments(C, "{}");
        world.restart();

        assertThat(spent()).containsExactly(0L, 0L, 0L);
        assertThat(Json.write(world.limits.get(SELLER, C).document())).doesNotContain("pvt_");
    }

    @Test
    void aResetIsAuditedWithWhatHadBeenSpent() {
        talk("1", 60);

        reset(SpendWindow.DAY);

        Change change = audited.get(audited.size() - 1);
        assertThat(change.action()).isEqualTo("spend_reset");
        assertThat(change.account()).isEqualTo(C);
        assertThat(change.by()).isEqualTo(SELLER);
        assertThat(change.detail()).isEqualTo("{\"day\":0.3}");
        AccountSpending.Window day = spending().get(SELLER, C).windows().get(1);
        assertThat(day.from()).isEqualTo(world.clock.instant());
        assertThat(day.reset().map(reset -> reset.by())).isEqualTo(Optional.of(SELLER.name()));
    }

    @Test
    void onlySellersResetAndOnlyWhoReadsLimitsSees() {
        assertThatThrownBy(() -> spending().reset(Caller.apiKey(C), C, EnumSet.of(SpendWindow.DAY)))
                .isInstanceOf(ForbiddenException.class);
        assertThat(spending().get(Caller.apiKey(C), C).windows()).hasSize(3);
        AccountId other = new AccountId("d".repeat(32));
        world.tree.add(other, R2, false);
        assertThatThrownBy(() -> spending().get(Caller.apiKey(other), C)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> spending().reset(Caller.apiKey(other), C, EnumSet.of(SpendWindow.DAY)))
                .isInstanceOf(NotFoundException.class);
        assertThat(audited).isEmpty();
    }
}
