package org.trunkline.ledger.internal;

import java.util.stream.IntStream;
import org.trunkline.kernel.AccountId;

/** Locks of this node, by account; different accounts may share one. */
final class AccountLocks {
    private static final int LOCKS = 64;

    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(each -> new Object()).toArray();

    Object of(AccountId account) {
        return locks[Math.floorMod(account.hashCode(), LOCKS)];
    }
}
