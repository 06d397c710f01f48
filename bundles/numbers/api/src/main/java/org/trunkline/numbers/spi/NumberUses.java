package org.trunkline.numbers.spi;

import java.util.Collection;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;

/** A service of a domain in which numbers are used. */
@ConsumerType
public interface NumberUses {

    /** Returns what those of the numbers are used by that are used here, such as {@code callflow}. */
    Map<String, String> uses(AccountId account, Collection<String> numbers);
}
