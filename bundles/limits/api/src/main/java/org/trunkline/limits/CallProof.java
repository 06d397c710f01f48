package org.trunkline.limits;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Caller;

/** Proves that each call that has ended is charged exactly once. Heals nothing: people look at what it finds. */
@ProviderType
public interface CallProof {

    /**
     * Compares the records of the calls that ended from {@code from} to before {@code to} with the ledger. Calls whose
     * settlement is being posted at this moment are left out.
     *
     * @throws org.trunkline.kernel.ForbiddenException if the caller is not root's
     */
    Found verify(Caller caller, Instant from, Instant to);

    /**
     * What was found.
     *
     * @param calls how many were looked at
     * @param problems one sentence each, at most {@value #PROBLEMS_MAX}; nothing where all is right
     */
    record Found(long calls, List<String> problems) {
        public static final int PROBLEMS_MAX = 1_000;

        public Found {
            problems = List.copyOf(problems);
        }

        public boolean isSound() {
            return problems.isEmpty();
        }
    }
}
