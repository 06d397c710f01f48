package org.trunkline.identity.spi;

/** The contracts on the stores in memory. */
final class InMemoryStoresTest implements UserStoreContract, KeyStoresContract, LoginStoresContract {
    private final UserStore users = new InMemoryUserStore();
    private final ApiKeyStore apiKeys = new InMemoryApiKeyStore();
    private final SigningKeyStore signingKeys = new InMemorySigningKeyStore();

    private final LoginRecordStore logins = new InMemoryLoginRecordStore();
    private final SecondFactorStore factors = new InMemorySecondFactorStore(change -> {});
    private final SecurityStore security = new InMemorySecurityStore();

    @Override
    public LoginRecordStore logins() {
        return logins;
    }

    @Override
    public SecondFactorStore factors() {
        return factors;
    }

    @Override
    public SecurityStore security() {
        return security;
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
