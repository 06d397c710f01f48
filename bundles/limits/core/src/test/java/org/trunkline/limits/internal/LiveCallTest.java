package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.rating.Direction;

/** Calls in progress are seen by those who may see them, and ended by those who may. */
class LiveCallTest {
    private static final Optional<String> ANY = Optional.empty();

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

    private static Caller caller(AccountId account, Role role) {
        return Caller.user(account, new UserId("f".repeat(32)), role, "u");
    }

    private static Caller admin(AccountId account) {
        return caller(account, Role.ADMIN);
    }

    private List<String> seen(AccountId reader, AccountId account, boolean descendants) {
        return world.liveCalls().list(caller(reader, Role.USER), account, descendants).stream()
                .map(call -> call.key().callId())
                .toList();
    }

    @Test
    void anAccountSeesItsOwnCallsAndThoseAboveAlsoThoseBelow() {
        world.call("1", C, GERMANY);
        world.clock.move(1);
        world.call("2", R2, GERMANY);
        world.clock.move(1);
        world.call("3", new AccountId("9".repeat(32)), "911");

        assertThat(seen(C, C, false)).containsExactly("1");
        assertThat(seen(R2, R2, false)).containsExactly("2");
        assertThat(seen(R2, R2, true)).containsExactly("1", "2");
        assertThat(seen(ROOT, ROOT, true)).containsExactly("1", "2", "3");
        assertThat(seen(ROOT, ROOT, false)).containsExactly("3");
        assertThatThrownBy(() -> seen(C, R2, true)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.liveCalls().get(admin(C), C, "2", ANY)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatThoseAboveHoldIsHidden() {
        world.call("1", C, GERMANY);

        LiveCall own = world.liveCalls().get(admin(C), C, "1", ANY);
        assertThat(own.levels()).extracting(LiveCall.Level::account).containsExactly(C);
        assertThat(own.levels()).extracting(LiveCall.Level::heldMicros).containsExactly(132_100L);
        assertThat(own.maxSeconds()).hasValue(60);
        assertThat(world.liveCalls().get(admin(R1), C, "1", ANY).levels())
                .extracting(LiveCall.Level::account)
                .containsExactly(C, R2, R1);
    }

    @Test
    void aCallThatIsEndedByHandIsFreeAtOnceAndItsSwitchIsToldToHangUp() {
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(45);
        world.renew("1", 40);

        world.liveCalls().end(admin(R2), C, "1", ANY);

        assertThat(world.held(C)).isZero();
        assertThat(seen(C, C, false)).isEmpty();
        // 40 s are confirmed
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 88_067);
        CallRenewal renewal = world.renew("1", 80);
        assertThat(renewal.allowed()).isFalse();
        assertThat(renewal.reason()).isEqualTo(Reason.CALL_ENDED);
        assertThat(renewal.action()).isEqualTo(CallRenewal.Action.HANGUP);
        assertThat(world.held(C)).isZero();
        assertThat(seen(C, C, false)).isEmpty();
    }

    @Test
    void theEndThatTheSwitchTellsIsFinal() {
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(45);
        world.renew("1", 40);
        world.liveCalls().end(admin(C), C, "1", ANY);
        world.clock.move(50);

        world.end("1", 95);

        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 209_158);
        assertThat(world.end("1", 95).posted()).isTrue();
        assertThat(world.proof(Optional.empty()).problems()).isEmpty();
    }

    @Test
    void aRestartDoesNotBringItBack() {
        world.call("1", C, GERMANY);
        world.liveCalls().end(admin(C), C, "1", ANY);

        world.restart();

        assertThat(seen(C, C, false)).isEmpty();
        assertThat(world.admission().answered(world.caller, world.key("1")).action())
                .isEqualTo(CallRenewal.Action.HANGUP);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000);
    }

    @Test
    void onlyAnAdministratorOfTheAccountOrAboveEndsACallAndNobodyAnEmergencyCall() {
        world.call("1", C, GERMANY);
        world.call("2", R2, GERMANY);
        world.call("911", C, "911");
        LiveCalls calls = world.liveCalls();

        assertThatThrownBy(() -> calls.end(caller(C, Role.USER), C, "1", ANY)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> calls.end(admin(C), R2, "2", ANY)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> calls.end(admin(C), C, "2", ANY)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> calls.end(admin(ROOT), ROOT, "911", ANY)).isInstanceOf(ForbiddenException.class);
        assertThat(seen(R2, R2, true)).containsExactlyInAnyOrder("1", "2", "911");
    }

    @Test
    void ofTwoCallsWithOneIdTheRightOneMustBeNamed() {
        SwitchIdentity other = world.switches
                .create(World.system(), Json.object().put("name", "sbc2"))
                .identity();
        world.call("1", C, GERMANY);
        world.admission()
                .authorize(
                        other.caller(),
                        new CallAttempt(
                                new CallKey(other.id(), "1", "a"),
                                Direction.OUTBOUND,
                                new AccountSelector.ById(R2),
                                "+14155550100",
                                GERMANY,
                                "",
                                List.of(),
                                false,
                                Optional.empty(),
                                true));

        assertThatThrownBy(() -> world.liveCalls().end(admin(ROOT), ROOT, "1", ANY))
                .isInstanceOf(InvalidException.class);
        world.liveCalls().end(admin(ROOT), ROOT, "1", Optional.of(other.id()));
        assertThat(seen(ROOT, ROOT, true)).containsExactly("1");
        assertThat(seen(C, C, false)).containsExactly("1");
    }
}
