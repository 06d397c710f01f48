package org.trunkline.limits.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.spi.AccountDeletionGuard;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;

/** An account that makes calls or pays for them stays until they have ended. */
@Component
public final class LiveCallGuard implements AccountDeletionGuard {
    private final CallState state;

    @Activate
    public LiveCallGuard(@Reference CallState state) {
        this.state = state;
    }

    @Override
    public Optional<DomainException> objection(AccountId account) {
        return state.live().stream().anyMatch(call -> concerns(call, account))
                ? Optional.of(new DomainException(
                        ErrorKind.REFUSED, "account_has_live_calls", "Account has calls in progress"))
                : Optional.empty();
    }

    private static boolean concerns(CallEntry call, AccountId account) {
        return call.account().filter(account::equals).isPresent()
                || call.payers().stream().anyMatch(level -> level.account().equals(account));
    }
}
