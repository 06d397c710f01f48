package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Outbox.Entry;
import org.trunkline.persistence.internal.JdbcOutbox;
import org.trunkline.persistence.internal.OutboxReader;
import org.trunkline.persistence.internal.OutboxRetention;

/** What consumers of the outbox are promised on every database. */
interface OutboxContract {
    AccountId OWNER = AccountId.random();

    StoreDatabase database();

    /** What comes between while an entry is worked on. */
    interface Meanwhile {
        void happens() throws SQLException;
    }

    /** A consumer of a topic of its own, that fails at keys it is told to. */
    final class Reading {
        final String topic = Ids.random();
        final String name = Ids.random();
        final List<String> keys = new ArrayList<>();
        final List<String> failing = new ArrayList<>();
        final Map<String, Meanwhile> meanwhile = new HashMap<>();
        private final StoreDatabase database;

        Reading(StoreDatabase database) {
            this.database = database;
        }

        OutboxReader reader(Clock clock) {
            return new OutboxReader(database.dataSource(), clock, name, topic, Set.of("created", "moved"), this::see);
        }

        OutboxReader reader() {
            return reader(Clock.systemUTC());
        }

        private void see(Entry entry) {
            keys.add(entry.key());
            Meanwhile event = meanwhile.remove(entry.key());
            if (event != null) {
                try {
                    event.happens();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            }
            if (failing.contains(entry.key())) {
                throw new IllegalStateException("fails at " + entry.key());
            }
        }

        void happens(String key, String action, Instant at) {
            database.transactions()
                    .write(
                            new Change(topic, key, OWNER, action, Caller.system(OWNER, "test"), at, "{\"a\":1}"),
                            em -> null);
        }

        void happens(String key) {
            happens(key, "created", Instant.now().truncatedTo(ChronoUnit.MICROS));
        }
    }

    @Test
    default void bringsEachChangeOnceFromTheFirstTimeOn() throws SQLException {
        Reading reading = new Reading(database());
        reading.happens("before");
        assertThat(reading.reader().read()).isZero();
        reading.happens("one");
        reading.happens("other", "changed", Instant.now());
        reading.happens("two", "moved", Instant.now().truncatedTo(ChronoUnit.MICROS));

        assertThat(reading.reader().read()).isEqualTo(2);
        assertThat(reading.reader().read()).as("after a restart").isZero();
        reading.happens("three");
        assertThat(reading.reader().read()).isEqualTo(1);

        assertThat(reading.keys).containsExactly("one", "two", "three");
    }

    @Test
    default void bringsWhatFailsAgainAndGoesOnWithTheRest() throws SQLException {
        Reading reading = new Reading(database());
        OutboxReader reader = reading.reader();
        reader.read();
        reading.failing.add("bad");
        reading.happens("bad");
        reading.happens("good");

        assertThat(reader.read()).isEqualTo(1);
        assertThat(reading.keys).containsExactly("bad", "good");
        reading.failing.clear();
        assertThat(reader.read()).isEqualTo(1);
        assertThat(reading.keys).containsExactly("bad", "good", "bad");
    }

    @Test
    default void bringsMoreThanItReadsAtOnce() throws SQLException {
        Reading reading = new Reading(database());
        OutboxReader reader = reading.reader();
        reader.read();
        for (int i = 0; i < 450; i++) {
            reading.happens("k" + i);
        }

        assertThat(reader.read()).isEqualTo(450);
        assertThat(reading.keys).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    default void anEntryThatAnotherNodeHasSeenLeavesNoneOfTheOthersUnseen() throws SQLException {
        Reading reading = new Reading(database());
        OutboxReader other = reading.reader();
        other.read();
        for (int i = 0; i < 5; i++) {
            reading.happens("k" + i);
        }
        // the other node reads them all while this one is at the third
        reading.meanwhile.put("k2", () -> assertThat(other.read()).isEqualTo(5));

        assertThat(reading.reader().read()).isEqualTo(5);
        assertThat(reading.keys).hasSize(10);
        assertThat(reading.reader().read()).as("all are seen").isZero();
    }

    @Test
    default void anEntryThatIsDeletedWhileItIsBroughtLeavesTheOthersSeen() throws SQLException {
        Reading reading = new Reading(database());
        OutboxReader reader = reading.reader();
        reader.read();
        for (int i = 0; i < 5; i++) {
            reading.happens("k" + i);
        }
        reading.meanwhile.put("k2", () -> database()
                .run("delete from outbox where topic = '" + reading.topic + "' and object_key = 'k1'"));

        assertThat(reader.read()).isEqualTo(5);
        assertThat(reading.reader().read()).isZero();
        assertThat(database().number("select count(*) from outbox_seen where consumer = '" + reading.name + "'"))
                .isEqualTo(4);
    }

    @Test
    default void whatWasDoneBeforeAnErrorEndedTheRoundIsNotBroughtAgain() throws SQLException {
        Reading reading = new Reading(database());
        OutboxReader reader = reading.reader();
        reader.read();
        reading.happens("k0");
        reading.happens("k1");
        reading.meanwhile.put("k1", () -> {
            throw new LinkageError("a bundle went");
        });

        assertThatThrownBy(reader::read).isInstanceOf(LinkageError.class);
        reading.meanwhile.clear();
        assertThat(reader.read()).isEqualTo(1);

        assertThat(reading.keys).containsExactly("k0", "k1", "k1");
    }

    @Test
    default void missesNoTransactionThatCommitsLateWhileItLooksAtRecentOnesOnly() throws SQLException {
        Reading reading = new Reading(database());
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        reading.reader(Clock.fixed(start, ZoneOffset.UTC)).read();
        Instant now = start.plus(Duration.ofHours(5));
        OutboxReader reader = reading.reader(Clock.fixed(now, ZoneOffset.UTC));
        reading.happens("one", "created", now);
        assertThat(reader.read()).isEqualTo(1);

        reading.happens("late", "created", now.minus(Duration.ofMinutes(59)));
        assertThat(reader.read()).isEqualTo(1);
    }

    @Test
    default void forgetsWhatWasSeenWithTheEntry() throws SQLException {
        Reading reading = new Reading(database());
        Instant then = Instant.parse("2020-01-01T00:00:00Z");
        reading.reader(Clock.fixed(then, ZoneOffset.UTC)).read();
        reading.happens("old", "created", then);
        assertThat(reading.reader(Clock.fixed(then, ZoneOffset.UTC)).read()).isEqualTo(1);
        String seen = "select count(*) from outbox_seen where consumer = '" + reading.name + "'";
        assertThat(database().number(seen)).isEqualTo(1);

        new OutboxRetention(
                        database().dataSource(),
                        Clock.fixed(then.plus(Duration.ofDays(15)), ZoneOffset.UTC),
                        Duration.ofDays(14))
                .clean();

        assertThat(database().number(seen)).isZero();
    }

    @Test
    default void isWokenByAChangeOfThisNode() throws Exception {
        Reading reading = new Reading(database());
        reading.reader().read();
        JdbcOutbox outbox = new JdbcOutbox(
                database().dataSource(), database().schema(), database().feed(), Clock.systemUTC());
        CountDownLatch brought = new CountDownLatch(1);
        ChangeFeed.Subscription subscription =
                outbox.consume(reading.name, reading.topic, "created", entry -> brought.countDown());
        try {
            reading.happens("one");
            assertThat(brought.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            subscription.close();
        }
    }
}
