package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UnavailableException;
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
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.FraudMemory;
import org.trunkline.limits.state.NodeRole;
import org.trunkline.numbers.NumberOwners;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.RateLookup;

/** Admits calls: finds out what is asked, lets the rules decide in one atomic step per partition, settles at the end. */
@Component(service = {CallAdmission.class, Admission.class})
public final class Admission implements CallAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final AccountTree tree;
    private final Access access;
    private final CallState state;
    private final SwitchManager switches;
    private final Settlements settlements;
    private final FraudMemory fraud;
    private final Questions questions;
    private final Renewals renewals;
    private final Resyncs resyncs;
    private final Alerts alerts;
    private final Clock clock;

    @Activate
    public Admission(
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference NumberPlan numbers,
            @Reference NumberOwners owners,
            @Reference RateLookup rates,
            @Reference CallState state,
            @Reference SwitchManager switches,
            @Reference Settlements settlements,
            @Reference FraudMemory fraud,
            @Reference Alerts alerts,
            @Reference Clock clock) {
        this.tree = tree;
        this.access = access;
        this.state = state;
        this.switches = switches;
        this.settlements = settlements;
        this.fraud = fraud;
        this.alerts = alerts;
        this.clock = clock;
        this.questions = new Questions(tree, access, numbers, owners, rates, state);
        this.renewals = new Renewals(tree, state, settlements, alerts);
        this.resyncs = new Resyncs(state, settlements, renewals, clock);
        new Rehearsal(tree, questions, renewals, state, clock)
                .run((question, book) -> outcome(question, book, Trace.NONE));
    }

    @Override
    public boolean isDeciding() {
        return state.role() != NodeRole.STANDS_BY;
    }

    @Override
    public CallDecision authorize(Caller caller, CallAttempt attempt) {
        SwitchIdentity asking = requireSwitch(caller, attempt.key());
        String fingerprint = Fingerprints.of(attempt);
        if (questions.isEmergency(attempt)) {
            return emergency(caller, attempt, fingerprint);
        }
        Optional<CallDecision> known = known(caller, attempt.key(), fingerprint);
        if (known.isPresent()) {
            return known.get();
        }
        boolean onNet = attempt.onNet() && asking.mayAssertOnNet();
        Optional<AccountNode> account = questions.account(caller, attempt.selector());
        if (account.isEmpty()) {
            return denied(caller, attempt, fingerprint, Refusal.of(Reason.ACCOUNT_UNKNOWN), Optional.empty());
        }
        Question question = questions.question(account.get(), attempt, onNet, fingerprint, clock.instant());
        List<Refusal> early = questions.refusals(question, Trace.NONE);
        if (!early.isEmpty()) {
            return denied(caller, attempt, fingerprint, early.get(0), Optional.of(question));
        }
        return decide(caller, question);
    }

    @Override
    public CallExplanation explain(Caller caller, CallAttempt attempt) {
        AccountNode account = questions
                .any(attempt.selector())
                .orElseThrow(() -> new NotFoundException(attempt.key().callId()));
        access.require(caller, account.id(), Permission.LIMITS_READ);
        TraceWriter trace = new TraceWriter(visible(caller));
        if (questions.isEmergency(attempt)) {
            Caller all = Caller.system(tree.root().id(), "explain");
            CallEntry call = questions.emergency(all, attempt, "", clock.instant());
            trace.emergency();
            return new CallExplanation(allowed(call, caller, false), trace.lines());
        }
        Question question = questions.question(account, attempt, attempt.onNet(), "", clock.instant());
        List<Refusal> early = questions.refusals(question, trace);
        trace.levels(question);
        Outcome outcome = state.atomically(
                question.partition(), question.withRoot(), question.meters(), book -> outcome(question, book, trace));
        if (early.isEmpty() && outcome instanceof Outcome.Granted granted) {
            return new CallExplanation(
                    allowed(Entries.of(question, granted, question.now()), caller, false), trace.lines());
        }
        List<Refusal> refusals = new ArrayList<>(early);
        if (outcome instanceof Outcome.Refused refused) {
            refusals.addAll(refused.refusals());
        }
        trace.upstream(refusals);
        return new CallExplanation(
                Decisions.denied(
                        attempt,
                        refusals.get(0),
                        Optional.of(account.id()),
                        question.classification(),
                        question.number(),
                        visible(caller)),
                trace.lines());
    }

    @Override
    public CallRenewal answered(Caller caller, CallKey key) {
        requireSwitch(caller, key);
        return renewals.answered(key);
    }

    @Override
    public CallRenewal renew(Caller caller, CallKey key, long elapsedSeconds) {
        return renewals.renew(requireSwitch(caller, key), key, elapsedSeconds);
    }

    @Override
    public CallSettlement ended(Caller caller, CallEnd end) {
        SwitchIdentity asking = requireSwitch(caller, end.key());
        return settlements.settle(
                asking, end, () -> unauthorized(caller, asking, end), visible(caller), settlements.patience());
    }

    /**
     * Settles a call as the records of its switch have it, whatever was settled before.
     *
     * @param asking the switch, believed in all that its key may not say
     */
    CallSettlement reconciled(SwitchIdentity asking, CallEnd end) {
        Caller caller = asking.caller();
        return settlements.settle(
                asking, end, () -> unauthorized(caller, asking, end), account -> true, Patience.ENDLESS);
    }

    @Override
    public void replace(Caller caller, CallKey key, String newCallId) {
        requireSwitch(caller, key);
        resyncs.replace(key, newCallId);
    }

    @Override
    public ReportedCalls.Outcome resync(Caller caller, ReportedCalls reported) {
        SwitchIdentity asking = requireSwitch(caller, new CallKey(caller.name(), "resync", "a"));
        reported.calls().forEach(call -> requireSwitch(caller, call.key()));
        return resyncs.resync(asking, reported, (call, start) -> call.attempt()
                .flatMap(attempt -> asEnded(caller, asking, attempt, start)));
    }

    @Override
    public Page<LiveCall> liveCalls(Caller caller, PageRequest page) {
        if (caller.kind() != Caller.Kind.SWITCH) {
            throw new ForbiddenException("only a switch lists its calls");
        }
        return new SwitchCalls(state).page(caller.name(), page, call -> LiveCallManager.of(call, visible(caller)));
    }

    private CallDecision decide(Caller caller, Question question) {
        CallKey key = question.attempt().key();
        Object decided;
        try {
            decided = state.atomically(
                    question.partition(),
                    question.withRoot(),
                    question.meters(),
                    book -> decide(caller, question, book));
        } catch (UnavailableException e) {
            LOG.error("Call denied, the journal cannot be written: call={} reason={}", key, e.getMessage());
            decided = Outcome.Refused.of(Reason.UNAVAILABLE);
        }
        if (decided instanceof CallEntry call) {
            return allowed(call, caller, false);
        }
        if (decided instanceof Outcome.Refused refused) {
            alerts.refused(question, refused, state);
            return denied(caller, question.attempt(), question.fingerprint(), refused.verdict(), Optional.of(question));
        }
        // another request with this key was first
        return known(caller, key, question.fingerprint()).orElseThrow(() -> new ConflictException(key.callId()));
    }

    /** Returns the new call, a refusal, or false where there is a call with this key. */
    private Object decide(Caller caller, Question question, CallBook book) {
        if (state.find(question.attempt().key()).isPresent()) {
            // a repeat that came at the same moment: what the first one holds must not refuse the second
            return Boolean.FALSE;
        }
        Suspicions suspicions = new Suspicions();
        Outcome outcome = outcome(question, book, suspicions);
        suspicions.report(question, fraud, caller);
        if (outcome instanceof Outcome.Refused refused) {
            return refused;
        }
        Outcome.Granted granted = (Outcome.Granted) outcome;
        CallEntry call = Entries.of(question, granted, state.steady().instant());
        if (!book.add(call, question.meters())) {
            return Boolean.FALSE;
        }
        Suspicions.remember(question, fraud);
        alerts.granted(question, granted, book);
        return call;
    }

    /** What the rules say to the call as things are; changes nothing. */
    private Outcome outcome(Question question, CallBook book, Trace trace) {
        NodeRole role = state.role();
        if (role == NodeRole.STANDS_BY) {
            trace.standsBy();
            return Outcome.Refused.of(Reason.UNAVAILABLE);
        }
        boolean ledgerDown = role == NodeRole.CUT_OFF || settlements.isLedgerDown();
        return AdmissionRules.decide(question, book, fraud, ledgerDown, trace);
    }

    /** Never refused: not even under the id of another call, which then stays as it is. */
    private CallDecision emergency(Caller caller, CallAttempt attempt, String fingerprint) {
        CallEntry call = questions
                .emergency(caller, attempt, fingerprint, clock.instant())
                .started(state.steady().instant());
        if (state.lately(call.key()).isEmpty() && added(call)) {
            return allowed(call, caller, false);
        }
        try {
            return known(caller, call.key(), fingerprint).orElseGet(() -> allowed(call, caller, false));
        } catch (ConflictException e) {
            LOG.warn("Emergency call under the id of another call, not counted: call={}", call.key());
            return allowed(call, caller, false);
        }
    }

    private boolean added(CallEntry emergency) {
        try {
            return state.atomically(emergency.partition(), false, emergency.counted(), book -> book.add(emergency));
        } catch (UnavailableException e) {
            LOG.error("Emergency call not counted: call={} reason={}", emergency.key(), e.getMessage());
            return true;
        }
    }

    /** What was said before to this attempt. A key that was used by another call is a conflict. */
    private Optional<CallDecision> known(Caller caller, CallKey key, String fingerprint) {
        Optional<CallEntry> live = state.find(key);
        Optional<CallEntry> call = live.or(() -> state.lately(key).map(EndedCall::call));
        if (call.isPresent()) {
            requireSame(key, call.get().fingerprint(), fingerprint);
            return Optional.of(allowed(call.get(), caller, live.isEmpty()));
        }
        Optional<CallState.Denial> denial = state.denial(key);
        denial.ifPresent(known -> requireSame(key, known.fingerprint(), fingerprint));
        return denial.map(CallState.Denial::decision);
    }

    private CallDecision allowed(CallEntry call, Caller caller, boolean ended) {
        return Decisions.allowed(call, visible(caller), ended, state::limits);
    }

    private static void requireSame(CallKey key, String known, String fingerprint) {
        if (!known.equals(fingerprint)) {
            throw new ConflictException(key.callId());
        }
    }

    private CallDecision denied(
            Caller caller, CallAttempt attempt, String fingerprint, Refusal refusal, Optional<Question> question) {
        CallDecision decision = Decisions.denied(
                attempt,
                refusal,
                question.map(asked -> asked.levels().get(0).account().id()),
                question.map(Question::classification).orElse("unknown"),
                question.map(Question::number).orElse(attempt.to()),
                visible(caller));
        state.refused()
                .add(DetailRecords.refused(
                        attempt, refusal, question, tree.root().id(), clock.instant()));
        if (refusal.reason() != Reason.UNAVAILABLE) {
            state.remember(new CallState.Denial(fingerprint, decision));
        }
        return decision;
    }

    /**
     * What a call that was never authorized would have been, billed as it is now: refusals do not matter any more, a level
     * that would have refused pays per minute if it has a rate.
     */
    private Optional<CallEntry> asEnded(Caller caller, SwitchIdentity asking, CallAttempt attempt, Instant at) {
        if (questions.isEmergency(attempt)) {
            return Optional.of(questions
                    .emergency(caller, attempt, Fingerprints.of(attempt), at)
                    .started(steady(at)));
        }
        Optional<AccountNode> account = questions.account(caller, attempt.selector());
        if (account.isEmpty()) {
            return Optional.empty();
        }
        boolean onNet = attempt.onNet() && asking.mayAssertOnNet();
        Question question = questions.question(account.get(), attempt, onNet, Fingerprints.of(attempt), at);
        return Optional.of(state.atomically(
                question.partition(),
                question.withRoot(),
                question.meters(),
                book -> Entries.of(question, AdmissionRules.asEnded(question, book), steady(at))));
    }

    /** Returns what the steady clock said when it was this time on the wall, as that goes now. */
    private Instant steady(Instant at) {
        return state.steady().instant().minus(Duration.between(at, clock.instant()));
    }

    private Optional<CallEntry> unauthorized(Caller caller, SwitchIdentity asking, CallEnd end) {
        Instant endedAt = asking.mayBackdate() ? end.endedAt().orElse(clock.instant()) : clock.instant();
        Instant start = endedAt.minusSeconds(end.billedSeconds());
        return end.attempt().flatMap(attempt -> asEnded(caller, asking, attempt, start));
    }

    private SwitchIdentity requireSwitch(Caller caller, CallKey key) {
        if (caller.kind() != Caller.Kind.SWITCH || !caller.name().equals(key.switchId())) {
            throw new ForbiddenException("only the switch itself speaks of its calls");
        }
        return switches.find(key.switchId()).orElseThrow(() -> new NotFoundException(key.switchId()));
    }

    private Predicate<AccountId> visible(Caller caller) {
        AccountId top = caller.account();
        return top.equals(tree.root().id()) ? account -> true : account -> tree.contains(top, account);
    }
}
