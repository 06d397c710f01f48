package org.trunkline.identity.spi;

/** The contracts on the stores in memory. */
final class InMemoryStoresTest implements UserStoreContract, KeyStoresContract, LoginStoresContract {
    private final UserStore users = new InMemoryUserStore();
    private final ApiKeyStore apiKeys = new InMemoryApiKeyStore();
    private final SigningKeyStore signingKeys = new InMemorySigningKeyStore();

    private final LoginRecordStore logins = new InMemoryLoginRecordStore();
    private final SecondFactorStore factors = new InMemorySecondFactorStore(change -> {});
    private final AccountDocumentStore documents = new InMemoryAccountDocumentStore(change -> {});

    @Override
    public LoginRecordStore logins() {
        return logins;
    }

    @Override
    public SecondFactorStore factors() {
        return factors;
    }

    @Override
    public AccountDocumentStore documents() {
        return documents;
    }

    @Override
    public UserStore store() {
        return users;
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public SigningKeyStore signingKeys() {
        return signingKeys;
    }
}
