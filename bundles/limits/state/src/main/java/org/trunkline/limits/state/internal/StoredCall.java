package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.rating.Direction;

/**
 * A live call in memory: its record, as the journal has it, and what is asked of all calls again and again. A call is some
 * forty objects once it is read; as many as are live, they would be most of what a node keeps in memory and what its
 * collections have to copy.
 */
final class StoredCall implements CallGlance {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final int RENEWS = 1;
    private static final int EMERGENCY = 2;
    private static final int HELD = 4;
    private static final int COVERED = 8;
    private static final int ALIASES = 16;
    private static final int INBOUND = 32;
    private static final int OFF_NET = 64;
    private static final int PLAIN = 128;

    /** As many as there are bits for their trunks. */
    private static final int PLAIN_LEVELS_MAX = Short.SIZE;

    private static final long[] NOTHING_HELD = {};

    private final byte[] record;
    private final long startedNanos;
    private final long answeredNanos;
    private final long renewedNanos;
    private final long coveredSeconds;
    private final int keyHash;
    private final int conversationHash;
    private final short headLength;
    private final short flags;
    private final short onTrunk;
    /** By level; nothing where not plain. */
    private final long[] heldMicros;

    /** Links of {@link CallTable}, guarded by its stripes. */
    private StoredCall nextByKey;

    private StoredCall nextByConversation;

    /** Of the accounts that count it, since it has taken its places; guarded by its partition. */
    private List<AccountMeter> meters = List.of();

    /**
     * @param record of the call
     * @param headLength how many bytes of it tell the version and the key
     */
    StoredCall(byte[] record, int headLength, CallEntry call) {
        this.record = record;
        this.headLength = (short) headLength;
        startedNanos = nanos(call.startedAt());
        answeredNanos = call.answeredAt().isPresent() ? nanos(call.answeredAt().get()) : NEVER;
        renewedNanos = nanos(call.renewedAt());
        coveredSeconds = call.coveredSeconds().orElse(0);
        keyHash = call.key().hashCode();
        conversationHash = call.conversation().hashCode();
        boolean isPlain = isPlain(call);
        heldMicros = isPlain ? heldMicros(call.levels()) : NOTHING_HELD;
        onTrunk = (short) (isPlain ? onTrunk(call.levels()) : 0);
        flags = (short) ((call.renews() ? RENEWS : 0)
                | (call.isEmergency() ? EMERGENCY : 0)
                | (call.isHeld() ? HELD : 0)
                | (call.coveredSeconds().isPresent() ? COVERED : 0)
                | (call.aliases().isEmpty() ? 0 : ALIASES)
                | (call.direction() == Direction.INBOUND ? INBOUND : 0)
                | (call.offNet() ? OFF_NET : 0)
                | (isPlain ? PLAIN : 0));
    }

    private static boolean isPlain(CallEntry call) {
        List<CallEntry.Level> levels = call.levels();
        List<AccountId> counted = call.counted();
        if (call.direction() == Direction.INBOUND
                || !call.aliases().isEmpty()
                || levels.size() > Math.min(PLAIN_LEVELS_MAX, counted.size())) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            CallEntry.Level level = levels.get(i);
            if (level.allotment().isPresent() || !level.account().equals(counted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static long[] heldMicros(List<CallEntry.Level> levels) {
        long[] held = new long[levels.size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = levels.get(i).heldMicros();
        }
        return held;
    }

    private static int onTrunk(List<CallEntry.Level> levels) {
        int onTrunk = 0;
        for (int i = 0; i < levels.size(); i++) {
            onTrunk |= levels.get(i).isFlatRate() ? 1 << i : 0;
        }
        return onTrunk;
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns the bytes of the call; not to be changed. */
    byte[] record() {
        return record;
    }

    int keyHash() {
        return keyHash;
    }

    int conversationHash() {
        return conversationHash;
    }

    /** Returns whether its record begins like this: with the version and the key. */
    boolean hasHead(RecordOutput head) {
        return head.isWritten(record, headLength);
    }

    boolean hasKeyOf(StoredCall other) {
        return keyHash == other.keyHash && Arrays.equals(record, 0, headLength, other.record, 0, other.headLength);
    }

    StoredCall nextByKey() {
        return nextByKey;
    }

    void nextByKey(StoredCall next) {
        nextByKey = next;
    }

    StoredCall nextByConversation() {
        return nextByConversation;
    }

    void nextByConversation(StoredCall next) {
        nextByConversation = next;
    }

    boolean isInbound() {
        return is(INBOUND);
    }

    boolean isOffNet() {
        return is(OFF_NET);
    }

    /**
     * Returns whether all that it takes is places of the accounts that count it, money that levels hold, and their trunks: so
     * that nothing needs to be read to give it back.
     */
    boolean isPlain() {
        return is(PLAIN);
    }

    /** Returns what is held by one of those that count it, in their order. */
    long heldMicros(int counting) {
        return counting < heldMicros.length ? heldMicros[counting] : 0;
    }

    /** Returns whether it takes a trunk of one of those that count it. */
    boolean isOnTrunk(int counting) {
        return counting < PLAIN_LEVELS_MAX && (onTrunk >>> counting & 1) != 0;
    }

    List<AccountMeter> meters() {
        return meters;
    }

    void meters(List<AccountMeter> counting) {
        meters = counting;
    }

    @Override
    public CallKey key() {
        return CallCodec.key(record);
    }

    @Override
    public Optional<AccountId> account() {
        return CallCodec.account(record);
    }

    @Override
    public boolean renews() {
        return is(RENEWS);
    }

    @Override
    public boolean isEmergency() {
        return is(EMERGENCY);
    }

    @Override
    public boolean isHeld() {
        return is(HELD);
    }

    @Override
    public OptionalLong coveredSeconds() {
        return is(COVERED) ? OptionalLong.of(coveredSeconds) : OptionalLong.empty();
    }

    @Override
    public Instant startedAt() {
        return instant(startedNanos);
    }

    @Override
    public Optional<Instant> answeredAt() {
        return answeredNanos == NEVER ? Optional.empty() : Optional.of(instant(answeredNanos));
    }

    @Override
    public Instant renewedAt() {
        return instant(renewedNanos);
    }

    @Override
    public List<String> aliases() {
        return is(ALIASES) ? entry().aliases() : List.of();
    }

    @Override
    public CallEntry entry() {
        return CallCodec.live(record);
    }
}
