package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.Reason;
import org.trunkline.rating.EventPrice;

/** A database that answers late, or never: the switch has its answer all the same (design §5). */
class LateDatabaseTest {
    private static final long COST = 66_050;

    /** Long enough for what is there, too short for anything else. */
    private static final Patience NONE = new Patience() {
        @Override
        public <T> T ask(Supplier<T> question) {
            return question.get();
        }

        @Override
        public <T> Optional<T> await(CompletionStage<T> coming) {
            return Optional.ofNullable(coming.toCompletableFuture().getNow(null));
        }
    };

    @TempDir
    Path journal;

    private World world;
    private Records records;

    /** Call records that can be kept waiting. */
    private static final class Records extends ForwardingRecords {
        private volatile CountDownLatch goOn = new CountDownLatch(0);

        Records(World world) {
            super(world);
        }

        @Override
        void before() {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void start() {
        world = new World(journal);
        world.stop();
        records = new Records(world);
        world.recordStore = records;
        world.budgets = () -> new DecisionBudget(1, new AtOnceExecutor());
        world.threads = AtOnceExecutor::elseOfNode;
        world.chain();
        world.start();
    }

    @AfterEach
    void stop() {
        records.goOn.countDown();
        world.ledger.late(false);
        world.close();
    }

    private void called(String callId) {
        world.call(callId, C, GERMANY);
        world.clock.move(60);
    }

    /** From now on the database has all the time that it takes. */
    private void ample() {
        world.budgets = () -> DecisionBudget.ofMillis(60_000);
        world.updateRules();
    }

    /** Returns when all that is under way has arrived. */
    private void arrived() {
        world.postAll();
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void anEndThatTheLedgerDoesNotCommitInTimeIsAnsweredFromTheJournalAndPostedOnce() {
        called("1");
        world.ledger.late(true);

        CallSettlement ended = world.end("1", 30);
        CallSettlement again = world.end("1", 30);

        assertThat(ended.posted()).isFalse();
        assertThat(again).isEqualTo(ended);
        assertThat(world.ledger.waiting()).as("one posting, whoever asks").isEqualTo(1);
        world.ledger.late(false);
        arrived();
        ample();
        CallSettlement posted = world.end("1", 30);
        assertThat(posted.levels()).as("entry ids were final").isEqualTo(ended.levels());
        assertThat(world.ledger.postings()).isEqualTo(1);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - COST);
    }

    @Test
    void anEndThatTheLedgerNeverCommittedIsPostedAfterARestartOnce() {
        called("1");
        world.ledger.late(true);
        CallSettlement ended = world.end("1", 30);

        world.stop();
        world.ledger.late(false);
        world.start();
        arrived();
        ample();

        assertThat(world.end("1", 30).levels()).isEqualTo(ended.levels());
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - COST);
        assertThat(world.ledger.postings()).isEqualTo(1);
    }

    @Test
    void anEndIsAnsweredWhenTheLedgerHasItAndItsRecordFollows() {
        called("1");
        ample();
        records.goOn = new CountDownLatch(1);

        CallSettlement ended = world.end("1", 30);

        assertThat(ended.posted()).isTrue();
        assertThat(world.records.find(world.key("1"))).isEmpty();
        assertThat(world.state().unposted())
                .as("not over before the record is there")
                .hasSize(1);
        assertThat(world.end("1", 30)).isEqualTo(ended);
        records.goOn.countDown();
        arrived();
        assertThat(world.records.find(world.key("1"))).isPresent();
        assertThat(world.end("1", 30)).isEqualTo(ended);
    }

