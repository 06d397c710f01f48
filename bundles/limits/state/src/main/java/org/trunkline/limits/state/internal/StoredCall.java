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

    private final byte[] record;
    private final long startedNanos;
    private final long answeredNanos;
    private final long renewedNanos;
    private final long coveredSeconds;
    private final int keyHash;
    private final int conversationHash;
    private final short headLength;
    private final byte flags;

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
        flags = (byte) ((call.renews() ? RENEWS : 0)
                | (call.isEmergency() ? EMERGENCY : 0)
                | (call.isHeld() ? HELD : 0)
                | (call.coveredSeconds().isPresent() ? COVERED : 0)
                | (call.aliases().isEmpty() ? 0 : ALIASES));
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
