package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** What every {@link LimitStore} promises. */
public interface LimitStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    LimitDocument SOME = new LimitDocument(ACME, Json.parseObject("{\"calls\":5,\"x\":1.50}"), 0);

    LimitStore store();

    static Change change() {
        return new Change("limits", ACME.value(), ACME, "changed", Caller.system(ACME, "test"), Instant.EPOCH, "{}");
    }

    @Test
    default void returnsWhatWasSaved() {
        LimitDocument saved = store().save(SOME, change());

        assertThat(saved.revision()).isEqualTo(1);
        assertThat(store().find(ACME)).contains(saved);
        assertThat(saved).isEqualTo(SOME.atRevision(1));
        assertThat(Json.write(store().find(ACME).orElseThrow().document())).isEqualTo("{\"calls\":5,\"x\":1.50}");
    }

    @Test
    default void hidesOneTenantsLimitsFromAnother() {
        store().save(SOME, change());

        assertThat(store().find(GLOBEX)).isEmpty();
    }

    @Test
    default void refusesAChangeOfWhatHasChangedMeanwhile() {
        LimitDocument first = store().save(SOME, change());
        store().save(first, change());

        assertThatThrownBy(() -> store().save(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().save(SOME, change())).isInstanceOf(ConflictException.class);
        assertThat(store().find(ACME).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    default void handsOverEveryRow() {
        store().save(SOME, change());
        store().save(LimitDocument.empty(GLOBEX), change());

        List<AccountId> seen = new ArrayList<>();
        store().forEach(limits -> seen.add(limits.account()));

        assertThat(seen).containsExactlyInAnyOrder(ACME, GLOBEX);
    }
}
