package org.trunkline.limits.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.NodeRole;

/** What happens to a call between its start and its end: it is answered, and its holds grow with it (charging §3). */
final class Renewals {
    /** How much more than the time that has passed a switch may claim. */
    private static final long IMPLAUSIBLE_AFTER_SECONDS = 60;

    /** From here to the end the caller is warned. */
    private static final long WARN_SECONDS = 60;

    private final AccountTree tree;
    private final CallState state;
    private final Settlements settlements;
    private final Alerts alerts;

    Renewals(AccountTree tree, CallState state, Settlements settlements, Alerts alerts) {
        this.tree = tree;
        this.state = state;
        this.settlements = settlements;
        this.alerts = alerts;
    }

    CallRenewal answered(CallKey key) {
        return changing(key, (call, book) -> {
            CallEntry changed = call.answered(state.steady().instant());
            book.replace(changed);
            return renewal(
                    changed, true, changed.reason(), false, changed.expectedSeconds(), changed.confirmedSeconds());
        });
    }

    CallRenewal renew(SwitchIdentity asking, CallKey key, long elapsedSeconds) {
        return changing(key, (call, book) -> renew(asking, call, book, elapsedSeconds));
    }

    /** Asks the rules as a renewal does, changing nothing. */
    void rehearse(CallEntry call, CallBook book) {
        Extension.of(call, book, state::limits, call.confirmedSeconds());
    }

    private CallRenewal renew(SwitchIdentity asking, CallEntry call, CallBook book, long elapsedSeconds) {
        long elapsed = asking.mayBackdate()
                ? elapsedSeconds
                : Math.min(elapsedSeconds, passedSeconds(call) + IMPLAUSIBLE_AFTER_SECONDS);
        if (!call.isEmergency()
                && call.account().isPresent()
                && !tree.enabled(call.account().get())) {
            return renewal(call, false, Reason.ACCOUNT_DISABLED, true, call.expectedSeconds(), elapsed);
        }
        long confirmed = Math.max(call.confirmedSeconds(), elapsed);
        Extension extension = Extension.of(call, book, state::limits, elapsed);
        CallEntry changed = call.covering(
                extension.coveredSeconds(),
                extension.levels(),
                confirmed,
                state.steady().instant());
        book.replace(changed);
        alerts.renewed(changed, extension, state::limits, book);
        if (extension.coveredSeconds().isEmpty()) {
            return renewal(changed, true, call.reason(), false, OptionalLong.empty(), confirmed);
        }
        long granted = extension.coveredSeconds().getAsLong();
        boolean allowed = elapsed < granted;
        return renewal(
                changed,
                allowed,
                allowed ? call.reason() : stopped(asking, extension.stop()),
                extension.isShort(),
                OptionalLong.of(Math.max(extension.expectedSeconds(), granted)),
                confirmed,
                redirect(call, extension.stop()));
    }

    /** Why the call must end; who stands above the switch's scope is not told of. */
    private Reason stopped(SwitchIdentity asking, Extension.Stop stop) {
        boolean hidden = stop.by().isPresent()
                && !tree.contains(asking.scope(), stop.by().get());
        return hidden ? Reason.UPSTREAM_UNAVAILABLE : stop.reason();
    }

    /** A call that ends for want of its account's own credit goes where that can be mended; another's is not the caller's. */
    private Optional<String> redirect(CallEntry call, Extension.Stop stop) {
        return stop.reason() == Reason.INSUFFICIENT_CREDIT && stop.by().equals(call.account())
                ? stop.by().flatMap(account -> state.limits(account).finalRedirect())
                : Optional.empty();
    }

    private static CallRenewal renewal(
            CallEntry call, boolean allowed, Reason reason, boolean last, OptionalLong expected, long elapsed) {
        return renewal(call, allowed, reason, last, expected, elapsed, Optional.empty());
    }

    private static CallRenewal renewal(
            CallEntry call,
            boolean allowed,
            Reason reason,
            boolean last,
            OptionalLong expected,
            long elapsed,
            Optional<String> redirect) {
        CallRenewal.Action action = CallRenewal.Action.NONE;
        if (!allowed) {
            action = redirect.isPresent() ? CallRenewal.Action.REDIRECT : CallRenewal.Action.HANGUP;
        } else if (call.coveredSeconds().isPresent()
                && expected.isPresent()
                && expected.getAsLong() - elapsed <= WARN_SECONDS) {
            action = CallRenewal.Action.WARN;
        }
        return new CallRenewal(
                call.key(),
                allowed,
                reason,
                call.coveredSeconds(),
                Decisions.renewAfter(call.coveredSeconds(), last, elapsed),
                expected,
                action,
                redirect);
    }

    /** Changes a live call while nobody else changes it. */
    private CallRenewal changing(CallKey key, Change change) {
        requireDeciding();
        Optional<CallEntry> live = state.find(key);
        Optional<Known> known = live.isPresent() ? Optional.empty() : settlements.known(key, settlements.patience());
        Optional<EndedCall> hungUp = known.flatMap(Known::ended).filter(EndedCall::isHungUp);
        if (hungUp.isPresent()) {
            CallEntry call = hungUp.get().call();
            return renewal(call, false, Reason.CALL_ENDED, true, OptionalLong.empty(), call.confirmedSeconds());
        }
        CallEntry seen = live.or(() -> known.flatMap(settlements::revived))
                .orElseThrow(() -> new NotFoundException(key.callId()));
        return state.atomically(seen.partition(), false, seen.counted(), book -> {
            if (live.isEmpty() && state.unposted(key).map(EndedCall::isLease).orElse(true)) {
                // settled by its lease, and it goes on: its places are taken again, even above the limits
                book.add(seen);
            }
            return change.of(state.find(key).orElseThrow(() -> new NotFoundException(key.callId())), book);
        });
    }

    /** @throws UnavailableException where another node decides */
    void requireDeciding() {
        if (state.role() == NodeRole.STANDS_BY) {
            throw new UnavailableException("standing_by", "another node decides over calls");
        }
    }

    @FunctionalInterface
    private interface Change {
        CallRenewal of(CallEntry call, CallBook book);
    }

    private long passedSeconds(CallEntry call) {
        return Math.max(
                0, Duration.between(call.startedAt(), state.steady().instant()).toSeconds());
    }
}
