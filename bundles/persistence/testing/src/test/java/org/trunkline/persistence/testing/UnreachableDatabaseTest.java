package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.persistence.Transactions;

/** A database that goes away costs a request one wait for the pool, not several. */
final class UnreachableDatabaseTest {
    private final StoreDatabase database = StoreDatabases.h2("proof");
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final EntityManagerFactory unit = Persistence.createEntityManagerFactory(
            "proof",
            Map.of(
                    "javax.persistence.nonJtaDataSource", switchable(),
                    "eclipselink.weaving", "false",
                    "eclipselink.logging.level", "OFF",
                    "eclipselink.session-name", "unreachable"));
    private final Transactions transactions = new Transactions(unit, database.changes());

    @AfterEach
    void close() {
        unit.close();
        database.close();
    }

    @Test
    void isAskedOnceForAWriteAndOnceForARead() {
        transactions.write(List.of(), em -> em.find(ProofEntity.class, "none"));
        down.set(true);

        assertThatThrownBy(() -> transactions.write(List.of(), em -> em.find(ProofEntity.class, "none")))
                .isInstanceOf(UnavailableException.class);
        assertThat(refused).hasValue(1);
        assertThatThrownBy(() -> transactions.read(em -> em.find(ProofEntity.class, "none")))
                .isInstanceOf(UnavailableException.class);
        assertThat(refused).hasValue(2);
    }

    private DataSource switchable() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (down.get() && method.getName().equals("getConnection")) {
                        refused.incrementAndGet();
                        throw new SQLTransientConnectionException("the pool has waited in vain");
                    }
                    try {
                        return method.invoke(database.dataSource(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
