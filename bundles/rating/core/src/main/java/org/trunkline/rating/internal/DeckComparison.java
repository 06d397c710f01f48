package org.trunkline.rating.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.RateDifference;
import org.trunkline.rating.RateDocument;

/** Walks through two versions of a deck, prefix by prefix, and hands out what differs. */
final class DeckComparison implements Iterator<RateDifference> {
    private final LiveDeck before;
    private final LiveDeck after;
    private final Deque<RateDifference> found = new ArrayDeque<>();
    private String nextBefore;
    private String nextAfter;

    DeckComparison(LiveDeck before, LiveDeck after) {
        this.before = before;
        this.after = after;
        nextBefore = before.following("");
        nextAfter = after.following("");
    }

    @Override
    public boolean hasNext() {
        while (found.isEmpty() && (nextBefore != null || nextAfter != null)) {
            advance();
        }
        return !found.isEmpty();
    }

    @Override
    public RateDifference next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove();
    }

    private void advance() {
        int order = nextBefore == null ? 1 : nextAfter == null ? -1 : nextBefore.compareTo(nextAfter);
        List<RateRow> old = order <= 0 ? before.withPrefix(nextBefore) : List.of();
        List<RateRow> now = order >= 0 ? new ArrayList<>(after.withPrefix(nextAfter)) : new ArrayList<>();
        for (RateRow row : old) {
            Optional<RateRow> same = now.stream().filter(row::isSameRate).findFirst();
            same.ifPresent(now::remove);
            judged(row, same)
                    .ifPresent(kind -> found.add(new RateDifference(
                            kind, Optional.of(document(row, before)), same.map(other -> document(other, after)))));
        }
        now.forEach(row -> found.add(
                new RateDifference(RateDifference.Kind.NEW, Optional.empty(), Optional.of(document(row, after)))));
        nextBefore = order <= 0 ? before.following(nextBefore) : nextBefore;
        nextAfter = order >= 0 ? after.following(nextAfter) : nextAfter;
    }

    /** Returns what became of the rate; empty where the same calls cost the same. */
    private Optional<RateDifference.Kind> judged(RateRow old, Optional<RateRow> now) {
        if (now.isEmpty()) {
            return Optional.of(RateDifference.Kind.GONE);
        }
        DeckSettings settings = before.stored().settings();
        long[] cost = cost(old, settings);
        long[] costNow = cost(now.get(), settings);
        boolean isMore = false;
        boolean isLess = false;
        for (int i = 0; i < cost.length; i++) {
            isMore |= costNow[i] > cost[i];
            isLess |= costNow[i] < cost[i];
        }
        if (!now.get().kind().isForTheSameCallsAs(old.kind()) || isMore && isLess) {
            return Optional.of(RateDifference.Kind.CHANGED);
        }
        if (!isMore && !isLess) {
            return Optional.empty();
        }
        return Optional.of(isMore ? RateDifference.Kind.DEARER : RateDifference.Kind.CHEAPER);
    }

    /** Returns what a call costs by; the more each is, the dearer. */
    private static long[] cost(RateRow row, DeckSettings settings) {
        Kind kind = row.kind();
        return new long[] {
            row.rateNanos(),
            kind.surchargeNanos(),
            kind.minimumSeconds(settings.minimumSeconds()),
            kind.incrementSeconds(settings.incrementSeconds()),
            -kind.noChargeSeconds()
        };
    }

    private static RateDocument document(RateRow row, LiveDeck deck) {
        return new RateDocument(
                row.id(), RateDocuments.toWire(row, deck.stored().name()));
    }
}
