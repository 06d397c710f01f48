package org.trunkline.accounts.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.accounts.spi.AccountDeletionGuard;
import org.trunkline.kernel.AccountId;

/** The guards that are there now. Their domains come and go while accounts stay. */
@Component(service = DeletionGuards.class)
public final class DeletionGuards {
    private final Supplier<List<AccountDeletionGuard>> present;
    private final Runnable closing;

    @Activate
    public DeletionGuards(BundleContext context) {
        ServiceTracker<AccountDeletionGuard, AccountDeletionGuard> tracker =
                new ServiceTracker<>(context, AccountDeletionGuard.class, null);
        tracker.open();
        present = () -> Arrays.asList(tracker.getServices(new AccountDeletionGuard[0]));
        closing = tracker::close;
    }

    DeletionGuards(List<AccountDeletionGuard> guards) {
        present = () -> guards;
        closing = () -> {};
    }

    @Deactivate
    void close() {
        closing.run();
    }

    /** @throws org.trunkline.kernel.DomainException that the first guard returns who objects */
    void ask(AccountId account) {
        present.get().stream()
                .map(guard -> guard.objection(account))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(objection -> {
                    throw objection;
                });
    }
}
