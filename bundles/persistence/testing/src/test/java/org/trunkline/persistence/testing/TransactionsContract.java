package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.persistence.OptimisticLockException;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Ids;
import org.trunkline.persistence.internal.OutboxRetention;

/** What a transaction promises on every database. Everything is looked at with SQL over another connection. */
interface TransactionsContract {
    AccountId ACCOUNT = AccountId.random();
    Caller CALLER = Caller.system(ACCOUNT, "test");

    StoreDatabase database();

    @Test
    default void keepsWhatWasCommitted() {
        String id = Ids.random();

        inserted(id, 15);

        assertThat(amountOf(id)).isEqualTo(15);
        assertThat(database().number("select count(*) from audit where object_key = '" + id + "'"))
                .isEqualTo(1);
        assertThat(database().number("select count(*) from outbox where object_key = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    default void rollsBackWhatWasFlushedBeforeAFailure() {
        String id = Ids.random();
        inserted(id, 15);

        assertThatThrownBy(() -> database().transactions().write(change(id, "changed"), em -> {
                    em.find(ProofEntity.class, id).add(1_000);
                    em.flush();
                    throw new IllegalStateException("after the flush");
                }))
                .hasMessage("after the flush");

        assertThat(amountOf(id)).isEqualTo(15);
        assertThat(database().number("select count(*) from audit where object_key = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    default void rollsBackTheWorkWhenTheChangeCannotBeRecorded() {
        String id = Ids.random();
        inserted(id, 15);
        Change unrecordable = new Change("x".repeat(65), id, ACCOUNT, "changed", CALLER, Instant.EPOCH, "{}");

        assertThatThrownBy(() -> database().transactions().write(unrecordable, em -> {
                    em.find(ProofEntity.class, id).add(1_000);
                    return null;
                }))
                .hasMessage("The change could not be recorded");

        assertThat(amountOf(id)).isEqualTo(15);
    }

    @Test
    default void hidesWorkFromOthersUntilTheCommit() {
        String id = Ids.random();
        inserted(id, 15);

        long seenByOthers = database().transactions().write(change(id, "changed"), em -> {
            em.find(ProofEntity.class, id).add(1_000);
            em.flush();
            return amountOf(id);
        });

        assertThat(seenByOthers).isEqualTo(15);
        assertThat(amountOf(id)).isEqualTo(1_015);
    }

    @Test
    default void callsATakenKeyAConflict() {
        String id = Ids.random();
        inserted(id, 15);

        assertThatThrownBy(() -> inserted(id, 16)).isInstanceOf(ConflictException.class);

        assertThat(amountOf(id)).isEqualTo(15);
    }

    @Test
    default void callsAStaleRevisionAConflict() {
        assertThatThrownBy(() -> database().transactions().write(change(Ids.random(), "changed"), em -> {
                    throw new OptimisticLockException("stale");
                }))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void bringsCommittedChangesToReadModelsBeforeItReturns() {
        String id = Ids.random();
        List<Change> seen = new ArrayList<>();
        ChangeFeed.Subscription subscription = database().feed().subscribe("proofs", seen::add);

        inserted(id, 15);
        assertThat(seen).extracting(Change::key).containsExactly(id);
        assertThatThrownBy(() -> inserted(id, 16)).isInstanceOf(ConflictException.class);
        subscription.close();
        inserted(Ids.random(), 17);

        assertThat(seen).hasSize(1);
    }

    @Test
    default void forgetsChangesOfTheOutboxThatAreTooOldAndKeepsTheAudit() throws SQLException {
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        Instant tooOld = now.minus(Duration.ofDays(14)).minusMillis(1);
        String old = Ids.random();
        String young = Ids.random();
        // one more than a slice
        recorded(Collections.nCopies(OutboxRetention.SLICE_ROWS_MAX + 1, change(old, "changed", tooOld)));
        recorded(List.of(change(young, "changed", tooOld.plusMillis(1))));

        new OutboxRetention(database().dataSource(), Clock.fixed(now, ZoneOffset.UTC), Duration.ofDays(14)).clean();

        assertThat(database().number("select count(*) from outbox where object_key = '" + old + "'"))
                .isZero();
        assertThat(database().number("select count(*) from outbox where object_key = '" + young + "'"))
                .isEqualTo(1);
        assertThat(database().number("select count(*) from audit where object_key = '" + old + "'"))
                .isEqualTo(OutboxRetention.SLICE_ROWS_MAX + 1);
    }

    private void recorded(List<Change> changes) {
        database().transactions().write(changes, em -> null);
    }

    private void inserted(String id, long amountMicros) {
        database().transactions().write(change(id, "created"), em -> {
            em.persist(new ProofEntity(id, amountMicros));
            return null;
        });
    }

    private long amountOf(String id) {
        return database().number("select amount_micros from proof where id = '" + id + "'");
    }

    private static Change change(String id, String action) {
        return change(id, action, Instant.parse("2026-11-23T12:00:00Z"));
    }

    private static Change change(String id, String action, Instant at) {
        return new Change("proofs", id, ACCOUNT, action, CALLER, at, "{}");
    }
}
