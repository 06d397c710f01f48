package org.trunkline.limits.spi;

import org.junit.jupiter.api.Nested;

/** The contracts on memory. */
class InMemoryStoresTest {
    @Nested
    class OfLimits implements LimitStoreContract {
        private final LimitStore store = new InMemoryLimitStore();

        @Override
        public LimitStore store() {
            return store;
        }
    }

    @Nested
    class OfSwitches implements SwitchStoreContract {
        private final SwitchStore store = new InMemorySwitchStore();

        @Override
        public SwitchStore store() {
            return store;
        }
    }

    @Nested
    class OfCallRecords implements CallRecordStoreContract {
        private final CallRecordStore store = new InMemoryCallRecordStore(new InMemoryCallDetailStore());

        @Override
        public CallRecordStore store() {
            return store;
        }
    }

    @Nested
    class OfNodeLeases implements NodeLeaseStoreContract {
        private final NodeLeaseStore store = new InMemoryNodeLeaseStore();

        @Override
        public NodeLeaseStore store() {
            return store;
        }
    }

    @Nested
    class OfCallDetails implements CallDetailStoreContract {
        private final InMemoryCallDetailStore store = new InMemoryCallDetailStore();
        private final CallRecordStore records = new InMemoryCallRecordStore(store);

        @Override
        public CallDetailStore store() {
            return store;
        }

        @Override
        public CallRecordStore records() {
            return records;
        }
    }

    @Nested
    class OfAllotmentUse implements AllotmentUseStoreContract {
        private final InMemoryAllotmentUseStore store = new InMemoryAllotmentUseStore();
        private final CallRecordStore records = new InMemoryCallRecordStore(new InMemoryCallDetailStore(), store);

        @Override
        public AllotmentUseStore store() {
            return store;
        }

        @Override
        public CallRecordStore records() {
            return records;
        }
    }

    @Nested
    class OfCallProofs implements CallProofStoreContract {
        private final CallProofStore store = new InMemoryCallProofStore();

        @Override
        public CallProofStore store() {
            return store;
        }
    }

    @Nested
    class OfFraud implements FraudStoreContract {
        private final FraudStore store = new InMemoryFraudStore(change -> {});

        @Override
        public FraudStore store() {
            return store;
        }
    }
}
