package org.trunkline.accounts.internal;

import java.util.Set;
import java.util.function.Supplier;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Races;

/** Who loses a race for an account, or for the one above it, tries again; a name or a realm that is taken stays taken. */
final class AccountRaces {
    private static final Set<String> LOST = Set.of(AccountStore.REVISION, AccountStore.PARENT);

    private AccountRaces() {}

    static <T> T win(Supplier<T> attempt) {
        return Races.win(AccountRaces::isLost, attempt);
    }

    static boolean isLost(ConflictException conflict) {
        return LOST.contains(conflict.causeValue());
    }
}
