package org.trunkline.ledger.spi;

/** The contract on memory. */
final class InMemoryFundingStoreTest implements FundingStoreContract {
    private final FundingStore fundings = new InMemoryFundingStore();

    @Override
    public FundingStore fundings() {
        return fundings;
    }
}
