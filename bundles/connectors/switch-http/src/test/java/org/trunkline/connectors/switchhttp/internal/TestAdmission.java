package org.trunkline.connectors.switchhttp.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.Reason;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** Grants everything, the same way each time, and remembers what it was asked. */
final class TestAdmission implements CallAdmission {
    static final AccountId ACCOUNT = new AccountId("c".repeat(32));
    static final AccountId RESELLER = new AccountId("2".repeat(32));

    final List<CallAttempt> attempts = new ArrayList<>();
    final List<CallEnd> ends = new ArrayList<>();
    final List<Long> elapsed = new ArrayList<>();
    Optional<RuntimeException> failure = Optional.empty();
    Reason reason = Reason.PER_MINUTE;
    boolean deciding = true;
    Optional<String> redirectTo = Optional.empty();

    final List<String> replaced = new ArrayList<>();
    final List<ReportedCalls> reported = new ArrayList<>();

    @Override
    public void replace(Caller caller, CallKey key, String newCallId) {
        failIfTold();
        replaced.add(key.callId() + ">" + newCallId);
    }

    @Override
    public ReportedCalls.Outcome resync(Caller caller, ReportedCalls calls) {
        failIfTold();
        reported.add(calls);
        return new ReportedCalls.Outcome(calls.calls().size(), 0, 2, List.of("x"));
    }

    @Override
    public boolean isDeciding() {
        return deciding;
    }

    private void failIfTold() {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public CallDecision authorize(Caller caller, CallAttempt attempt) {
        failIfTold();
        attempts.add(attempt);
        Price price = new Price(Money.toNanos("price", new BigDecimal("0.1321")), 0, 30, 1, 0);
        Rate rate = new Rate("GB-44", "GB_44", "", "retail", "44", price, "USD", OptionalLong.empty());
        boolean allowed = reason.allows();
        return new CallDecision(
                attempt.key(),
                reason,
                allowed ? 200 : reason.sipCodeOutbound(),
                Optional.of(ACCOUNT),
                "international",
                attempt.to(),
                false,
                allowed ? OptionalLong.of(60) : OptionalLong.empty(),
                allowed ? 40 : 0,
                allowed ? OptionalLong.of(1_740) : OptionalLong.empty(),
                900,
                allowed
                        ? List.of(new CallDecision.LevelTerms(
                                ACCOUNT,
                                Billing.PER_MINUTE,
                                Optional.empty(),
                                132_100,
                                "USD",
                                Optional.of(rate),
                                Optional.empty()))
                        : List.of(),
                allowed ? Optional.empty() : Optional.of(RESELLER),
                false,
                redirectTo);
    }

    @Override
    public CallExplanation explain(Caller by, CallAttempt attempt) {
        throw new UnsupportedOperationException("switches do not ask for explanations");
    }

    @Override
    public CallRenewal answered(Caller caller, CallKey key) {
        failIfTold();
        return new CallRenewal(
                key,
                true,
                Reason.PER_MINUTE,
                OptionalLong.of(60),
                40,
                OptionalLong.of(1_740),
                CallRenewal.Action.NONE,
                Optional.empty());
    }

    @Override
    public CallRenewal renew(Caller caller, CallKey key, long elapsedSeconds) {
        failIfTold();
        elapsed.add(elapsedSeconds);
        return new CallRenewal(
                key,
                false,
                Reason.INSUFFICIENT_CREDIT,
                OptionalLong.of(60),
                55,
                OptionalLong.of(60),
                redirectTo.isPresent() ? CallRenewal.Action.REDIRECT : CallRenewal.Action.HANGUP,
                redirectTo);
    }

    @Override
    public CallSettlement ended(Caller caller, CallEnd end) {
        failIfTold();
        ends.add(end);
        return settlement(end.key());
    }

    static CallSettlement settlement(CallKey key) {
        return new CallSettlement(
                key,
                true,
                true,
                List.of("overrun"),
                List.of(new CallSettlement.LevelCharge(
                        ACCOUNT, Billing.PER_MINUTE, -134_302, "USD", 61, 0, Optional.of("202611-1"))),
                Optional.empty());
    }

    @Override
    public Page<LiveCall> liveCalls(Caller caller, PageRequest page) {
        LiveCall call = new LiveCall(
                new CallKey(caller.name(), "c", "a"),
                Optional.empty(),
                Direction.OUTBOUND,
                "1",
                "911",
                "911",
                "emergency",
                Reason.EMERGENCY,
                Instant.parse("2026-11-23T10:00:00Z"),
                Optional.empty(),
                0,
                OptionalLong.empty(),
                "c",
                Optional.empty(),
                List.of());
        return new Page<>(List.of(call), Optional.of("d/a"));
    }
}
