package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.Postings.call;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;
import static org.trunkline.ledger.internal.TestTree.STRANGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.spi.InMemoryLedgerStore;

/** Posting in groups, balances in memory. */
class LedgerManagerTest {
    private static final Caller BY = Caller.system(ROOT, "test");

    private final InMemoryLedgerStore memory = new InMemoryLedgerStore();
    private final GatedStore gated = new GatedStore(memory);
    private final MovedClock clock = new MovedClock("2026-11-23T12:00:00Z");
    private final LedgerManager ledger = new LedgerManager(gated.store(), clock);
    private final ExecutorService posters = Executors.newFixedThreadPool(16);

    @AfterEach
    void close() {
        gated.gate.release(1_000);
        posters.shutdown();
        ledger.close();
    }

    @Test
    void tellsTheBalanceBeforeItReturns() {
        List<String> told = new ArrayList<>();
        ledger.subscribe((account, micros, sequence, key) -> told.add(account + " " + micros + " " + sequence + key));

        ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7), call(RESELLER, MASTER, -5)));

        assertThat(told).containsExactly(CUSTOMER + " -7 1k", RESELLER + " -5 1k");
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7);
        assertThat(ledger.balanceMicros(STRANGER)).isZero();
    }

    @Test
    void answersARepeatWithTheFirstEntriesAndOtherLinesWithAConflict() {
        List<Entry> first = ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7)));

        assertThat(ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7))))
                .isEqualTo(first);
        assertThatThrownBy(() -> ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -8))))
                .isInstanceOf(ConflictException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7);
        assertThat(ledger.posted("k")).isEqualTo(first);
    }

    @Test
    void writesWhatWaitsAsOneGroupAndFailsOnlyTheBadOne() {
        ledger.post(BY, Postings.of("taken", call(CUSTOMER, RESELLER, -1)));
        gated.gate.drainPermits();
        CompletableFuture<List<Entry>> running = post("running", -1);
        await(() -> gated.groups.size() == 2);
        CompletableFuture<List<Entry>> ready = post("ready", -1);
        await(() -> gated.prepared.get() == 3);
        List<CompletableFuture<List<Entry>>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(post(i == 4 ? "taken" : "waiting" + i, -2));
            int queued = i + 1;
            // one after the other: where the bad one stands decides how it is found
            await(() -> ledger.waiting() == queued);
        }
        gated.gate.release(1_000);

        assertThat(running.join()).hasSize(1);
        assertThat(ready.join()).hasSize(1);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<List<Entry>> each = waiting.get(i);
            if (i == 4) {
                assertThatThrownBy(each::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(ConflictException.class);
            } else {
                assertThat(each.join()).hasSize(1);
            }
        }
        // the bad one is found by halving
        assertThat(gated.groups).containsExactly(1, 1, 1, 10, 5, 2, 3, 1, 2, 1, 1, 5);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-1 - 1 - 1 - 9 * 2);
    }

    @Test
    void postsNothingWhileTheDatabaseIsDownAndEverythingOnceAfterwards() {
        gated.down = true;
        assertThatThrownBy(() -> ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7))))
                .isInstanceOf(UnavailableException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isZero();

        gated.down = false;
        ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7)));

        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7);
    }

    @Test
    void learnsFromARepeatWhatACommitWithoutAnswerHasDone() {
        gated.answerLost = true;
        assertThatThrownBy(() -> ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7))))
                .isInstanceOf(UnavailableException.class);
        gated.answerLost = false;
        List<String> told = new ArrayList<>();
        ledger.subscribe((account, micros, sequence, key) -> told.add(key));

        ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7)));

        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7);
        assertThat(told).containsExactly("k");
    }

    @Test
    void knowsBalancesAfterARestart() {
        ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7)));

        LedgerManager restarted = new LedgerManager(memory, clock);
        List<String> told = new ArrayList<>();
        Ledger.Subscription subscription =
                restarted.subscribe((account, micros, sequence, key) -> told.add(account + " " + micros + key));

        assertThat(restarted.balanceMicros(CUSTOMER)).isEqualTo(-7);
        assertThat(told).containsExactly(CUSTOMER + " -7");
        subscription.close();
        restarted.close();
    }

    @Test
    void takesNothingOnceClosed() {
        ledger.close();

        assertThatThrownBy(() -> ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7))))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void survivesAListenerThatFails() {
        ledger.subscribe((account, micros, sequence, key) -> {
            throw new IllegalStateException("a listener of a test");
        });

        assertThat(ledger.post(BY, Postings.of("k", call(CUSTOMER, RESELLER, -7))))
                .hasSize(1);
    }

    @Test
    void keepsEveryBalanceTheSumOfItsEntriesUnderSixteenPosters() throws Exception {
        List<AccountId> accounts = List.of(MASTER, RESELLER, CUSTOMER, STRANGER);
        List<Callable<Void>> work = new ArrayList<>();
        for (int poster = 0; poster < 16; poster++) {
            int seed = poster;
            work.add(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < 500; i++) {
                    PostingLine one = call(accounts.get(random.nextInt(4)), ROOT, random.nextInt(2_000) - 1_000);
                    PostingLine other = call(accounts.get(random.nextInt(4)), ROOT, random.nextInt(2_000) - 1_000);
                    ledger.post(BY, Postings.of("p" + seed + "/" + i, one, other));
                }
                return null;
            });
        }

        for (Future<Void> done : posters.invokeAll(work)) {
            done.get();
        }

        assertThat(new LedgerProof(memory).verify().problems()).isEmpty();
        assertThat(new LedgerProof(memory).verify().entries()).isEqualTo(16 * 500 * 2);
        memory.forEachBalance(
                row -> assertThat(ledger.balanceMicros(row.account())).isEqualTo(row.balanceMicros()));
        assertThat(gated.groups).hasSizeLessThan(16 * 500);
    }

    private CompletableFuture<List<Entry>> post(String key, long micros) {
        return CompletableFuture.supplyAsync(
                () -> ledger.post(BY, Postings.of(key, call(CUSTOMER, RESELLER, micros))), posters);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
