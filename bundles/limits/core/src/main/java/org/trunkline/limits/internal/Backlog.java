package org.trunkline.limits.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** Settlements that wait for the ledger: those that whoever made them could not post, or did not live to post. */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

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
    void postWhatStillWaits() {
        Set<String> before = seen;
        seen = state.unposted().stream().map(EndedCall::postingKey).collect(Collectors.toSet());
        post(ended -> before.contains(ended.postingKey()));
    }

    /** Posts all that waits. */
    void postAll() {
        post(ended -> true);
    }

    /** In the order of time, so that a correction comes after what it corrects. */
    private void post(Predicate<EndedCall> wanted) {
        List<EndedCall> waiting =
                state.unposted().stream().filter(wanted).sorted(IN_TIME).toList();
        if (!waiting.isEmpty()) {
            // a settlement that a power cut takes back while its entries stay would be made again, as another one
            state.sync();
        }
        for (EndedCall ended : waiting) {
            try {
                if (state.isUnposted(ended) && poster.post(ended).isEmpty()) {
                    return;
                }
            } catch (RuntimeException e) {
                // one call that cannot be posted must not keep the others back; it is told until it is mended
                LOG.error(
                        "Ended call not posted: call={} reason={}", ended.call().key(), e.toString(), e);
            }
        }
    }
}
