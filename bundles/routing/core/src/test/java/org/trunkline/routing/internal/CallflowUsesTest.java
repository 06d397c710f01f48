package org.trunkline.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.OneReseller;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.spi.CallflowStore;
import org.trunkline.routing.spi.InMemoryCallflowStore;

/** Numbers that callflows are for. */
class CallflowUsesTest {
    private final CallflowStore store = new InMemoryCallflowStore();

    @Test
    void aNumberIsUsedByACallflowOfItsAccount() {
        Callflow flow = new Callflow(
                "c".repeat(32),
                OneReseller.CUSTOMER,
                Json.parseObject("{\"numbers\":[\"+14155550100\",\"2001\"],\"patterns\":[\"+14155550102\"]}"),
                Instant.EPOCH,
                Instant.EPOCH,
                0);
        Caller caller = Caller.system(OneReseller.RESELLER, "test");
        store.insert(flow, new Change("callflows", flow.id(), flow.account(), "created", caller, Instant.EPOCH, "{}"));
        List<String> asked = List.of("+14155550100", "+14155550101", "+14155550102");

        assertThat(new CallflowUses(store).uses(OneReseller.CUSTOMER, asked))
                .isEqualTo(Map.of("+14155550100", "callflow"));
        assertThat(new CallflowUses(store).uses(OneReseller.RESELLER, asked)).isEmpty();
    }
}
