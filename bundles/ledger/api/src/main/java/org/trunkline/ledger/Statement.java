package org.trunkline.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountNode;

/** What an account had, what was posted to it, and what it had then, for the entries posted in {@code [from, to)}. */
@ProviderType
public interface Statement {

    AccountNode account();

    Instant from();

    Instant to();

    /** Returns the balance before the first entry. */
    long openingMicros();

    /** Returns the sums per service. */
    Map<String, ServiceTotal> totals();

    /**
     * Hands over all entries in their order, however many, a few at a time. Those posted after the statement was asked for
     * are left out.
     */
    void forEach(Consumer<Entry> reader);
}
