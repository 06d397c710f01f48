package org.trunkline.routing;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * Over whose carriers the calls of an account leave (crossbar-api §7.5).
 *
 * @param owner whose carriers they are; empty for those of the whole system, and where there are none
 */
public record CarrierStrategy(Kind kind, Optional<AccountId> owner) {

    /** Which carriers. */
    public enum Kind {
        /** Those that serve every account. */
        SYSTEM,
        /** Those of one account: its own, or those of an account above it. */
        OWNED,
        /** None: the account has not said so, or what it says no longer holds. */
        NONE
    }

    public static final CarrierStrategy SYSTEM = new CarrierStrategy(Kind.SYSTEM, Optional.empty());
    public static final CarrierStrategy NONE = new CarrierStrategy(Kind.NONE, Optional.empty());

    public CarrierStrategy {
        Objects.requireNonNull(kind, "kind");
        if (owner.isPresent() != (kind == Kind.OWNED)) {
            throw new IllegalArgumentException("carriers of " + kind + " belong to " + owner);
        }
    }

    public static CarrierStrategy of(AccountId owner) {
        return new CarrierStrategy(Kind.OWNED, Optional.of(owner));
    }
}
