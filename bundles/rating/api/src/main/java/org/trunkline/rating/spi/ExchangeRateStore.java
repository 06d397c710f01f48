package org.trunkline.rating.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;
import org.trunkline.rating.ExchangeRate;

/** Keeps exchange rates by their ids. */
@ConsumerType
public interface ExchangeRateStore {

    /** Returns at most so many rates with ids after the last one, in the order of their ids. */
    List<ExchangeRate> after(Optional<String> lastId, int sizeMax);

    Optional<ExchangeRate> find(String id);

    /** @throws org.trunkline.kernel.ConflictException if there is one with this id */
    void add(ExchangeRate rate, Change change);

    /** @throws org.trunkline.kernel.NotFoundException if there is none with this id */
    void remove(String id, Change change);
}
