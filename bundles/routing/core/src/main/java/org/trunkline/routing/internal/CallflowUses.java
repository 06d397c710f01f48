package org.trunkline.routing.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.numbers.spi.NumberUses;
import org.trunkline.routing.spi.CallflowKey;
import org.trunkline.routing.spi.CallflowStore;

/** Says which numbers callflows are for. */
@Component
public final class CallflowUses implements NumberUses {
    private static final String CALLFLOW = "callflow";

    private final CallflowStore store;

    @Activate
    public CallflowUses(@Reference CallflowStore store) {
        this.store = store;
    }

    @Override
    public Map<String, String> uses(AccountId account, Collection<String> numbers) {
        List<CallflowKey> keys = numbers.stream()
                .map(number -> new CallflowKey(CallflowKey.Kind.NUMBER, number))
                .toList();
        Map<String, String> uses = new HashMap<>();
        store.holders(account, keys).keySet().forEach(key -> uses.put(key.text(), CALLFLOW));
        return uses;
    }
}
