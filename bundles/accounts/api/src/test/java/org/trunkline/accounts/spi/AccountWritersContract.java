package org.trunkline.accounts.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.accounts.spi.AccountStoreContract.account;
import static org.trunkline.accounts.spi.AccountStoreContract.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;

/** What every store promises to those who write one account at the same time. */
public interface AccountWritersContract extends AccountRestoreContract {

    @Test
    default void writersWhoReadAgainLoseNothingOfEachOther() throws InterruptedException {
        int writers = 4;
        Account account = inserted(account(insertRoot(), "one"));
        AtomicInteger number = new AtomicInteger();

        int won = AccountStoreContract.race(
                writers, () -> patched(account.id(), "field" + number.getAndIncrement()), lost -> {
                    throw new AssertionError(lost);
                });

        assertThat(won).isEqualTo(writers);
        Account now = store().find(account.id()).orElseThrow();
        for (int writer = 0; writer < writers; writer++) {
            assertThat(now.document().path("field" + writer).asInt()).isEqualTo(1);
        }
        assertThat(now.revision()).isEqualTo(writers + 1);
    }

    /** Adds a field as a PATCH does: to what is stored, again and again while others are first. */
    private Account patched(AccountId id, String field) {
        while (true) {
            Account read = store().find(id).orElseThrow();
            ObjectNode document = read.document().put(field, 1);
            Account wanted = read.with(read.name(), read.realm(), read.enabled(), document, AT);
            try {
                return store().update(wanted, List.of(change(read)));
            } catch (ConflictException e) {
                assertThat(e.causeValue()).isEqualTo(AccountStore.REVISION);
            }
        }
    }
}
