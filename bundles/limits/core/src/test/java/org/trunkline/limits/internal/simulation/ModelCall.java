package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** What is known of one call. */
final class ModelCall {
    /** Where a call is in its life. */
    enum Stage {
        LIVE,
        /** Settled by its lease: it may come back, and its end is welcome. */
        LEASE,
        ENDED
    }

    /** How a level takes it; {@code tariff} is null where nothing is paid per minute. */
    record Level(AccountId account, Billing billing, Tariff tariff) {
        long cost(long seconds) {
            return tariff == null ? 0 : tariff.cost(seconds);
        }

        boolean isFlat() {
            return billing == Billing.FLAT_RATE || billing == Billing.FLAT_RATE_BURST;
        }
    }

    static final long NONE = -1;

    final CallKey key;
    final String fingerprint;
    final AccountId account;
    final Direction direction;
    final Reason reason;
    final String conversation;
    final boolean renews;
    final boolean offNet;
    final List<Level> levels;
    final List<AccountId> counted;

    /** The levels, and root if it pays a carrier. */
    final List<Level> payers;

    /** What each payer was charged so far. */
    final long[] charged;

    long first = NONE;
    long covered = NONE;
    long confirmed;
    long authorizedAt;
    Instant authorizedAtWall;
    long answeredAt = NONE;
    long heardAt;
    long endedAt = NONE;
    Stage stage = Stage.LIVE;
    boolean authorized = true;
    boolean revived;
    long told;
    long billed;
    List<String> aliases = List.of();

    ModelCall(
            CallAttempt attempt,
            String fingerprint,
            AccountId account,
            Reason reason,
            String conversation,
            boolean offNet,
            List<Level> levels,
            List<AccountId> counted,
            Level carrier) {
        this.key = attempt.key();
        this.fingerprint = fingerprint;
        this.account = account;
        this.direction = attempt.direction();
        this.reason = reason;
        this.conversation = conversation;
        this.renews = attempt.renews();
        this.offNet = offNet;
        this.levels = levels;
        this.counted = counted;
        payers = new ArrayList<>(levels);
        if (carrier != null) {
            payers.add(carrier);
        }
        charged = new long[payers.size()];
    }

    private ModelCall(ModelCall from) {
        key = from.key;
        fingerprint = from.fingerprint;
        account = from.account;
        direction = from.direction;
        reason = from.reason;
        conversation = from.conversation;
        renews = from.renews;
        offNet = from.offNet;
        levels = from.levels;
        counted = from.counted;
        payers = from.payers;
        charged = from.charged.clone();
        first = from.first;
        covered = from.covered;
        confirmed = from.confirmed;
        authorizedAt = from.authorizedAt;
        authorizedAtWall = from.authorizedAtWall;
        answeredAt = from.answeredAt;
        heardAt = from.heardAt;
        endedAt = from.endedAt;
        stage = from.stage;
        authorized = from.authorized;
        revived = from.revived;
        told = from.told;
        billed = from.billed;
        aliases = from.aliases;
    }

    ModelCall copy() {
        return new ModelCall(this);
    }

    boolean isEmergency() {
        return reason == Reason.EMERGENCY;
    }

    boolean isLive() {
        return stage == Stage.LIVE;
    }

    /** Returns what a level holds: what the whole time that is covered costs, less what it was charged before. */
    long held(int level) {
        boolean holds = isLive() && covered != NONE && levels.get(level).billing() == Billing.PER_MINUTE;
        return holds ? Math.max(0, levels.get(level).cost(covered) - charged[level]) : 0;
    }

    /** The whole call costs what so many seconds cost, whatever was charged before. */
    void settle(Stage as, long toldSeconds, long seconds, long now) {
        stage = as;
        told = toldSeconds;
        billed = seconds;
        endedAt = now;
        for (int i = 0; i < charged.length; i++) {
            charged[i] = payers.get(i).cost(seconds);
        }
    }

    private long start() {
        return answeredAt != NONE ? answeredAt : authorizedAt + 300;
    }

    long lastBound() {
        return start() + 12 * 3600 + 30;
    }

    /** Returns when its lease is over. */
    long leaseOver() {
        if (covered != NONE) {
            return start() + covered + 30;
        }
        return renews && !isEmergency() ? Math.min(heardAt + 900, lastBound()) : lastBound();
    }

    boolean isKnownAs(CallKey other) {
        return key.equals(other)
                || key.switchId().equals(other.switchId())
                        && key.leg().equals(other.leg())
                        && aliases.contains(other.callId());
    }

    @Override
    public String toString() {
        return key.switchId() + "/" + key.callId() + " " + stage + " " + reason + " covered=" + covered + " confirmed="
                + confirmed + " authorized=" + authorizedAt + " answered=" + answeredAt + " told=" + told + " billed="
                + billed + " revived=" + revived + " charged=" + java.util.Arrays.toString(charged) + " levels="
                + levels;
    }
}
