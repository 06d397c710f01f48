package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.persistence.MigrationSource;

/**
 * Deletes what the domains keep of accounts that are forgotten, for good. A domain that was away then is told when it comes
 * back, as long as the outbox keeps the entry.
 */
@Component(service = ForgottenRows.class, immediate = true)
public final class ForgottenRows {
    private static final String ACCOUNTS = "accounts";
    private static final String FORGOTTEN = "forgotten";

    private final ServiceTracker<MigrationSource, ChangeFeed.Subscription> domains;

    @Activate
    public ForgottenRows(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=trunkline)") DataSource database,
            @Reference Outbox outbox) {
        domains = new ServiceTracker<>(context, MigrationSource.class, null) {
            @Override
            public ChangeFeed.Subscription addingService(ServiceReference<MigrationSource> reference) {
                return consume(outbox, database, context.getService(reference));
            }

            @Override
            public void removedService(
                    ServiceReference<MigrationSource> reference, ChangeFeed.Subscription subscription) {
                subscription.close();
                context.ungetService(reference);
            }
        };
        domains.open();
    }

    @Deactivate
    void close() {
        domains.close();
    }

    /** Before its tables are there an entry fails, and is brought again. */
    private static ChangeFeed.Subscription consume(Outbox outbox, DataSource database, MigrationSource domain) {
        return domain.forgetting().isEmpty()
                ? () -> {}
                : outbox.consume(
                        domain.domain() + "-rows-forgotten",
                        ACCOUNTS,
                        FORGOTTEN,
                        entry -> forget(database, domain, entry.account()));
    }

    /** That an account is forgotten is recorded where that is decided. May be repeated. */
    public static void forget(DataSource database, MigrationSource domain, AccountId account) {
        List<String> deletes = domain.forgetting();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (String delete : deletes) {
                    try (PreparedStatement statement = connection.prepareStatement(delete)) {
                        statement.setString(1, account.value());
                        statement.executeUpdate();
                    }
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(domain.domain() + " keeps account " + account, e);
        }
    }
}
