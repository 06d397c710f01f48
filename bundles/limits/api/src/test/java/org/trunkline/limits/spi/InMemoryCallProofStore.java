package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.Optional;

public final class InMemoryCallProofStore implements CallProofStore {
    private Optional<Instant> provenTo = Optional.empty();

    @Override
    public synchronized Optional<Instant> provenTo() {
        return provenTo;
    }

    @Override
    public synchronized void proven(Instant to) {
        if (provenTo.isEmpty() || to.isAfter(provenTo.get())) {
            provenTo = Optional.of(to);
        }
    }
}
