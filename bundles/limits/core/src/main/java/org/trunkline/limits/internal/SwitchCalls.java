package org.trunkline.limits.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;

/** The live calls of one switch, page by page. Of all of them only the keys are read, and only those of a page are sorted. */
final class SwitchCalls {
    private final CallState state;

    private record Place(String startKey, CallKey key) {}

    SwitchCalls(CallState state) {
        this.state = state;
    }

    /** @param shown how a call is shown */
    <T> Page<T> page(String switchId, PageRequest page, Function<CallEntry, T> shown) {
        String from = page.startKey().orElse("");
        PriorityQueue<Place> first =
                new PriorityQueue<>(Comparator.comparing(Place::startKey).reversed());
        state.glances().map(CallGlance::key).forEach(key -> {
            String startKey = key.callId() + "/" + key.leg();
            if (key.switchId().equals(switchId) && startKey.compareTo(from) >= 0) {
                first.add(new Place(startKey, key));
                if (first.size() > page.size() + 1) {
                    first.remove();
                }
            }
        });
        List<Place> places =
                first.stream().sorted(Comparator.comparing(Place::startKey)).toList();
        List<T> calls = places.stream()
                .limit(page.size())
                // one that is over by now leaves its line empty
                .flatMap(place -> state.find(place.key()).stream())
                .map(shown)
                .toList();
        return places.size() <= page.size()
                ? Page.last(calls)
                : new Page<>(calls, Optional.of(places.get(page.size()).startKey()));
    }
}
