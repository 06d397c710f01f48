package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;

/** A call as part of a record. */
final class CallForm {
    /** Since this version a call has {@link CallEntry.Facts}. */
    private static final int FACTS = 3;

    /** Since this version a level tells whether the call is beyond a soft limit of it. */
    private static final int SOFT = 4;

    /** Since this version a call tells when it started by a clock that nobody sets. */
    private static final int STARTED = 5;

    /** Since this version a level tells what it holds of an allotment. */
    static final int ALLOTMENT = 6;

    /** Since this version a call tells whose it is. */
    private static final int OWNER = 8;

    private CallForm() {}

    static void write(RecordOutput out, CallEntry call) throws IOException {
        out.key(call.key());
        out.writeUTF(call.fingerprint());
        out.text(call.account().map(AccountId::value));
        out.writeUTF(call.partition().value());
        out.writeUTF(call.direction().name());
        out.writeUTF(call.from());
        out.writeUTF(call.to());
        out.writeUTF(call.number());
        out.writeUTF(call.classification());
        out.writeUTF(call.reason().name());
        out.writeUTF(call.conversation());
        out.writeBoolean(call.offNet());
        out.writeBoolean(call.renews());
        out.list(call.levels(), CallForm::write);
        out.list(call.counted(), (to, account) -> to.writeUTF(account.value()));
        out.number(call.firstSeconds());
        out.number(call.expectedSeconds());
        out.number(call.coveredSeconds());
        out.writeLong(call.confirmedSeconds());
        out.instant(call.authorizedAt());
        out.writeBoolean(call.answeredAt().isPresent());
        out.instant(call.answeredAt().orElse(Instant.EPOCH));
        out.instant(call.renewedAt());
        out.writeBoolean(call.revived());
        out.list(call.aliases(), RecordOutput::writeUTF);
        write(out, call.facts());
        out.instant(call.startedAt());
    }

    /** Reads whose call it is, and nothing after that. */
    static Optional<AccountId> account(RecordInput in) throws IOException {
        in.key();
        in.readUTF();
        return in.optionalAccount();
    }

    static CallEntry read(RecordInput in) throws IOException {
        CallKey key = in.key();
        String fingerprint = in.readUTF();
        Optional<AccountId> account = in.optionalAccount();
        AccountId partition = in.account();
        Direction direction = Direction.valueOf(in.readUTF());
        String from = in.readUTF();
        String to = in.readUTF();
        String number = in.readUTF();
        String classification = in.readUTF();
        Reason reason = Reason.valueOf(in.readUTF());
        String conversation = in.readUTF();
        boolean offNet = in.readBoolean();
        boolean renews = in.readBoolean();
        List<CallEntry.Level> levels = in.list(CallForm::level);
        List<AccountId> counted = in.list(RecordInput::account);
        OptionalLong first = in.number();
        OptionalLong expected = in.number();
        OptionalLong covered = in.number();
        long confirmed = in.readLong();
        Instant authorizedAt = in.instant();
        boolean answered = in.readBoolean();
        Instant answeredAt = in.instant();
        Instant renewedAt = in.instant();
        boolean revived = in.readBoolean();
        List<String> aliases = in.list(each -> each.readUTF());
        CallEntry.Facts facts = in.has(FACTS) ? facts(in) : CallEntry.Facts.NONE;
        return new CallEntry(
                key,
                fingerprint,
                account,
                partition,
                direction,
                from,
                to,
                number,
                classification,
                reason,
                conversation,
                offNet,
                renews,
                levels,
                counted,
                first,
                expected,
                covered,
                confirmed,
                authorizedAt,
                answered ? Optional.of(answeredAt) : Optional.empty(),
                renewedAt,
                revived,
                aliases,
                facts,
                in.has(STARTED) ? in.instant() : authorizedAt);
    }

    private static void write(RecordOutput out, CallEntry.Facts facts) throws IOException {
        out.writeUTF(facts.resourceType());
        out.text(facts.otherLegCallId());
        out.list(facts.options(), RecordOutput::writeUTF);
        out.optional(facts.carrier(), CallForm::write);
        out.text(facts.owner().map(UserId::value));
    }

    private static CallEntry.Facts facts(RecordInput in) throws IOException {
        return new CallEntry.Facts(
                in.readUTF(),
                in.text(),
                options(in),
                in.optional(CallForm::level),
                in.has(OWNER) ? in.text().map(UserId::new) : Optional.empty());
    }

    private static Set<String> options(RecordInput in) throws IOException {
        List<String> options = in.list(each -> each.readUTF());
        return options.isEmpty() ? Set.of() : Set.copyOf(options);
    }

    private static void write(RecordOutput out, CallEntry.Level level) throws IOException {
        out.writeUTF(level.account().value());
        out.writeUTF(level.seller().value());
        out.writeUTF(level.billing().name());
        out.text(level.trunk());
        out.writeLong(level.heldMicros());
        out.writeUTF(level.currency());
        out.optional(level.rate(), RateForm::write);
        out.writeLong(level.postedMicros());
        out.writeBoolean(level.soft());
        out.optional(level.allotment(), CallForm::write);
    }

    private static void write(RecordOutput out, AllotmentHold hold) throws IOException {
        out.writeUTF(hold.name());
        out.writeLong(hold.begunAt().getEpochSecond());
        out.writeInt(hold.minimumSeconds());
        out.writeInt(hold.incrementSeconds());
        out.writeInt(hold.noConsumeSeconds());
        out.writeLong(hold.heldSeconds());
        out.writeLong(hold.countedSeconds());
    }

    private static AllotmentHold allotment(RecordInput in) throws IOException {
        return new AllotmentHold(
                in.readUTF(),
                Instant.ofEpochSecond(in.readLong()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    private static CallEntry.Level level(RecordInput in) throws IOException {
        AccountId account = in.account();
        AccountId seller = in.account();
        Billing billing = Billing.valueOf(in.readUTF());
        Optional<String> trunk = in.text();
        long held = in.readLong();
        String currency = in.readUTF();
        Optional<Rate> rate = in.optional(RateForm::read);
        long posted = in.readLong();
        boolean soft = in.has(SOFT) && in.readBoolean();
        Optional<AllotmentHold> allotment = in.has(ALLOTMENT) ? in.optional(CallForm::allotment) : Optional.empty();
        return new CallEntry.Level(account, seller, billing, trunk, held, currency, rate, posted, soft, allotment);
    }
}
