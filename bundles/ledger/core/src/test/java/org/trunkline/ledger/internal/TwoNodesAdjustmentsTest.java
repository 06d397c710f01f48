package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.jpa.internal.JpaEntryReader;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.ledger.spi.InMemoryFundingStore;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** Two nodes on one PostgreSQL refund one charge and grant out of one cover. */
class TwoNodesAdjustmentsTest {
    private static final Caller BY_ROOT = Caller.apiKey(ROOT);
    private static final Caller BY_MASTER = Caller.apiKey(MASTER);
    private static final Caller BY_RESELLER = Caller.apiKey(RESELLER);

    private final StoreDatabase database = StoreDatabases.postgres("ledger");
    private final InMemoryFundingStore fundings = new InMemoryFundingStore();
    private final TestTree tree = new TestTree();
    private final MovedClock clock = new MovedClock("2026-11-23T12:00:00Z");
    private final Node one = new Node();
    private final Node other = new Node();

    private final class Node {
        private final JpaLedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());
        private final JpaEntryReader reader =
                new JpaEntryReader(database.unit(), database.changes(), database.schema());
        private final GatedStore gated = new GatedStore(store);
        private final LedgerManager ledger = new LedgerManager(gated.store(), clock);
        private final FundingManager funding = new FundingManager(ledger, fundings, tree, tree, clock);
        private final LedgerBooks books =
                new LedgerBooks(ledger, store, tree, tree, clock, reader, funding, TestSettings.of("5"));
        private final Adjustments adjustments =
                new Adjustments(ledger, books, reader, funding, TestSettings.of("5"), tree, tree, clock, account -> 0);

        Entry refund(Entry of) {
            return adjustments.refund(
                    BY_RESELLER,
                    of.line().account(),
                    of.line().source().service(),
                    of.id(),
                    Json.parseObject("{}"),
                    Optional.empty());
        }

        Entry grant(Caller by, AccountId account, long amount) {
            return adjustments.grant(by, account, Json.object().put("amount", amount), Optional.empty());
        }
    }

    @AfterEach
    void close() {
        assertThat(new LedgerProof(one.store).verify().problems()).isEmpty();
        one.ledger.close();
        other.ledger.close();
        database.close();
    }

    @Test
    void aRefundThatAnotherNodeHasMadeMeanwhileIsRefused() {
        Entry charge = one.ledger
                .post(BY_ROOT, Postings.of("call", Postings.call(CUSTOMER, RESELLER, -134_302)))
                .get(0);
        FutureTask<Entry> late = held(one, () -> one.refund(charge));

        other.refund(charge);
        one.gated.gate.release(1_000);

        assertThatThrownBy(late::get).hasCauseInstanceOf(InvalidException.class);
        assertThat(one.store.balance(CUSTOMER).orElseThrow().balanceMicros()).isZero();
    }

    @Test
    void aGrantIsRefusedWhenAnotherNodeHasGrantedTheRestOfTheCover() {
        cover(50);
        FutureTask<Entry> late = held(one, () -> one.grant(BY_RESELLER, CUSTOMER, 50));

        other.grant(BY_RESELLER, CUSTOMER, 50);
        one.gated.gate.release(1_000);

        assertThatThrownBy(late::get).hasCauseInstanceOf(InvalidException.class);
        assertThat(one.store.balance(CUSTOMER).orElseThrow().balanceMicros()).isEqualTo(50_000_000);
    }

    /** The accounts are different ones: only the lock of the grantor keeps their grants apart. */
    @Test
    void grantsToTwoAccountsAtOnceStayWithinTheCover() throws Exception {
        cover(20 * 6);
        AccountId second = new AccountId("5".repeat(32));
        tree.add(second, RESELLER, false);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int granted = 0;
        for (int round = 0; round < 20; round++) {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Callable<Boolean>> grants = new ArrayList<>();
            long before = sum(second);
            // of the rest of the cover both get a part too large for two
            long part = Math.max(5, (20 * 6 - before / 1_000_000) * 2 / 3);
            grants.add(() -> granted(start, one, CUSTOMER, part));
            grants.add(() -> granted(start, other, second, part));
            for (var each : threads.invokeAll(grants)) {
                granted += each.get() ? 1 : 0;
            }
            assertThat(sum(second)).isLessThanOrEqualTo(20 * 6 * 1_000_000L);
        }
        threads.shutdown();
        assertThat(granted).isPositive();
    }

    private static boolean granted(CyclicBarrier start, Node node, AccountId account, long amount) throws Exception {
        start.await();
        try {
            node.grant(BY_RESELLER, account, amount);
            return true;
        } catch (InvalidException e) {
            return false;
        }
    }

    private long sum(AccountId second) {
        return one.store.balance(CUSTOMER).map(each -> each.balanceMicros()).orElse(0L)
                + one.store.balance(second).map(each -> each.balanceMicros()).orElse(0L);
    }

    private void cover(long credit) {
        one.grant(BY_MASTER, RESELLER, credit);
        one.funding.changeFunding(BY_RESELLER, RESELLER, Json.parseObject("{\"covered\":true}"));
    }

    /** Runs a request until it is about to be posted. */
    private static FutureTask<Entry> held(Node node, Callable<Entry> request) {
        node.gated.gate.drainPermits();
        int groups = node.gated.groups.size();
        FutureTask<Entry> task = new FutureTask<>(request);
        new Thread(task).start();
        while (node.gated.groups.size() == groups) {
            Thread.onSpinWait();
        }
        return task;
    }
}
