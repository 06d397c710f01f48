package org.trunkline.limits.internal;

import java.util.Comparator;
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
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;

/** Shows calls in progress to those who may see them, and ends them for those who may. */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class LiveCallManager implements LiveCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCallManager.class);
    private static final Comparator<CallEntry> OLDEST_FIRST = Comparator.comparing(CallEntry::authorizedAt)
            .thenComparing(call -> call.key().callId())
            .thenComparing(call -> call.key().leg());
    private static final int ID_LENGTH_SHOWN_MAX = 64;

    private final AccountTree tree;
    private final Access access;
    private final CallState state;
    private final Settlements settlements;

    @Activate
    public LiveCallManager(
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference CallState state,
            @Reference Settlements settlements) {
        this.tree = tree;
        this.access = access;
        this.state = state;
        this.settlements = settlements;
    }

    @Override
    public List<LiveCall> list(Caller caller, AccountId account, boolean descendants) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        Predicate<AccountId> wanted = descendants ? each -> tree.contains(account, each) : account::equals;
        return state.glances()
                .filter(call -> wanted.test(owner(call)))
                .map(CallGlance::entry)
                .sorted(OLDEST_FIRST)
                .map(call -> of(call, visible(caller)))
                .toList();
    }

    @Override
    public LiveCall get(Caller caller, AccountId account, String callId, Optional<String> switchId) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        return of(legs(account, callId, switchId).get(0), visible(caller));
    }

    @Override
    public LiveCall end(Caller caller, AccountId account, String callId, Optional<String> switchId) {
        access.require(caller, account, Permission.CALL_END);
        List<CallEntry> legs = legs(account, callId, switchId);
        if (legs.stream().anyMatch(CallEntry::isEmergency)) {
            throw new ForbiddenException("an emergency call is ended by its caller only");
        }
        for (CallEntry leg : legs) {
            LOG.info("Call ended by hand: call={} account={} by={}", leg.key(), owner(leg), caller.name());
            settlements.hangUp(leg);
        }
        return of(legs.get(0), visible(caller));
    }

    /** Returns the legs with that id, never none. */
    private List<CallEntry> legs(AccountId account, String callId, Optional<String> switchId) {
        List<CallEntry> legs = state.glances()
                .filter(call ->
                        call.key().callId().equals(callId) || call.aliases().contains(callId))
                .filter(call ->
                        switchId.isEmpty() || switchId.get().equals(call.key().switchId()))
                .filter(call -> tree.contains(account, owner(call)))
                .map(CallGlance::entry)
                .sorted(OLDEST_FIRST)
                .toList();
        if (legs.isEmpty()) {
            throw new NotFoundException(
                    callId.length() <= ID_LENGTH_SHOWN_MAX ? callId : callId.substring(0, ID_LENGTH_SHOWN_MAX));
        }
        if (legs.stream().map(call -> call.key().switchId()).distinct().count() > 1) {
            throw new InvalidException(
                    "switch_id",
                    "required",
                    "several switches have a call with this id: switch_id must name one of them");
        }
        return legs;
    }

    /** Calls of nobody we know stand with root. */
    private AccountId owner(CallGlance call) {
        return call.account().orElseGet(() -> tree.root().id());
    }

    private Predicate<AccountId> visible(Caller caller) {
        return account -> tree.contains(caller.account(), account);
    }

    /** @param visible the accounts of which the reader may know what they pay */
    static LiveCall of(CallEntry call, Predicate<AccountId> visible) {
        return new LiveCall(
                call.key(),
                call.account(),
                call.direction(),
                call.from(),
                call.to(),
                call.number(),
                call.classification(),
                call.reason(),
                call.authorizedAt(),
                call.answeredAtDate(),
                call.confirmedSeconds(),
                call.coveredSeconds(),
                DetailRecords.interactionId(call.conversation()),
                call.facts().otherLegCallId(),
                call.levels().stream()
                        .filter(level -> visible.test(level.account()))
                        .map(level -> new LiveCall.Level(
                                level.account(), level.billing(), level.heldMicros(), level.currency()))
                        .toList());
    }
}
