package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;

/** A call as part of a record: its key, its {@link CallShape}, and what that leaves to be said. */
final class CallForm {
    private final RecordInput in;
    private final int shape;

    private CallForm(RecordInput in, int shape) {
        this.in = in;
        this.shape = shape;
    }

    static void write(RecordOutput out, CallEntry call) {
        out.key(call.key());
        int shape = CallShape.of(call);
        out.fixed(shape);
        if (call.account().isPresent()) {
            out.account(call.account().get());
        }
        out.writeByte(Codes.REASON.of(call.reason()));
        writeNumbers(out, call, shape);
        writeFacts(out, call.facts());
        if ((shape & (CallShape.CONVERSATION_OF_CALL | CallShape.CONVERSATION_OF_OTHER_LEG)) == 0) {
            out.text(call.conversation());
        }
        CallEntry.Level last = LevelForm.write(out, call.levels(), call.account());
        writeAccounts(out, call, shape);
        writeSeconds(out, call, shape);
        writeTimes(out, call, shape);
        if ((shape & CallShape.ALIASES) != 0) {
            out.texts(call.aliases());
        }
        if (call.facts().carrier().isPresent()) {
            LevelForm.write(out, call.facts().carrier().get(), last, LevelForm.payer(last));
        }
    }

    private static void writeNumbers(RecordOutput out, CallEntry call, int shape) {
        out.dialled(call.from());
        out.dialled(call.to());
        if ((shape & CallShape.NUMBER_AS_DIALLED) == 0) {
            out.dialled(call.number());
        }
        out.word(call.classification());
        if ((shape & CallShape.FINGERPRINT_BY_ID) == 0) {
            out.text(call.fingerprint());
        }
    }

    private static void writeFacts(RecordOutput out, CallEntry.Facts facts) {
        if (!facts.resourceType().isEmpty()) {
            out.text(facts.resourceType());
        }
        if (facts.otherLegCallId().isPresent()) {
            out.text(facts.otherLegCallId().get());
        }
        if (!facts.options().isEmpty()) {
            out.texts(List.copyOf(facts.options()));
        }
        if (facts.owner().isPresent()) {
            out.id(facts.owner().get().value());
        }
    }

    private static void writeAccounts(RecordOutput out, CallEntry call, int shape) {
        if ((shape & CallShape.PARTITION_OF_LAST_LEVEL) == 0) {
            out.account(call.partition());
        }
        if ((shape & CallShape.COUNTED_AS_LEVELS) == 0) {
            out.count(call.counted().size());
            for (AccountId each : call.counted()) {
                out.account(each);
            }
        }
    }

    private static void writeSeconds(RecordOutput out, CallEntry call, int shape) {
        if ((shape & CallShape.FIRST) != 0) {
            out.number(call.firstSeconds().getAsLong());
        }
        if ((shape & CallShape.EXPECTED) != 0) {
            out.number(call.expectedSeconds().getAsLong());
        }
        if ((shape & (CallShape.COVERED | CallShape.COVERED_AS_FIRST)) == CallShape.COVERED) {
            out.number(call.coveredSeconds().getAsLong());
        }
        if ((shape & CallShape.CONFIRMED) != 0) {
            out.number(call.confirmedSeconds());
        }
    }

    private static void writeTimes(RecordOutput out, CallEntry call, int shape) {
        out.instant(call.authorizedAt());
        out.instant(call.startedAt(), call.authorizedAt());
        if ((shape & CallShape.RENEWED_AT_START) == 0) {
            out.instant(call.renewedAt(), call.startedAt());
        }
        if (call.answeredAt().isPresent()) {
            out.instant(call.answeredAt().get(), call.startedAt());
        }
    }

    /** Reads whose call it is, and nothing after that. */
    static Optional<AccountId> account(RecordInput in) throws IOException {
        in.skipKey();
        return new CallForm(in, in.fixed()).account();
    }

    static CallEntry read(RecordInput in) throws IOException {
        CallKey key = in.key();
        return new CallForm(in, in.fixed()).call(key);
    }

    private boolean has(int bit) {
        return (shape & bit) != 0;
    }

    private Optional<AccountId> account() throws IOException {
        return has(CallShape.ACCOUNT) ? Optional.of(in.account()) : Optional.empty();
    }

