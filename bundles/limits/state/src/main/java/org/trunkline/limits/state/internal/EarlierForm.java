package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateTexts;

/** Calls as records of earlier releases have them. Nothing writes these any more. */
final class EarlierForm {
    /** Since this version a call has {@link CallEntry.Facts}, and a rate tells of which version of its deck it is. */
    private static final int FACTS = 3;

    /** Since this version a level tells whether the call is beyond a soft limit of it. */
    private static final int SOFT = 4;

    /** Since this version a call tells when it started by a clock that nobody sets. */
    private static final int STARTED = 5;

    /** Since this version a level tells what it holds of an allotment. */
    private static final int ALLOTMENT = 6;

    /** Since this version what a rate is called is one piece. */
    private static final int IN_ONE_PIECE = 7;

    /** Since this version a call tells whose it is. */
    private static final int OWNER = 8;

    /** Since this version all of {@link Hangup} is there, and the keys of earlier postings. */
    private static final int HANGUP = 3;

    private EarlierForm() {}

    static CallEntry call(EarlierInput in) throws IOException {
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
        List<CallEntry.Level> levels = in.list(EarlierForm::level);
        List<AccountId> counted = in.list(EarlierInput::account);
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

    private static CallEntry.Facts facts(EarlierInput in) throws IOException {
        return new CallEntry.Facts(
                in.readUTF(),
                in.text(),
                Set.copyOf(in.list(each -> each.readUTF())),
                in.optional(EarlierForm::level),
                in.has(OWNER) ? in.text().map(UserId::new) : Optional.empty());
    }

    private static AllotmentHold allotment(EarlierInput in) throws IOException {
        return new AllotmentHold(
                in.readUTF(),
                Instant.ofEpochSecond(in.readLong()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    private static CallEntry.Level level(EarlierInput in) throws IOException {
        AccountId account = in.account();
        AccountId seller = in.account();
        Billing billing = Billing.valueOf(in.readUTF());
        Optional<String> trunk = in.text();
        long held = in.readLong();
        String currency = in.readUTF();
        Optional<Rate> rate = in.optional(EarlierForm::rate);
        long posted = in.readLong();
        boolean soft = in.has(SOFT) && in.readBoolean();
        Optional<AllotmentHold> allotment = in.has(ALLOTMENT) ? in.optional(EarlierForm::allotment) : Optional.empty();
        return new CallEntry.Level(account, seller, billing, trunk, held, currency, rate, posted, soft, allotment);
    }

    private static Rate rate(EarlierInput in) throws IOException {
        return in.has(IN_ONE_PIECE) ? rate(in, new TextsInOnePiece(in.piece()), in.readUTF()) : texts(in);
    }

    private static Rate texts(EarlierInput in) throws IOException {
        String id = in.readUTF();
        String name = in.readUTF();
        String description = in.readUTF();
        String deck = in.readUTF();
        return rate(in, new RateTexts(id, name, description, in.readUTF()), deck);
    }

    private static Rate rate(EarlierInput in, Rate.Label texts, String deck) throws IOException {
        String currency = in.readUTF();
        OptionalLong internalCost = in.number();
        Price price = new Price(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
        long deckVersion = in.has(FACTS) ? in.readLong() : 0;
        return new Rate(texts, deck, deckVersion, price, currency, internalCost);
    }

    static EndedCall ended(EarlierInput in) throws IOException {
        CallEntry call = call(in);
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

    private static Hangup hangup(String cause, EarlierInput in) throws IOException {
        String side = in.readUTF();
        int sipCode = in.readInt();
        OptionalLong duration = in.number();
        return new Hangup(cause, side, sipCode == 0 ? OptionalInt.empty() : OptionalInt.of(sipCode), duration);
    }

    private static EndedCall.Before before(EarlierInput in, int payers) throws IOException {
        return new EndedCall.Before(
                in.readLong(),
                in.list(payers, each -> each.readLong()),
                in.list(payers, EarlierInput::text),
                in.has(HANGUP) ? in.list(each -> each.readLong()) : List.of(),
                in.has(HANGUP) ? in.list(each -> each.readUTF()) : List.of(),
                in.has(ALLOTMENT) ? in.list(each -> each.readLong()) : List.of());
    }
}
