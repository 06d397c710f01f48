package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.kernel.AccountId;
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

    static final long NONE = -1;

    final CallKey key;
    final String fingerprint;
    final AccountId account;
    final Direction direction;
    final String number;
    Reason reason;
    final String conversation;
    final boolean renews;
    final boolean offNet;
    final List<ModelLevel> levels;
    final List<AccountId> counted;

    /** The levels, and root if it pays a carrier. */
    final List<ModelLevel> payers;

    /** In whose number's country it ends, if that is another one than the account's; empty otherwise. */
    final String abroad;

    long first = NONE;
    long expected = NONE;
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

    /** Admitted by this process: by its fraud guard it is known. */
    boolean admitted;

    /** The second of the clock on the wall in which this process has taken it; none if it came from elsewhere. */
    long attemptedAt = NONE;

    /** As it was in the middle of what has just happened to it; null if that is one step. */
    ModelCall halfway;

    ModelCall(
            CallAttempt attempt,
            String fingerprint,
            AccountId account,
            Reason reason,
            String conversation,
            boolean offNet,
            List<ModelLevel> levels,
            List<AccountId> counted,
            ModelLevel carrier) {
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
        abroad = ModelFraud.abroad(attempt);
        number = attempt.to();
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
        payers = from.payers.stream().map(ModelLevel::copy).toList();
        levels = payers.subList(0, from.levels.size());
        counted = from.counted;
        abroad = from.abroad;
        number = from.number;
        admitted = from.admitted;
        attemptedAt = from.attemptedAt;
        first = from.first;
        expected = from.expected;
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

    /** Whether it lasts as long as something that is held for it. */
    boolean isHeld() {
        return levels.stream().anyMatch(ModelLevel::isHeld);
    }

    private long start() {
        return answeredAt != NONE ? answeredAt : authorizedAt + 300;
    }

    long lastBound() {
        return start() + 12 * 3600 + 30;
    }

    /** Returns when its lease is over. */
    long leaseOver() {
        long stop = covered != NONE ? start() + covered + 30 : lastBound();
        return renews && !isEmergency() && !isHeld() ? Math.min(heardAt + 900, stop) : stop;
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
                + billed + " revived=" + revived + " payers=" + payers;
    }
}
