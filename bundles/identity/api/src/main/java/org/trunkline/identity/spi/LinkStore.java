package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;

/** Where links that log users in once are kept. */
@ConsumerType
public interface LinkStore {

    /** Keeps nothing but the record of the change: somebody wants a link. */
    void requested(Change change);

    /**
     * Adds the link, unless the user has that many that are not over when it is made.
     *
     * @return whether it was added
     */
    boolean insert(StoredLink link, int linksMax, Change change);

    /**
     * Counts an attempt and returns the link; empty if there is none, it is over, or too many attempts were made before.
     */
    Optional<StoredLink> attempt(String hash, Instant now, int attemptsMax);

    /** Takes the link away with all others of its user. Of several at the same time one succeeds. */
    boolean use(StoredLink link, Change change);
}