    private CallEntry call(CallKey key) throws IOException {
        Optional<AccountId> account = account();
        Reason reason = Codes.REASON.at(in.readByte());
        String from = in.dialled();
        String to = in.dialled();
        String number = has(CallShape.NUMBER_AS_DIALLED) ? to : in.dialled();
        String classification = in.word();
        String fingerprint = has(CallShape.FINGERPRINT_BY_ID) ? null : in.text();
        String resourceType = has(CallShape.RESOURCE_TYPE) ? in.text() : "";
        if (fingerprint == null) {
            fingerprint = CallShape.fingerprint(has(CallShape.OUTBOUND), account.orElseThrow(), from, to, resourceType);
        }
        Optional<String> otherLeg = has(CallShape.OTHER_LEG) ? Optional.of(in.text()) : Optional.empty();
        Set<String> options = has(CallShape.OPTIONS) ? Set.copyOf(in.texts()) : Set.of();
        Optional<UserId> owner = has(CallShape.OWNER) ? Optional.of(in.user()) : Optional.empty();
        String conversation = conversation(key, otherLeg);
        List<CallEntry.Level> levels = LevelForm.read(in, account);
        CallEntry.Level last = levels.isEmpty() ? null : levels.get(levels.size() - 1);
        AccountId partition =
                has(CallShape.PARTITION_OF_LAST_LEVEL) ? LevelForm.known(last).account() : in.wellKnownAccount();
        List<AccountId> counted = has(CallShape.COUNTED_AS_LEVELS) ? accounts(levels) : counted();
        OptionalLong first = seconds(CallShape.FIRST);
        OptionalLong expected = seconds(CallShape.EXPECTED);
        OptionalLong covered = has(CallShape.COVERED_AS_FIRST) ? first : seconds(CallShape.COVERED);
        long confirmed = has(CallShape.CONFIRMED) ? in.number() : 0;
        Instant authorizedAt = in.instant();
        Instant startedAt = in.instant(authorizedAt);
        Instant renewedAt = has(CallShape.RENEWED_AT_START) ? startedAt : in.instant(startedAt);
        Optional<Instant> answeredAt = has(CallShape.ANSWERED) ? Optional.of(in.instant(startedAt)) : Optional.empty();
        List<String> aliases = has(CallShape.ALIASES) ? in.texts() : List.of();
        return new CallEntry(
                key,
                fingerprint,
                account,
                partition,
                has(CallShape.OUTBOUND) ? Direction.OUTBOUND : Direction.INBOUND,
                from,
                to,
                number,
                classification,
                reason,
                conversation,
                has(CallShape.OFF_NET),
                has(CallShape.RENEWS),
                levels,
                counted,
                first,
                expected,
                covered,
                confirmed,
                authorizedAt,
                answeredAt,
                renewedAt,
                has(CallShape.REVIVED),
                aliases,
                new CallEntry.Facts(resourceType, otherLeg, options, carrier(last), owner),
                startedAt);
    }

    private String conversation(CallKey key, Optional<String> otherLeg) throws IOException {
        if (has(CallShape.CONVERSATION_OF_CALL)) {
            return CallShape.conversation(key.switchId(), key.callId());
        }
        return has(CallShape.CONVERSATION_OF_OTHER_LEG)
                ? CallShape.conversation(key.switchId(), otherLeg.orElseThrow())
                : in.text();
    }

    private List<AccountId> counted() throws IOException {
        List<AccountId> counted = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            counted.add(in.wellKnownAccount());
        }
        return counted;
    }

    private static List<AccountId> accounts(List<CallEntry.Level> levels) {
        AccountId[] accounts = new AccountId[levels.size()];
        for (int i = 0; i < accounts.length; i++) {
            accounts[i] = levels.get(i).account();
        }
        return RecordInput.list(accounts);
    }

    private OptionalLong seconds(int bit) throws IOException {
        return has(bit) ? OptionalLong.of(in.number()) : OptionalLong.empty();
    }

    private Optional<CallEntry.Level> carrier(CallEntry.Level last) throws IOException {
        return has(CallShape.CARRIER) ? Optional.of(LevelForm.read(in, last, LevelForm.payer(last))) : Optional.empty();
    }
}
