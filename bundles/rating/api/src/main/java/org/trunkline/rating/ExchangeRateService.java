package org.trunkline.rating;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** What decks in one currency cost accounts in another: root's to say, by date of effect. */
@ProviderType
public interface ExchangeRateService {

    /**
     * Returns a page in the order of the ids: by pair, then by time.
     *
     * @param from only rates from this currency
     * @param to only rates to this currency
     * @throws org.trunkline.kernel.ForbiddenException if the caller is not root's
     */
    Page<ExchangeRate> list(Caller caller, Optional<String> from, Optional<String> to, PageRequest page);

    /** @throws org.trunkline.kernel.NotFoundException if there is none with this id */
    ExchangeRate get(Caller caller, String id);

    /**
     * Adds a rate. One of the past changes no charge that was made, but what a recomputation finds.
     *
     * @throws org.trunkline.kernel.ConflictException if the pair has one that is valid from the same second
     */
    ExchangeRate add(Caller caller, ExchangeRate rate);

    /** Removes a rate and returns it; the one before it is in force again. */
    ExchangeRate delete(Caller caller, String id);
}
