package org.trunkline.routing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.routing.AccessList;

/** What every {@link AccessListStore} promises. */
public interface AccessListStoreContract {
    AccountId OWNER = new AccountId("a".repeat(32));
    AccountId STRANGER = new AccountId("b".repeat(32));

    AccessListStore lists();

    static AccessList some() {
        return new AccessList(OWNER, Json.parseObject("{\"order\":\"allow,deny\",\"x\":1.50}"), 0);
    }

    @Test
    default void returnsTheListThatWasWrittenToItsAccount() {
        AccessList written = lists().write(some(), CallflowStoreContract.change());

        assertThat(written.revision()).isEqualTo(1);
        assertThat(lists().find(OWNER)).contains(written);
        assertThat(lists().find(STRANGER)).isEmpty();
    }

    @Test
    default void refusesAListOfWhichAnotherHasBeenWrittenMeanwhile() {
        AccessList first = lists().write(some(), CallflowStoreContract.change());
        AccessList empty =
                lists().write(new AccessList(OWNER, Json.object(), first.revision()), CallflowStoreContract.change());

        assertThatThrownBy(() -> lists().write(first, CallflowStoreContract.change()))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> lists().write(some(), CallflowStoreContract.change()))
                .isInstanceOf(ConflictException.class);
        assertThat(lists().find(OWNER)).contains(empty);
    }
}
