package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.spi.SwitchStore.StoredSwitch;

/** What every {@link SwitchStore} promises. */
public interface SwitchStoreContract {
    SwitchStore store();

    static StoredSwitch stored(String id, String name) {
        return new StoredSwitch(
                new SwitchIdentity(
                        id.repeat(32),
                        name,
                        new AccountId("c".repeat(32)),
                        true,
                        false,
                        true,
                        false,
                        "abcd",
                        Instant.parse("2026-01-01T00:00:00.000001Z")),
                id.repeat(64));
    }

    @Test
    default void returnsAllThatWereAdded() {
        store().insert(stored("1", "sbc1"), LimitStoreContract.change());
        store().insert(stored("2", "sbc2"), LimitStoreContract.change());

        assertThat(store().all()).containsExactlyInAnyOrder(stored("1", "sbc1"), stored("2", "sbc2"));
    }

    @Test
    default void refusesANameThatIsTaken() {
        store().insert(stored("1", "sbc1"), LimitStoreContract.change());

        assertThatThrownBy(() -> store().insert(stored("2", "sbc1"), LimitStoreContract.change()))
                .isInstanceOf(ConflictException.class);
        assertThat(store().all()).hasSize(1);
    }

    @Test
    default void forgetsWhatIsDeleted() {
        store().insert(stored("1", "sbc1"), LimitStoreContract.change());

        store().delete("1".repeat(32), LimitStoreContract.change());
        store().delete("2".repeat(32), LimitStoreContract.change());

        assertThat(store().all()).isEmpty();
    }
}
