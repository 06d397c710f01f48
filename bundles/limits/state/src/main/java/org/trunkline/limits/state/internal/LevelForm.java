package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Rate;

/** The levels of a call as part of a record, each beside the one below it, which is much like it. */
final class LevelForm {
    /** So many bits are the code of how it takes the call. */
    private static final int BILLING = 0xf;
    /** Its account is the one expected: whom the level below pays, or whose call it is. */
    private static final int PAYER = 1 << 4;

    private static final int CURRENCY_BEFORE = 1 << 5;
    private static final int RATE = 1 << 6;
    /** A second byte of bits follows, which few levels have. */
    private static final int MORE = 1 << 7;

    private static final int TRUNK = 1;
    private static final int POSTED = 1 << 1;
    private static final int SOFT = 1 << 2;
    private static final int ALLOTMENT = 1 << 3;

    private LevelForm() {}

    /** Returns the last one; null where there is none. */
    static CallEntry.Level write(RecordOutput out, List<CallEntry.Level> levels, Optional<AccountId> account) {
        int count = levels.size();
        out.count(count);
        CallEntry.Level before = null;
        AccountId payer = account.orElse(null);
        for (int i = 0; i < count; i++) {
            CallEntry.Level level = levels.get(i);
            write(out, level, before, payer);
            before = level;
            payer = level.seller();
        }
        return before;
    }

    /** Returns whose level follows, as far as one can expect; null where one cannot. */
    static AccountId payer(CallEntry.Level last) {
        return last == null ? null : last.seller();
    }

    static CallEntry.Level known(CallEntry.Level last) throws IOException {
        if (last == null) {
            throw new IOException("a call without levels");
        }
        return last;
    }

    /**
     * @param before the level below; null for none
     * @param payer whose it is, as far as one can expect; null where one cannot
     */
    static void write(RecordOutput out, CallEntry.Level level, CallEntry.Level before, AccountId payer) {
        boolean isPayer = payer != null && RecordOutput.same(payer, level.account());
        boolean sameCurrency = before != null && before.currency().equals(level.currency());
        int more = more(level);
        out.writeByte(Codes.BILLING.of(level.billing())
                | (isPayer ? PAYER : 0)
                | (sameCurrency ? CURRENCY_BEFORE : 0)
                | (level.rate().isPresent() ? RATE : 0)
                | (more != 0 ? MORE : 0));
        if (more != 0) {
            out.writeByte(more);
        }
        if (!isPayer) {
            out.account(level.account());
        }
        out.account(level.seller());
        out.number(level.heldMicros());
        if (!sameCurrency) {
            out.text(level.currency());
        }
        if (level.rate().isPresent()) {
            RateForm.write(out, level.rate().get(), level.currency(), rate(before));
        }
        if (more != 0) {
            writeMore(out, level);
        }
    }

    private static Rate rate(CallEntry.Level level) {
        return level == null ? null : level.rate().orElse(null);
    }

    private static int more(CallEntry.Level level) {
        return (level.trunk().isPresent() ? TRUNK : 0)
                | (level.postedMicros() != 0 ? POSTED : 0)
                | (level.soft() ? SOFT : 0)
                | (level.allotment().isPresent() ? ALLOTMENT : 0);
    }

    private static void writeMore(RecordOutput out, CallEntry.Level level) {
        if (level.trunk().isPresent()) {
            out.word(level.trunk().get());
        }
        if (level.postedMicros() != 0) {
            out.number(level.postedMicros());
        }
        if (level.allotment().isPresent()) {
            write(out, level.allotment().get());
        }
    }

    private static void write(RecordOutput out, AllotmentHold hold) {
        out.text(hold.name());
        out.number(hold.begunAt().getEpochSecond());
        out.number(hold.minimumSeconds());
        out.number(hold.incrementSeconds());
        out.number(hold.noConsumeSeconds());
        out.number(hold.heldSeconds());
        out.number(hold.countedSeconds());
    }

    static List<CallEntry.Level> read(RecordInput in, Optional<AccountId> account) throws IOException {
        CallEntry.Level[] levels = new CallEntry.Level[in.count()];
        CallEntry.Level before = null;
        AccountId payer = account.orElse(null);
        for (int i = 0; i < levels.length; i++) {
            before = read(in, before, payer);
            payer = before.seller();
            levels[i] = before;
        }
        return RecordInput.list(levels);
    }

    static CallEntry.Level read(RecordInput in, CallEntry.Level before, AccountId payer) throws IOException {
        int shape = in.readByte();
        int more = (shape & MORE) != 0 ? in.readByte() : 0;
        Billing billing = Codes.BILLING.at(shape & BILLING);
        AccountId account = (shape & PAYER) != 0 ? payer : in.wellKnownAccount();
        AccountId seller = in.wellKnownAccount();
        long held = in.number();
        String currency = (shape & CURRENCY_BEFORE) != 0 ? known(before).currency() : in.text();
        Optional<Rate> rate =
                (shape & RATE) != 0 ? Optional.of(RateForm.read(in, currency, rate(before))) : Optional.empty();
        Optional<String> trunk = (more & TRUNK) != 0 ? Optional.of(in.word()) : Optional.empty();
        long posted = (more & POSTED) != 0 ? in.number() : 0;
        Optional<AllotmentHold> allotment = (more & ALLOTMENT) != 0 ? Optional.of(allotment(in)) : Optional.empty();
        return new CallEntry.Level(
                account, seller, billing, trunk, held, currency, rate, posted, (more & SOFT) != 0, allotment);
    }

    private static AllotmentHold allotment(RecordInput in) throws IOException {
        String name = in.text();
        Instant begunAt = Instant.ofEpochSecond(in.number());
        return new AllotmentHold(
                name, begunAt, in.smallNumber(), in.smallNumber(), in.smallNumber(), in.number(), in.number());
    }
}
