package org.trunkline.limits.state;

import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;

/**
 * What counts the calls of one account, the same object for as long as the process lives: who decides keeps those of an
 * account and all above it, and looks none of them up again. Got from {@link CallState#meter}, read by {@link CallBook}.
 */
@ProviderType
public interface AccountMeter {

    /** Returns whose calls it counts. */
    AccountId account();
}
