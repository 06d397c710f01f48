package org.trunkline.ledger.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.LedgerStore.Share;

/** Divides the totals of an account by the accounts whose calls and purchases they were. */
final class CallingAccounts {
    private CallingAccounts() {}

    /**
     * Returns the parts, by account and service.
     *
     * @param totals of the account, with everybody's part
     * @param shares the parts of all others; what they leave of a total is the account's own
     */
    static Map<AccountId, Map<String, ServiceTotal>> of(
            AccountId account, Map<String, ServiceTotal> totals, List<Share> shares) {
        Map<AccountId, Map<String, ServiceTotal>> parts = new TreeMap<>();
        Map<String, ServiceTotal> rest = new HashMap<>(totals);
        for (Share share : shares) {
            parts.computeIfAbsent(share.callingAccount(), each -> new TreeMap<>())
                    .put(share.service(), share.total());
            rest.computeIfPresent(share.service(), (service, total) -> total.minus(share.total()));
        }
        rest.forEach((service, total) -> {
            if (total.amountMicros() != 0 || total.quantity() != 0) {
                parts.computeIfAbsent(account, each -> new TreeMap<>()).put(service, total);
            }
        });
        return parts;
    }
}
