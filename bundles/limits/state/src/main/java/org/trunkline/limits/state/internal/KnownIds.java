package org.trunkline.limits.state.internal;

import org.trunkline.kernel.AccountId;

/**
 * Ids that were read lately of those that many calls have: resellers and switches. To make them anew for each call would be
 * a fifth of what reading it allocates. Whoever comes later to a place has it; nobody waits for anybody.
 */
final class KnownIds {
    private static final int PLACE_BITS = 12;

    /** Threads may see one of each other early or late, but always whole. */
    private static final Known[] KNOWN = new Known[1 << PLACE_BITS];

    private record Known(long high, long low, AccountId account) {}

    private KnownIds() {}

    /** @param high the first half of its bytes */
    static AccountId account(long high, long low) {
        int place = (int) ((31 * high + low) * 0x9E3779B97F4A7C15L >>> Long.SIZE - PLACE_BITS);
        Known known = KNOWN[place];
        if (known != null && known.high == high && known.low == low) {
            return known.account;
        }
        AccountId account = new AccountId(Hex.text(high, low));
        KNOWN[place] = new Known(high, low, account);
        return account;
    }
}
