package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Limits;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.NodeRole;
import org.trunkline.limits.state.RefusedAttempts;

/** Hands everything on to another state; what a test makes different it overrides. */
public class ForwardingState implements CallState {
    private final CallState state;

    public ForwardingState(CallState state) {
        this.state = state;
    }

    @Override
    public NodeRole role() {
        return state.role();
    }

    @Override
    public <R> R atomically(
            AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
        return state.atomically(partition, withRoot, meters, work);
    }

    @Override
    public AccountMeter meter(AccountId account) {
        return state.meter(account);
    }

    @Override
    public Clock steady() {
        return state.steady();
    }

    @Override
    public Optional<CallEntry> find(CallKey key) {
        return state.find(key);
    }

    @Override
    public Collection<CallEntry> live() {
        return state.live();
    }

    @Override
    public Stream<CallGlance> glances() {
        return state.glances();
    }

    @Override
    public Limits limits(AccountId account) {
        return state.limits(account);
    }

    @Override
    public long limitsChanges() {
        return state.limitsChanges();
    }

    @Override
    public void sync() {
        state.sync();
    }

    @Override
    public Collection<EndedCall> unposted() {
        return state.unposted();
    }

    @Override
    public Optional<EndedCall> unposted(CallKey key) {
        return state.unposted(key);
    }

    @Override
    public Optional<EndedCall> unpostedUnder(String postingKey) {
        return state.unpostedUnder(postingKey);
    }

    @Override
    public void posted(EndedCall ended) {
        state.posted(ended);
    }

    @Override
    public String frozen(EndedCall ended) {
        return state.frozen(ended);
    }

    @Override
    public EndedCall thawed(String frozen) {
        return state.thawed(frozen);
    }

    @Override
    public void remember(Denial denial) {
        state.remember(denial);
    }

    @Override
    public Optional<Denial> denial(CallKey key) {
        return state.denial(key);
    }

    @Override
    public Optional<EndedCall> lately(CallKey key) {
        return state.lately(key);
    }

    @Override
    public Optional<Instant> lastEmergency(AccountId account) {
        return state.lastEmergency(account);
    }

    @Override
    public RefusedAttempts refused() {
        return state.refused();
    }

    @Override
    public void forgive(String postingKey, Collection<AccountId> accounts) {
        state.forgive(postingKey, accounts);
    }

    @Override
    public boolean isUnposted(EndedCall ended) {
        return state.isUnposted(ended);
    }
}
