package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** A settled call as part of a record. */
final class EndForm {
    /** Since this version all of {@link Hangup} is there, and the keys of earlier postings. */
    private static final int HANGUP = 3;

    private EndForm() {}

    static void write(RecordOutput out, EndedCall ended) throws IOException {
        CallForm.write(out, ended.call());
        out.writeBoolean(ended.authorized());
        out.writeLong(ended.toldSeconds());
        out.writeLong(ended.billedSeconds());
        out.instant(ended.endedAt());
        out.writeUTF(ended.hangup().cause());
        out.list(ended.flags(), RecordOutput::writeUTF);
        for (long cost : ended.costMicros()) {
            out.writeLong(cost);
        }
        out.writeUTF(ended.by().name());
        out.writeInt(ended.ordinal());
        out.optional(ended.before(), EndForm::write);
        out.writeUTF(ended.hangup().side());
        out.writeInt(ended.hangup().sipCode().orElse(0));
        out.number(ended.hangup().durationSeconds());
    }

    static EndedCall read(RecordInput in) throws IOException {
        CallEntry call = CallForm.read(in);
        int payers = call.payers().size();
        boolean authorized = in.readBoolean();
        long told = in.readLong();
        long billed = in.readLong();
        Instant endedAt = in.instant();
        String cause = in.readUTF();
        List<String> flags = in.list(each -> each.readUTF());
        List<Long> costs = in.list(payers, each -> each.readLong());
        EndedCall.By by = EndedCall.By.valueOf(in.readUTF());
        int ordinal = in.readInt();
        Optional<EndedCall.Before> before = in.optional(each -> before(each, payers));
        Hangup hangup = in.has(HANGUP) ? hangup(cause, in) : Hangup.of(cause);
        return new EndedCall(call, authorized, told, billed, endedAt, hangup, flags, costs, by, ordinal, before);
    }

    private static Hangup hangup(String cause, RecordInput in) throws IOException {
        String side = in.readUTF();
        int sipCode = in.readInt();
        OptionalLong duration = in.number();
        return new Hangup(cause, side, sipCode == 0 ? OptionalInt.empty() : OptionalInt.of(sipCode), duration);
    }

    private static void write(RecordOutput out, EndedCall.Before before) throws IOException {
        out.writeLong(before.billedSeconds());
        for (long cost : before.costMicros()) {
            out.writeLong(cost);
        }
        for (Optional<String> entry : before.entryIds()) {
            out.text(entry);
        }
        out.list(before.chargedSeconds(), RecordOutput::writeLong);
        out.list(before.postingKeys(), RecordOutput::writeUTF);
        out.list(before.takenSeconds(), RecordOutput::writeLong);
    }

    private static EndedCall.Before before(RecordInput in, int payers) throws IOException {
        return new EndedCall.Before(
                in.readLong(),
                in.list(payers, each -> each.readLong()),
                in.list(payers, RecordInput::text),
                in.has(HANGUP) ? in.list(each -> each.readLong()) : List.of(),
                in.has(HANGUP) ? in.list(each -> each.readUTF()) : List.of(),
                in.has(CallForm.ALLOTMENT) ? in.list(each -> each.readLong()) : List.of());
    }
}
