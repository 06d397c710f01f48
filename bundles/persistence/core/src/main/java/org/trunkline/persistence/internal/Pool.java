package org.trunkline.persistence.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Pools the connections of a database; those of H2 in a file write one after another. */
public final class Pool {
    private Pool() {}

    /**
     * Returns a pool that has reached the database once.
     *
     * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException if the database does not answer
     */
    public static HikariDataSource open(DataSource database, int connectionsMax, long connectTimeoutMillis) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("trunkline");
        config.setDataSource(H2Connections.of(database));
        config.setMaximumPoolSize(connectionsMax);
        config.setMinimumIdle(Math.min(2, connectionsMax));
        config.setConnectionTimeout(connectTimeoutMillis);
        config.setValidationTimeout(Math.min(connectTimeoutMillis, TimeUnit.SECONDS.toMillis(2)));
        config.setInitializationFailTimeout(connectTimeoutMillis);
        return new HikariDataSource(config);
    }
}
