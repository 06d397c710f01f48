package org.trunkline.limits;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * What an account has spent in the windows that are open now.
 *
 * @param windows all of {@link SpendWindow}, in its order
 */
public record AccountSpending(AccountId account, String currency, List<Window> windows) {
    public AccountSpending {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(currency, "currency");
        windows = List.copyOf(windows);
    }

    /**
     * One window.
     *
     * @param spentMicros below 0 where calls that had held much when the window began came out cheap
     * @param capMicros −1 = none
     * @param from since when it counts
     * @param reset the last time that somebody began it anew, in this window or before
     */
    public record Window(
            SpendWindow window, long spentMicros, long capMicros, Instant from, Optional<SpendResets.Reset> reset) {
        public Window {
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(reset, "reset");
        }
    }
}
