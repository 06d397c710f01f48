package org.trunkline.routing.spi;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.routing.Carrier;

/**
 * A carrier as it is kept.
 *
 * @param carrier without passwords
 * @param wrappedPasswords those of its gateways, encrypted; empty where they have none
 */
public record StoredCarrier(Carrier carrier, Optional<String> wrappedPasswords) {
    public StoredCarrier {
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(wrappedPasswords, "wrappedPasswords");
    }

    public StoredCarrier atRevision(long revision) {
        return new StoredCarrier(carrier.atRevision(revision), wrappedPasswords);
    }
}
