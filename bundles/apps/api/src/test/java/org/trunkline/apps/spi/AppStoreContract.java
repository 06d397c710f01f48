package org.trunkline.apps.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** What every {@link AppStore} promises. */
public interface AppStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    String TEXT = "{\"apps\":{\"x\":{\"allowed_users\":\"all\",\"price\":1.50}},\"blacklist\":[\"ä\"]}";

    AppStore store();

    static Change change() {
        return new Change("apps", ACME.value(), ACME, "changed", Caller.system(ACME, "test"), Instant.EPOCH, "{}");
    }

    static AccountApps some() {
        return new AccountApps(ACME, Json.parseObject(TEXT), 0);
    }

    @Test
    default void returnsWhatWasWritten() {
        AccountApps written = store().write(some(), change());

        assertThat(written.revision()).isEqualTo(1);
        assertThat(store().find(ACME)).contains(written);
        assertThat(Json.write(store().find(ACME).orElseThrow().document())).isEqualTo(TEXT);
    }

    @Test
    default void hidesOneTenantFromAnother() {
        store().write(some(), change());

        assertThat(store().find(GLOBEX)).isEmpty();
    }

    @Test
    default void refusesAWriteOfWhatHasChangedMeanwhile() {
        AccountApps first = store().write(some(), change());
        store().write(first, change());

        assertThatThrownBy(() -> store().write(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().write(some(), change())).isInstanceOf(ConflictException.class);
        assertThat(store().find(ACME).orElseThrow().revision()).isEqualTo(2);
    }
}
