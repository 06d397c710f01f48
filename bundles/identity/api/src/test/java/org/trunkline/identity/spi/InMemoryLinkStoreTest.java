package org.trunkline.identity.spi;

final class InMemoryLinkStoreTest implements LinkStoreContract {
    private final InMemoryLinkStore links = new InMemoryLinkStore(change -> {});

    @Override
    public LinkStore links() {
        return links;
    }
}
