package org.trunkline.limits.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.spi.AllotmentUseStoreContract;
import org.trunkline.limits.spi.CallDetailStore;
import org.trunkline.limits.spi.CallDetailStoreContract;
import org.trunkline.limits.spi.CallProofStore;
import org.trunkline.limits.spi.CallProofStoreContract;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStoreContract;
import org.trunkline.limits.spi.FraudStore;
import org.trunkline.limits.spi.FraudStoreContract;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.spi.LimitStoreContract;
import org.trunkline.limits.spi.NodeLeaseStore;
import org.trunkline.limits.spi.NodeLeaseStoreContract;
import org.trunkline.limits.spi.SwitchStore;
import org.trunkline.limits.spi.SwitchStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;

/** The contracts of all stores, on one database. */
abstract class AllStores {
    final StoreDatabase database;

    AllStores(StoreDatabase database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class OfLimits implements LimitStoreContract {
        private final LimitStore store = new JpaLimitStore(database.unit(), database.changes(), database.schema());

        @Override
        public LimitStore store() {
            return store;
        }
    }

    @Nested
    class OfSwitches implements SwitchStoreContract {
        private final SwitchStore store = new JpaSwitchStore(database.unit(), database.changes(), database.schema());

        @Override
        public SwitchStore store() {
            return store;
        }
    }

    @Nested
    class OfCallRecords implements CallRecordStoreContract {
        private final CallRecordStore store =
                new JpaCallRecordStore(database.unit(), database.changes(), database.schema());

        @Override
        public CallRecordStore store() {
            return store;
        }
    }

    @Nested
    class OfNodeLeases implements NodeLeaseStoreContract {
        private final NodeLeaseStore store =
                new JpaNodeLeaseStore(database.unit(), database.changes(), database.schema());

        @Override
        public NodeLeaseStore store() {
            return store;
        }
    }

    @Nested
    class OfCallDetails implements CallDetailStoreContract {
        private final CallDetailStore store =
                new JpaCallDetailStore(database.unit(), database.changes(), database.schema());
        private final CallRecordStore records =
                new JpaCallRecordStore(database.unit(), database.changes(), database.schema());

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
        private final AllotmentUseStore store =
                new JpaAllotmentUseStore(database.unit(), database.changes(), database.schema());
        private final CallRecordStore records =
                new JpaCallRecordStore(database.unit(), database.changes(), database.schema());

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
        private final CallProofStore store =
                new JpaCallProofStore(database.unit(), database.changes(), database.schema());

        @Override
        public CallProofStore store() {
            return store;
        }
    }

    @Nested
    class OfFraud implements FraudStoreContract {
        private final FraudStore store = new JpaFraudStore(database.unit(), database.changes(), database.schema());

        @Override
        public FraudStore store() {
            return store;
        }
    }
}
