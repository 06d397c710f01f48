package org.trunkline.routing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.routing.Carrier;
import org.trunkline.routing.CarrierPool;

/** What every {@link CarrierStore} promises. */
public interface CarrierStoreContract {
    CarrierPool OWN = CarrierPool.of(new AccountId("a".repeat(32)));
    CarrierPool OTHER = CarrierPool.of(new AccountId("b".repeat(32)));

    CarrierStore carriers();

    private static Change changed() {
        return CallflowStoreContract.change();
    }

    static StoredCarrier carrier(String id, CarrierPool pool) {
        Instant then = Instant.parse("2026-01-01T00:00:00.000001Z");
        return new StoredCarrier(
                new Carrier(id.repeat(32), pool, Json.parseObject("{\"name\":\"ä\",\"x\":1.50}"), then, then, 0),
                Optional.of("wrapped " + id));
    }

    @Test
    default void returnsTheCarrierThatWasInserted() {
        StoredCarrier stored = carriers().insert(carrier("1", OWN), changed());

        assertThat(stored.carrier().revision()).isEqualTo(1);
        assertThat(carriers().find(OWN, stored.carrier().id())).contains(stored);
    }

    @Test
    default void keepsPoolsApart() {
        StoredCarrier system = carriers().insert(carrier("1", CarrierPool.SYSTEM), changed());
        StoredCarrier own = carriers().insert(carrier("2", OWN), changed());

        assertThat(carriers().find(OWN, system.carrier().id())).isEmpty();
        assertThat(carriers().find(CarrierPool.SYSTEM, own.carrier().id())).isEmpty();
        assertThat(carriers().find(OTHER, own.carrier().id())).isEmpty();
        assertThat(carriers().list(CarrierPool.SYSTEM, Optional.empty(), 10, true))
                .containsExactly(system);
        assertThat(carriers().list(OWN, Optional.empty(), 10, true)).containsExactly(own);
        assertThat(carriers().count(OWN)).isEqualTo(1);
        assertThat(carriers().count(OTHER)).isZero();
    }

    @Test
    default void refusesACarrierThatHasChangedMeanwhile() {
        StoredCarrier first = carriers().insert(carrier("1", OWN), changed());
        StoredCarrier without = new StoredCarrier(first.carrier(), Optional.empty());
        StoredCarrier second = carriers().update(without, changed());

        assertThatThrownBy(() -> carriers().update(first, changed())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> carriers().delete(first, changed())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> carriers().update(carrier("2", OWN).atRevision(1), changed()))
                .isInstanceOf(ConflictException.class);
        assertThat(carriers().find(OWN, first.carrier().id())).contains(second);
        assertThat(second.wrappedPasswords()).isEmpty();
        carriers().delete(second, changed());
        assertThat(carriers().find(OWN, first.carrier().id())).isEmpty();
    }

    @Test
    default void listsCarriersFromAKeyInBothDirections() {
        for (String id : List.of("2", "1", "3")) {
            carriers().insert(carrier(id, OWN), changed());
        }

        assertThat(carrierIds(Optional.empty(), 2, true)).containsExactly("1", "2");
        assertThat(carrierIds(Optional.of("2".repeat(32)), 5, true)).containsExactly("2", "3");
        assertThat(carrierIds(Optional.of("2".repeat(32)), 5, false)).containsExactly("2", "1");
    }

    private List<String> carrierIds(Optional<String> from, int rowsMax, boolean ascending) {
        return carriers().list(OWN, from, rowsMax, ascending).stream()
                .map(each -> each.carrier().id().substring(0, 1))
                .toList();
    }
}
