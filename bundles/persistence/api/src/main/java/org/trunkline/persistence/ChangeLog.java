package org.trunkline.persistence;

import java.sql.Connection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Change;

/** The tables {@code audit} and {@code outbox}, written inside any domain's transaction (design §13). */
@ProviderType
public interface ChangeLog {

    /** Writes the changes over the connection of the running transaction. */
    void write(Connection connection, List<Change> changes);

    /** Hands committed changes to the read models of this process and waits for them, a bounded time. */
    void committed(List<Change> changes);
}
