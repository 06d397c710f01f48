package org.trunkline.mail.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.mail.spi.MailStore;
import org.trunkline.mail.spi.MailStoreContract;
import org.trunkline.mail.spi.MailTemplateStore;
import org.trunkline.mail.spi.MailTemplateStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on H2. */
final class H2MailStoresTest implements MailStoreContract, MailTemplateStoreContract {
    private final StoreDatabase database = StoreDatabases.h2(MailMigrations.DOMAIN);

    @Override
    public MailStore mails() {
        return new JpaMailStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public MailTemplateStore templates() {
        return new JpaMailTemplateStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
