package org.trunkline.limits.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** Settlements that wait for the ledger: those that whoever made them could not post, or did not live to post. */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** As many as the ledger commits together. */
    private static final int GROUP_MAX = 500;

    private static final Comparator<EndedCall> IN_TIME =
            Comparator.comparing(EndedCall::endedAt).thenComparing(EndedCall::ordinal);

    private final CallState state;
    private final Poster poster;
    private Set<String> seen = Set.of();

    Backlog(CallState state, Poster poster) {
        this.state = state;
        this.poster = poster;
    }

    /** Posts what waited at the last look already: what came since is being posted by whoever made it. */
    void postWhatStillWaits(Patience patience) {
        Set<String> before = seen;
        seen = state.unposted().stream().map(EndedCall::postingKey).collect(Collectors.toSet());
        post(ended -> before.contains(ended.postingKey()), patience);
    }

    /** Posts all that waits, as far as patience goes; what is on its way then goes on. */
    void postAll(Patience patience) {
        post(ended -> true, patience);
    }

    /** In the order of time; one first, to see whether anybody answers. */
    private void post(Predicate<EndedCall> wanted, Patience patience) {
        List<EndedCall> waiting =
                state.unposted().stream().filter(wanted).sorted(IN_TIME).toList();
        if (!waiting.isEmpty()) {
            // a settlement that a power cut takes back while its entries stay would be made again, as another one
            state.sync();
        }
        int from = 0;
        boolean well = true;
        for (int size = 1; well && from < waiting.size(); size = GROUP_MAX) {
            int to = Math.min(waiting.size(), from + size);
            well = post(waiting.subList(from, to), patience);
            from = to;
        }
    }

    private boolean post(List<EndedCall> group, Patience patience) {
        Map<EndedCall, CompletionStage<Optional<CallSettlement>>> coming = new LinkedHashMap<>();
        group.stream().filter(state::isUnposted).forEach(ended -> coming.put(ended, poster.postForGood(ended)));
        boolean well = true;
        for (Map.Entry<EndedCall, CompletionStage<Optional<CallSettlement>>> each : coming.entrySet()) {
            try {
                well &= patience.await(each.getValue())
                        .flatMap(Function.identity())
                        .isPresent();
            } catch (RuntimeException e) {
                // one call that cannot be posted must not keep the others back; it is told until it is mended
                LOG.error(
                        "Ended call not posted: call={} reason={}",
                        each.getKey().call().key(),
                        e.toString(),
                        e);
            }
        }
        return well;
    }
}
