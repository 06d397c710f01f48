package org.trunkline.accounts.internal;

import java.util.Set;
import java.util.function.Supplier;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.ConflictException;

/** Of two who write at once the later wins, over what the earlier has left. */
final class Races {
    /** So often a write begins again when others change the same account. */
    static final int ATTEMPTS_MAX = 50;

    private static final Set<String> LOST = Set.of(AccountStore.REVISION, AccountStore.PARENT);

    private Races() {}

    /**
     * Reads and writes, again and again while others were first.
     *
     * @param attempt reads what is stored; throws the conflict of the store
     */
    static <T> T win(Supplier<T> attempt) {
        for (int race = 1; ; race++) {
            try {
                return attempt.get();
            } catch (ConflictException e) {
                if (!isLost(e) || race == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    static boolean isLost(ConflictException conflict) {
        return LOST.contains(conflict.causeValue());
    }
}
