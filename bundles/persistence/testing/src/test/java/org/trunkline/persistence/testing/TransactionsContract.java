package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.OptimisticLockException;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Ids;

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
        return new Change("proofs", id, ACCOUNT, action, CALLER, Instant.EPOCH, "{}");
    }
}
