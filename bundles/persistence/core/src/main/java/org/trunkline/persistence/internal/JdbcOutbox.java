package org.trunkline.persistence.internal;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.persistence.SchemaReady;

/** Reads the table {@code outbox} for each of its consumers. */
@Component(immediate = true)
public final class JdbcOutbox implements Outbox {
    private final DataSource database;
    private final ChangeFeed feed;
    private final Clock clock;
    private final List<OutboxReader> readers = new CopyOnWriteArrayList<>();

    /** @param schema only waited for: the tables */
    @Activate
    public JdbcOutbox(
            @Reference(target = "(osgi.jndi.service.name=trunkline)") DataSource database,
            @Reference(target = "(" + SchemaReady.DOMAIN + "=" + PersistenceMigrations.DOMAIN + ")") SchemaReady schema,
            @Reference ChangeFeed feed,
            @Reference Clock clock) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public ChangeFeed.Subscription consume(String consumer, String topic, Set<String> actions, Consumer<Entry> work) {
        OutboxReader reader = new OutboxReader(database, clock, consumer, topic, actions, work);
        reader.start(feed);
        readers.add(reader);
        return () -> {
            readers.remove(reader);
            reader.close();
        };
    }

    @Deactivate
    void close() {
        readers.forEach(OutboxReader::close);
    }
}
