package org.trunkline.identity.spi;

/** The contracts on the stores in memory. */
final class InMemoryStoresTest implements UserStoreContract, KeyStoresContract {
    private final UserStore users = new InMemoryUserStore();
    private final ApiKeyStore apiKeys = new InMemoryApiKeyStore();
    private final SigningKeyStore signingKeys = new InMemorySigningKeyStore();

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