    @Test
    void whileTheLedgerStandsStillNothingNewIsChargedPerMinuteAndTheRestGoesOn() {
        called("1");
        called("2");
        world.limits(C, "{\"twoway_trunks\":1}");
        world.ledger.late(true);
        world.end("1", 30);
        lookTwice();

        CallDecision perMinute = world.call("3", C, GERMANY);

        assertThat(perMinute.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.call("4", C, "911").reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(world.call("5", C, "+18005550100").reason()).isEqualTo(Reason.TOLL_FREE);
        assertThat(world.call("6", C, "+14155550199").reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.renew("2", 40).allowed()).isTrue();
        world.ledger.late(false);
        assertThat(world.call("7", C, GERMANY).allowed()).isTrue();
    }

    /** Time enough for a ledger to do something. */
    private void lookTwice() {
        world.settlements().lookAtLedger();
        world.settlements().lookAtLedger();
    }

    @Test
    void aLedgerThatIsLateOnceIsNotDown() {
        called("1");
        called("2");
        world.settlements().lookAtLedger();
        world.ledger.late(true);

        assertThat(world.end("1", 30).posted()).isFalse();
        world.settlements().lookAtLedger();

        assertThat(world.settlements().isLedgerDown()).isFalse();
        assertThat(world.call("3", C, GERMANY).allowed()).isTrue();
        assertThat(world.end("2", 30, new Patience() {
                            @Override
                            public <T> T ask(Supplier<T> question) {
                                return question.get();
                            }

                            @Override
                            public <T> Optional<T> await(CompletionStage<T> coming) {
                                throw new AssertionError("waits for a ledger that does nothing");
                            }
                        })
                        .posted())
                .isFalse();
    }

    @Test
    void aLedgerOfWhichNothingIsWantedAnyMoreIsNotDown() {
        called("1");
        world.ledger.late(true);
        world.end("1", 30);
        world.settlements().lookAtLedger();
        world.ledger.broken(true);
        world.ledger.late(false);

        lookTwice();

        assertThat(world.settlements().isLedgerDown()).isFalse();
        world.ledger.broken(false);
    }

    @Test
    void aLedgerThatIsLateButGetsOnIsNotDown() {
        called("1");
        called("2");
        world.ledger.late(true);
        CallSettlement ended = world.end("1", 30, new Patience() {
            @Override
            public <T> T ask(Supplier<T> question) {
                return question.get();
            }

            @Override
            public <T> Optional<T> await(CompletionStage<T> coming) {
                world.end("2", 30, NONE);
                lookTwice();
                assertThat(world.settlements().isLedgerDown()).isTrue();
                world.ledger.commitLast();
                return Optional.empty();
            }
        });

        assertThat(ended.posted()).isFalse();
        assertThat(world.ledger.waiting()).isEqualTo(1);
        assertThat(world.settlements().isLedgerDown()).isFalse();
    }

    @Test
    void whoAsksForACallThatOnlyTheDatabaseMayKnowIsToldToAskAgain() {
        world.budgets = () -> DecisionBudget.ofMillis(1);
        world.updateRules();
        records.goOn = new CountDownLatch(1);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> world.renew("unknown", 40))
                .satisfies(late -> assertThat(late.code()).isEqualTo("database_late"));
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> world.end("unknown", 40));
        assertThat(world.call("1", C, GERMANY).allowed()).as("asks no database").isTrue();

        records.goOn.countDown();
        ample();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> world.renew("unknown", 40));
    }

    @Test
    void anEventThatTheLedgerTakesLateIsChargedOnceAndItsRepeatIsNotRefusedForIt() {
        for (AccountId payer : List.of(C, R2, R1)) {
            world.eventPrices.put(payer, new EventPrice(300_000_000, 0, 0, 1, 1));
        }
        world.credit(C, "0.40");
        world.ledger.late(true);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> world.charge("event", C, "sms", 1))
                .satisfies(late -> assertThat(late.code()).isEqualTo("database_late"));

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> world.charge("event", C, "sms", 1));
        assertThat(world.charge("other", C, "sms", 1).refusal())
                .as("the money of the first is taken")
                .contains(Reason.INSUFFICIENT_CREDIT);
        world.ledger.late(false);
        EventSettlement charged = world.charge("event", C, "sms", 1);

        assertThat(charged.refusal()).isEmpty();
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(100_000);
        assertThat(world.ledger.postings()).isEqualTo(1);
    }
}
