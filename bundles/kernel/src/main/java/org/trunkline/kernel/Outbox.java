package org.trunkline.kernel;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings committed changes to those who must miss none of them, such as mails: what was committed is brought at least once,
 * after a crash too, by any node. Read models have the {@link ChangeFeed}, which is faster and forgets.
 */
@ProviderType
public interface Outbox {

    /**
     * A change as the outbox keeps it.
     *
     * @param id names the entry; the same when it is brought again, so it tells what has been done before
     */
    record Entry(String id, String topic, String key, AccountId account, String action, Instant at, String detail) {
        public Entry {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Brings every change of the topic, by one of the actions, that is made from the first time on that this consumer is known, until the
     * subscription is closed: one at a time, about in their order, in a thread of its own. An entry at which the work fails
     * is brought again later and holds no other one up; while the consumer is away entries wait as long as the outbox
     * keeps them. Nodes share the entries and may, seldom, both bring one.
     *
     * @param consumer names who has seen an entry; the same for ever
     */
    ChangeFeed.Subscription consume(String consumer, String topic, Set<String> actions, Consumer<Entry> work);

    /** The same for one action. */
    default ChangeFeed.Subscription consume(String consumer, String topic, String action, Consumer<Entry> work) {
        return consume(consumer, topic, Set.of(action), work);
    }
}
