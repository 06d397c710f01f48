package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.CallProof;
import org.trunkline.limits.spi.CallProofStore;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.NodeRole;

/** Compares call records with the ledger, when asked and every now and then. */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class CallProofManager implements CallProof {
    private static final Logger LOG = LoggerFactory.getLogger(CallProofManager.class);
    private static final int PAGE = 500;
    private static final int EVERY_MINUTES = 10;

    /** So far back the first node looks that ever does. */
    private static final Duration FIRST = Duration.ofDays(1);

    /** After a longer stop, what ended before is left to {@code call:verify}. */
    private static final Duration BACK_MAX = Duration.ofDays(31);

    /** What is proven is kept after each step: a stop costs the step that it breaks off. */
    private static final Duration STEP = Duration.ofHours(1);

    /** What ended just now is still being posted. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final CallRecordStore records;
    private final CallProofStore proofs;
    private final CallState state;
    private final Ledger ledger;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final ScheduledExecutorService rounds;

    @Activate
    public CallProofManager(
            @Reference CallRecordStore records,
            @Reference CallProofStore proofs,
            @Reference CallState state,
            @Reference Ledger ledger,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.records = records;
        this.proofs = proofs;
        this.state = state;
        this.ledger = ledger;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
        rounds = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "trunkline-call-proof");
            thread.setDaemon(true);
            return thread;
        });
        rounds.scheduleWithFixedDelay(this::round, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    @Deactivate
    void close() {
        rounds.shutdownNow();
    }

    @Override
    public Found verify(Caller caller, Instant from, Instant to) {
        access.require(caller, tree.root().id(), Permission.SWITCH_MANAGE);
        return verify(from, to);
    }

    private void round() {
        if (state.role() != NodeRole.LEADS) {
            return;
        }
        try {
            proveWhatEndedSince();
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the next round tries again from the same place
            LOG.warn("Calls not compared with the ledger: reason={}", e.toString(), e);
        }
    }

    /**
     * Goes on where the last round of any node ended, and no further than to the oldest call that still waits for the ledger.
     */
    Found proveWhatEndedSince() {
        Instant settled = clock.instant().minus(SETTLING);
        Instant to = state.unposted().stream()
                .map(EndedCall::endedAt)
                .reduce(settled, (first, other) -> other.isBefore(first) ? other : first);
        long calls = 0;
        List<String> problems = new ArrayList<>();
        Instant from = from();
        while (from.isBefore(to) && !rounds.isShutdown()) {
            Instant end = from.plus(STEP).isBefore(to) ? from.plus(STEP) : to;
            Found found = prove(from, end);
            calls += found.calls();
            found.problems().stream()
                    .limit(Found.PROBLEMS_MAX - problems.size())
                    .forEach(problems::add);
            proofs.proven(end);
            from = end;
        }
        return new Found(calls, problems);
    }

    private Instant from() {
        Instant now = clock.instant();
        Instant from = proofs.provenTo().orElse(now.minus(FIRST));
        Instant first = now.minus(BACK_MAX);
        if (from.isBefore(first)) {
            LOG.warn("Calls not compared with the ledger, it is too long ago: from={} to={}", from, first);
            return first;
        }
        return from;
    }

    private Found prove(Instant from, Instant to) {
        Found found = verify(from, to);
        if (!found.isSound()) {
            LOG.error(
                    "Calls are NOT charged exactly once: calls={} problems={} from={} to={} first={}",
                    found.calls(),
                    found.problems().size(),
                    from,
                    to,
                    found.problems().get(0));
        } else if (found.calls() > 0) {
            LOG.info("Calls are charged exactly once: calls={} from={} to={}", found.calls(), from, to);
        }
        return found;
    }

    private Found verify(Instant from, Instant to) {
        List<String> problems = new ArrayList<>();
        long calls = 0;
        Optional<CallRecord> last = Optional.empty();
        List<CallRecord> page;
        do {
            page = records.ended(from, to, last, PAGE);
            for (CallRecord record : page) {
                if (record.frozen().isPresent() && state.unposted(record.key()).isEmpty()) {
                    calls++;
                    problem(state.thawed(record.frozen().get()))
                            .filter(problem -> problems.size() < Found.PROBLEMS_MAX)
                            .ifPresent(problems::add);
                }
            }
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
        } while (page.size() == PAGE);
        return new Found(calls, problems);
    }

    private Optional<String> problem(EndedCall ended) {
        Map<AccountId, Long> wanted = new HashMap<>();
        for (int i = 0; i < ended.costMicros().size(); i++) {
            CallEntry.Level payer = ended.call().payers().get(i);
            wanted.merge(payer.account(), ended.costMicros().get(i), Long::sum);
        }
        Map<AccountId, Long> posted = new HashMap<>();
        ended.postingKeys().forEach(key -> add(ledger.posted(key), posted));
        Map<AccountId, Long> beside = new HashMap<>();
        strayKeys(ended).forEach(key -> add(ledger.posted(key), beside));
        if (!beside.isEmpty()) {
            return Optional.of(ended.call().key() + ": charged twice: " + beside + " micros beside " + posted);
        }
        wanted.values().removeIf(cost -> cost == 0);
        posted.values().removeIf(cost -> cost == 0);
        if (wanted.equals(posted)) {
            return Optional.empty();
        }
        String what = posted.isEmpty() ? ": not charged: " : ": charged wrongly: " + posted + " micros instead of ";
        return Optional.of(ended.call().key() + what + wanted);
    }

    /** Returns keys under which the same call may have been posted once more. */
    private static List<String> strayKeys(EndedCall ended) {
        List<String> keys = new ArrayList<>();
        keys.add(CallPostings.secondKey(ended));
        for (EndedCall.By by : EndedCall.By.values()) {
            keys.add(ended.postingKey(by, by == EndedCall.By.END ? 1 : ended.ordinal() + 1));
        }
        keys.removeAll(ended.postingKeys());
        return keys;
    }

    private static void add(List<Entry> entries, Map<AccountId, Long> into) {
        entries.forEach(
                entry -> into.merge(entry.line().account(), -entry.line().amountMicros(), Long::sum));
    }
}
