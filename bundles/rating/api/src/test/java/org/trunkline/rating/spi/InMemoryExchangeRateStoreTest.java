package org.trunkline.rating.spi;

/** The contract, in memory. */
final class InMemoryExchangeRateStoreTest implements ExchangeRateStoreContract {
    private final ExchangeRateStore store = new InMemoryExchangeRateStore(change -> {});

    @Override
    public ExchangeRateStore exchangeRates() {
        return store;
    }
}
