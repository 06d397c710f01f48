package org.trunkline.identity.internal;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.trunkline.kernel.AccountId;
import org.trunkline.numbers.NumberOwners;

/**
 * Whose numbers are, while anybody knows. Logins must not go when numbers are updated or were never installed, so this is no
 * reference of a component.
 */
@Component(service = KnownNumbers.class)
public final class KnownNumbers {
    private final Runnable closing;
    private volatile NumberOwners owners;

    @Activate
    public KnownNumbers(BundleContext context) {
        closing = NumberOwnersTracker.open(context, found -> owners = found);
    }

    private KnownNumbers(NumberOwners owners) {
        this.owners = owners;
        closing = () -> {};
    }

    /** Knows these, outside of a container. */
    static KnownNumbers of(NumberOwners owners) {
        return new KnownNumbers(owners);
    }

    @Deactivate
    void close() {
        closing.run();
    }

    Optional<AccountId> owner(String number) {
        NumberOwners known = owners;
        return known == null ? Optional.empty() : known.owner(number);
    }
}
