package org.trunkline.routing.spi;

/** The contracts in memory. */
final class InMemoryCarrierStoresTest implements CarrierStoreContract, AccessListStoreContract {
    private final CarrierStore carriers = new InMemoryCarrierStore();
    private final AccessListStore lists = new InMemoryAccessListStore();

    @Override
    public CarrierStore carriers() {
        return carriers;
    }

    @Override
    public AccessListStore lists() {
        return lists;
    }
}
