package org.trunkline.kernel;

import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Of two who write one document at once the later wins, over what the earlier has left: it looks again at what is stored, and
 * that says what is wrong, if anything. Who names the revision that it has seen is told instead.
 */
public final class Races {
    /** So often a write begins again while others change the same document. */
    private static final int RACES_MAX = 50;

    private Races() {}

    /**
     * Reads and writes, again and again while others were faster.
     *
     * @param attempt reads what is stored and writes; throws the conflict of its store
     * @throws ConflictException if others were faster too often, or what {@link #expected} and {@link #settled} say
     */
    public static <T> T win(Supplier<T> attempt) {
        return win(conflict -> true, attempt);
    }

    /** @param isLost whether the store says by this conflict that somebody was faster; any other is thrown at once */
    public static <T> T win(Predicate<ConflictException> isLost, Supplier<T> attempt) {
        for (int race = 1; ; race++) {
            try {
                return attempt.get();
            } catch (ConflictException e) {
                if (race == RACES_MAX || e.isSettled() || !isLost.test(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Returns what is stored.
     *
     * @param revision its revision
     * @throws ConflictException if it is not the one that is expected; to try again would not help
     */
    public static <T> T expected(T stored, long revision, LongPredicate expected) {
        if (!expected.test(revision)) {
            throw settled("revision");
        }
        return stored;
    }

    /** Returns a conflict that another attempt would meet again. */
    public static ConflictException settled(String what) {
        return new ConflictException(what, true);
    }
}
