package org.trunkline.demo;

import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * What happens next on the clock of the file. Several threads take from it; none gets an event that is more than the
 * lookahead ahead of one that another still works on, whose sequel might come earlier.
 */
final class Timeline {
    /** One message of one call; of two at the same instant the call that comes first in the file goes first. */
    record Event(long atMillis, int order, CallRun call, CallRun.Step step) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Integer.compare(order, other.order);
        }
    }

    private final long lookaheadMillis;
    private final PriorityQueue<Event> waiting = new PriorityQueue<>();
    private final TreeMap<Long, Integer> working = new TreeMap<>();
    private long nowMillis;
    private boolean stopped;

    Timeline(long lookaheadMillis) {
        this.lookaheadMillis = lookaheadMillis;
    }

    synchronized void add(Event event) {
        waiting.add(event);
        notifyAll();
    }

    /** Waits for the next event that may happen; empty when there will be none any more. */
    synchronized Optional<Event> take() throws InterruptedException {
        while (!stopped && !mayTake()) {
            if (waiting.isEmpty() && working.isEmpty()) {
                return Optional.empty();
            }
            wait();
        }
        if (stopped) {
            return Optional.empty();
        }
        Event event = waiting.remove();
        working.merge(event.atMillis, 1, Integer::sum);
        nowMillis = Math.max(nowMillis, event.atMillis);
        return Optional.of(event);
    }

    /** Says that an event has happened, and what its call does next. */
    synchronized void done(Event event, Optional<CallRun.Next> next) {
        working.computeIfPresent(event.atMillis, (at, count) -> count == 1 ? null : count - 1);
        next.ifPresent(sequel -> waiting.add(new Event(sequel.atMillis(), event.order, event.call, sequel.step())));
        notifyAll();
    }

    /** Lets nobody take anything any more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized long nowMillis() {
        return nowMillis;
    }

    private boolean mayTake() {
        return !waiting.isEmpty()
                && (working.isEmpty() || waiting.peek().atMillis <= working.firstKey() + lookaheadMillis);
    }
}
