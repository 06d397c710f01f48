package org.trunkline.identity.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.identity.spi.AccountDocumentStore;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.KeyStoresContract;
import org.trunkline.identity.spi.LinkStore;
import org.trunkline.identity.spi.LinkStoreContract;
import org.trunkline.identity.spi.LoginRecordStore;
import org.trunkline.identity.spi.LoginStoresContract;
import org.trunkline.identity.spi.SecondFactorStore;
import org.trunkline.identity.spi.SigningKeyStore;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.identity.spi.UserStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on PostgreSQL. */
final class PostgresIdentityStoresTest
        implements UserStoreContract, KeyStoresContract, LoginStoresContract, LinkStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(IdentityMigrations.DOMAIN);

    @Override
    public LinkStore links() {
        return new JpaLinkStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public LoginRecordStore logins() {
        return new JpaLoginRecordStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public SecondFactorStore factors() {
        return new JpaSecondFactorStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public AccountDocumentStore documents() {
        return new JpaAccountDocumentStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public UserStore store() {
        return new JpaUserStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public ApiKeyStore apiKeys() {
        return new JpaApiKeyStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public SigningKeyStore signingKeys() {
        return new JpaSigningKeyStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
