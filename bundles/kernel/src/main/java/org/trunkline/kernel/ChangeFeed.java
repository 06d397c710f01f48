package org.trunkline.kernel;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings committed changes to the read models of this process, before the request that made them is answered (the
 * writer waits, at most {@link #WAIT_MAX_MILLIS}).
 *
 * <p>A change says only <em>that</em> an object changed. The listener reads the object again from its store, so late,
 * repeated or reordered changes do no harm. A read model subscribes first and loads its snapshot second, holding the
 * lock under which it also applies changes: then nothing falls between the two.
 */
@ProviderType
public interface ChangeFeed {
    long WAIT_MAX_MILLIS = 250;

    /** Calls the listener for each change of the topic until the subscription is closed. One call at a time. */
    Subscription subscribe(String topic, Consumer<Change> listener);

    /** Ends with {@link #close}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
