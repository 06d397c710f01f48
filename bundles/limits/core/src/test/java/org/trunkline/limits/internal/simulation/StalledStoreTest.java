package org.trunkline.limits.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.rating.Direction;

/** A database that answers late, or never: decisions are made all the same. */
class StalledStoreTest {
    private static final AccountId ACCOUNT = new AccountId("1".repeat(32));

    @TempDir
    Path directory;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** A ledger that takes a posting and does not come back. */
    private final class Stalled extends Bug {
        Stalled() {
            super("a ledger that is stalled");
        }

        @Override
        SimLedger ledger(Scene scene, Faults faults) {
            return new SimLedger(scene, faults) {
                @Override
                public List<Entry> post(Caller by, Posting posting) {
                    asked.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return super.post(by, posting);
                }
            };
        }
    }

    @Test
    @DisplayName("13 slow database: while an end waits for it others are decided")
    @Timeout(60)
    void whileAnEndWaitsForTheLedgerOthersAreDecided() throws Exception {
        Scene scene = new Scene();
        scene.root = new AccountId("0".repeat(32));
        scene.tree.put(Opening.node(scene.root, Optional.empty(), true, true));
        scene.tree.put(Opening.node(ACCOUNT, Optional.of(scene.root), false, true));
        scene.tariffs.put(ACCOUNT, new Tariff(10_000_000, 0, 0, 60, 0, 0, 1, 1));
        Node node = new Node(scene, new Faults(new Random(1)), new Stalled(), directory);
        node.ledger.deposit(ACCOUNT, 1_000_000);
        Caller caller = node.switches.get(0).caller();
        authorize(node, caller, "1");
        authorize(node, caller, "2");

        CompletableFuture<CallSettlement> end = CompletableFuture.supplyAsync(() -> node.admission()
                .ended(caller, new CallEnd(key("1"), 60, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty())));
        asked.await();

        assertThat(authorize(node, caller, "3").allowed()).isTrue();
        assertThat(node.admission().answered(caller, key("2")).allowed()).isTrue();
        assertThat(node.admission().renew(caller, key("2"), 30).maxSeconds()).hasValue(90);
        assertThat(node.state()
                        .atomically(ACCOUNT, false, book -> book.usage(ACCOUNT))
                        .balanceMicros())
                .as("what has ended is spent")
                .isEqualTo(990_000);
        assertThat(end).isNotDone();
        goOn.countDown();
        assertThat(end.get(30, TimeUnit.SECONDS).posted()).isTrue();
        node.stop();
    }

    private static CallKey key(String callId) {
        return new CallKey("sbc0", callId, "a");
    }

    private static CallDecision authorize(Node node, Caller caller, String callId) {
        CallAttempt attempt = new CallAttempt(
                key(callId),
                Direction.OUTBOUND,
                new AccountSelector.ById(ACCOUNT),
                "+14155550100",
                ModelRules.ABROAD,
                "",
                List.of(),
                false,
                Optional.empty(),
                true);
        return node.admission().authorize(caller, attempt);
    }
}
