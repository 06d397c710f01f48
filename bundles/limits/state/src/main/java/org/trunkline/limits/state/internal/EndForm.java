package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** A settled call as part of a record. */
final class EndForm {
    private static final int AUTHORIZED = 1;
    private static final int BEFORE = 1 << 1;
    private static final int SIP_CODE = 1 << 2;
    private static final int DURATION = 1 << 3;
    /** All that the switch told is billed. */
    private static final int BILLED_AS_TOLD = 1 << 4;

    private EndForm() {}

    static void write(RecordOutput out, EndedCall ended) {
        CallForm.write(out, ended.call());
        Hangup hangup = ended.hangup();
        boolean asTold = ended.billedSeconds() == ended.toldSeconds();
        out.writeByte((ended.authorized() ? AUTHORIZED : 0)
                | (ended.before().isPresent() ? BEFORE : 0)
                | (hangup.sipCode().isPresent() ? SIP_CODE : 0)
                | (hangup.durationSeconds().isPresent() ? DURATION : 0)
                | (asTold ? BILLED_AS_TOLD : 0));
        out.writeByte(Codes.BY.of(ended.by()));
        out.number(ended.ordinal());
        out.number(ended.toldSeconds());
        if (!asTold) {
            out.number(ended.billedSeconds());
        }
        out.instant(ended.endedAt(), ended.call().authorizedAt());
        out.word(hangup.cause());
        out.word(hangup.side());
        if (hangup.sipCode().isPresent()) {
            out.number(hangup.sipCode().getAsInt());
        }
        if (hangup.durationSeconds().isPresent()) {
            out.number(hangup.durationSeconds().getAsLong());
        }
        out.count(ended.flags().size());
        for (String flag : ended.flags()) {
            out.word(flag);
        }
        for (long cost : ended.costMicros()) {
            out.number(cost);
        }
        if (ended.before().isPresent()) {
            write(out, ended.before().get());
        }
    }

    private static void write(RecordOutput out, EndedCall.Before before) {
        out.number(before.billedSeconds());
        out.numbers(before.costMicros());
        out.count(before.entryIds().size());
        for (Optional<String> entry : before.entryIds()) {
            out.text(entry.orElse(""));
        }
        out.numbers(before.chargedSeconds());
        out.texts(before.postingKeys());
        out.numbers(before.takenSeconds());
    }

    static EndedCall read(RecordInput in) throws IOException {
        CallEntry call = CallForm.read(in);
        int shape = in.readByte();
        EndedCall.By by = Codes.BY.at(in.readByte());
        int ordinal = in.smallNumber();
        long told = in.number();
        long billed = (shape & BILLED_AS_TOLD) != 0 ? told : in.number();
        Instant endedAt = in.instant(call.authorizedAt());
        Hangup hangup = hangup(in, shape);
        List<String> flags = new ArrayList<>(0);
        for (int left = in.count(); left > 0; left--) {
            flags.add(in.word());
        }
        List<Long> costs = in.numbers(call.payers().size());
        Optional<EndedCall.Before> before = (shape & BEFORE) != 0 ? Optional.of(before(in)) : Optional.empty();
        return new EndedCall(
                call, (shape & AUTHORIZED) != 0, told, billed, endedAt, hangup, flags, costs, by, ordinal, before);
    }

    private static Hangup hangup(RecordInput in, int shape) throws IOException {
        String cause = in.word();
        String side = in.word();
        OptionalInt sipCode = (shape & SIP_CODE) != 0 ? OptionalInt.of(in.smallNumber()) : OptionalInt.empty();
        OptionalLong duration = (shape & DURATION) != 0 ? OptionalLong.of(in.number()) : OptionalLong.empty();
        return new Hangup(cause, side, sipCode, duration);
    }

    private static EndedCall.Before before(RecordInput in) throws IOException {
        long billed = in.number();
        List<Long> costs = in.numbers();
        List<Optional<String>> entries = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            entries.add(Optional.of(in.text()).filter(entry -> !entry.isEmpty()));
        }
        return new EndedCall.Before(billed, costs, entries, in.numbers(), in.texts(), in.numbers());
    }
}
