package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.limits.ReportedCalls.ReportedCall;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;

/** Brings our live calls and those of a switch together, after one of the two has forgotten something (charging §4). */
final class Resyncs {
    private final CallState state;
    private final Settlements settlements;
    private final Renewals renewals;
    private final Clock clock;

    /** Of each switch, the parts of its latest report; the calls of one report fit the memory of the switch, and ours. */
    private final Map<String, Report> reports = new ConcurrentHashMap<>();

    private static final class Report {
        private final Instant asOf;
        private final int parts;
        private final Set<Integer> seen = new HashSet<>();
        private final Set<CallKey> calls = new HashSet<>();

        Report(Instant asOf, int parts) {
            this.asOf = asOf;
            this.parts = parts;
        }
    }

    Resyncs(CallState state, Settlements settlements, Renewals renewals, Clock clock) {
        this.state = state;
        this.settlements = settlements;
        this.renewals = renewals;
        this.clock = clock;
    }

    /** @param unknown makes the entry of a call that we do not know; empty if its account is not there */
    ReportedCalls.Outcome resync(
            SwitchIdentity asking,
            ReportedCalls reported,
            BiFunction<ReportedCall, Instant, Optional<CallEntry>> unknown) {
        renewals.requireDeciding();
        int known = 0;
        int added = 0;
        List<String> left = new ArrayList<>();
        List<CallKey> here = new ArrayList<>();
        for (ReportedCall call : reported.calls()) {
            if (renewed(asking, call)) {
                known++;
                here.add(call.key());
            } else if (isSettled(call.key()) || !added(asking, call, unknown)) {
                left.add(call.key().callId());
            } else {
                added++;
                here.add(call.key());
            }
        }
        return new ReportedCalls.Outcome(known, added, released(asking, reported, here), left);
    }

    /** One question to the database may take its time; a report has many. */
    private boolean isSettled(CallKey key) {
        return settlements.known(key, settlements.patience()).isPresent();
    }

    private boolean renewed(SwitchIdentity asking, ReportedCall call) {
        try {
            renewals.renew(asking, call.key(), call.elapsedSeconds());
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private boolean added(
            SwitchIdentity asking, ReportedCall call, BiFunction<ReportedCall, Instant, Optional<CallEntry>> unknown) {
        Instant start = clock.instant().minusSeconds(call.elapsedSeconds());
        long elapsed = call.elapsedSeconds();
        Optional<CallEntry> entry = unknown.apply(call, start);
        if (entry.isEmpty()) {
            return false;
        }
        CallEntry made = entry.get();
        state.atomically(
                made.partition(),
                false,
                made.counted(),
                book -> book.add(covered(
                        AllotmentRules.settling(made, elapsed, false, List.of(), book, state::limits), elapsed)));
        return renewed(asking, call);
    }

    /** A call that goes on holds at least what it has used. */
    private CallEntry covered(CallEntry made, long elapsed) {
        boolean charged = made.levels().stream().anyMatch(CallEntry.Level::isCharged);
        CallEntry going = elapsed > 0 ? made.answered(made.startedAt()) : made;
        return going.covering(
                charged ? OptionalLong.of(elapsed) : OptionalLong.empty(),
                Credit.holding(made, elapsed),
                elapsed,
                state.steady().instant());
    }

    /** With the last part, settles the calls that no part has named; never one that started after the switch had looked. */
    private int released(SwitchIdentity asking, ReportedCalls reported, List<CallKey> here) {
        Report report = reports.compute(
                asking.id(),
                (id, old) -> old != null && old.asOf.equals(reported.asOf()) && old.parts == reported.parts()
                        ? old
                        : new Report(reported.asOf(), reported.parts()));
        synchronized (report) {
            report.calls.addAll(here);
            report.seen.add(reported.part());
            if (report.seen.size() < report.parts) {
                return 0;
            }
            List<CallEntry> gone = state.glances()
                    .filter(call -> isGone(call.key(), asking, report))
                    .filter(call -> call.aliasKeys().stream().noneMatch(report.calls::contains))
                    .map(CallGlance::entry)
                    .filter(call -> call.authorizedAt().isBefore(report.asOf))
                    .toList();
            gone.forEach(call -> settlements.settleLease(call, seen -> true, settlements.patience()));
            // not before: where the database is late, the part is told again
            reports.remove(asking.id(), report);
            settlements.postAll(settlements.patience());
            return gone.size();
        }
    }

    private static boolean isGone(CallKey key, SwitchIdentity asking, Report report) {
        return key.switchId().equals(asking.id()) && !report.calls.contains(key);
    }

    /** Makes a live call known under another id too. */
    void replace(CallKey key, String newCallId) {
        renewals.requireDeciding();
        CallKey other = new CallKey(key.switchId(), newCallId, key.leg());
        CallEntry seen = state.find(key).orElseThrow(() -> new NotFoundException(key.callId()));
        if (isSame(seen, other)) {
            return;
        }
        if (state.find(other).isPresent() || state.lately(other).isPresent() || isSettled(other)) {
            throw new ConflictException(newCallId);
        }
        state.atomically(seen.partition(), false, seen.counted(), book -> {
            CallEntry now = state.find(key).orElseThrow(() -> new NotFoundException(key.callId()));
            if (!isSame(now, other)) {
                if (state.find(other).isPresent()) {
                    // a call that was authorized under this id at the same moment
                    throw new ConflictException(newCallId);
                }
                book.replace(now.known(newCallId));
            }
            return null;
        });
    }

    private static boolean isSame(CallEntry call, CallKey other) {
        return call.key().equals(other) || call.aliasKeys().contains(other);
    }
}
