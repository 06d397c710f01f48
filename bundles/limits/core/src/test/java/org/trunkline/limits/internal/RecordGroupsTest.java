package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.spi.StoredDetail;

/** What the database gets of ended calls: the first at once, those that come shortly after together. */
class RecordGroupsTest {
    @TempDir
    Path journal;

    private World world;
    private Groups groups;
    private final Timer timer = new Timer();

    /** A thread that comes to its work when the test says so. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private final Deque<Runnable> works = new ArrayDeque<>();
        private final List<Long> delaysMillis = new ArrayList<>();
        private boolean isAtOnce;

        Timer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            if (isShutdown()) {
                throw new RejectedExecutionException();
            }
            if (isAtOnce) {
                work.run();
                return new Never();
            }
            works.add(work);
            delaysMillis.add(unit.toMillis(delay));
            return new Never();
        }

        void runNext() {
            works.remove().run();
        }

        void runLast() {
            works.removeLast().run();
        }
    }

    private static final class Groups extends ForwardingRecords {
        private final List<Integer> sizes = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        Groups(World world) {
            super(world);
        }

        @Override
        public void insertMissing(List<CallRecord> rows, List<StoredDetail> details) {
            sizes.add(rows.size());
            meanwhile.run();
            super.insertMissing(rows, details);
        }
    }

    @BeforeEach
    void start() {
        world = new World(journal);
        world.stop();
        groups = new Groups(world);
        world.recordStore = groups;
        world.threads = thread -> thread.equals("trunkline-call-records") ? timer : AtOnceExecutor.elseOfNode(thread);
        world.chain();
        world.start();
        world.credit(C, "1000").credit(R2, "1000").credit(R1, "1000");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void ended(String callId) {
        assertThat(world.call(callId, C, GERMANY).allowed()).isTrue();
        world.end(callId, 60);
    }

    @Test
    void theFirstIsWrittenAtOnceAndThoseThatComeShortlyAfterTogether() {
        ended("first");
        timer.runNext();
        for (int i = 0; i < 20; i++) {
            ended("later " + i);
        }
        assertThat(timer.works).hasSize(1);
        timer.runNext();

        assertThat(groups.sizes).containsExactly(1, 20);
        assertThat(timer.delaysMillis).startsWith(0L, 100L);
    }

    @Test
    void whatComesWhileAGroupIsWrittenIsWrittenInTheNext() {
        groups.meanwhile = () -> {
            groups.meanwhile = () -> {};
            ended("meanwhile");
        };
        ended("first");
        timer.runNext();
        timer.runNext();
        timer.runNext();

        assertThat(groups.sizes).containsExactly(1, 1);
        assertThat(timer.works).isEmpty();
        assertThat(world.state().unposted()).isEmpty();
        ended("much later");
        assertThat(timer.delaysMillis).endsWith(100L, 0L);
    }

    @Test
    void whereManyWaitOneGroupIsWrittenAfterTheOther() {
        for (int i = 0; i < 1_000; i++) {
            ended("call " + i);
        }
        timer.runNext();

        ended("one more");
        timer.runNext();

        assertThat(groups.sizes).containsExactly(500, 500, 1);
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void whoTellsOtherSecondsBeforeTheRecordIsWrittenHearsThatTheCallIsPosted() {
        ended("1");

        assertThatExceptionOfType(CallEndConflict.class)
                .isThrownBy(() -> world.end("1", 61))
                .satisfies(conflict -> assertThat(conflict.stored().posted()).isTrue());
        assertThat(world.state().unposted()).hasSize(1);
    }

    @Test
    void whereAHundredWaitTheyDoNotWaitForThePause() {
        ended("first");
        timer.runNext();
        for (int i = 0; i < 100; i++) {
            ended("later " + i);
        }
        assertThat(timer.delaysMillis).containsExactly(0L, 100L, 0L);
        timer.runLast();

        assertThat(groups.sizes).containsExactly(1, 100);
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorUnderOneGroupKeepsNoOtherBack() {
        groups.meanwhile = () -> {
            throw new NoClassDefFoundError("a driver that was replaced");
        };
        ended("first");
        assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(timer::runNext);
        groups.meanwhile = () -> {};
        ended("later");
        timer.runNext();

        assertThat(groups.sizes).containsExactly(1, 1);
        assertThat(world.state().unposted()).hasSize(1);
        timer.isAtOnce = true;
        timer.runNext();
        world.postAll();
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void whatComesAfterTheCloseIsLeftToTheNextStart() {
        timer.shutdown();
        ended("late");

        assertThat(groups.sizes).isEmpty();
        assertThat(world.state().unposted()).hasSize(1);
        world.threads = thread -> new AtOnceExecutor();
        world.updateRules();
        world.postAll();
        assertThat(world.state().unposted()).isEmpty();
    }
}
