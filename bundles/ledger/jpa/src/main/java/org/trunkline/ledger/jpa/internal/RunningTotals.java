package org.trunkline.ledger.jpa.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.AccountBook;

/**
 * The running totals of the accounts that were posted to last, so that they need not be looked up in their latest entries
 * again. The hash of an account's last entry tells whether they still hold: another node may have posted since.
 */
final class RunningTotals {
    private static final int ACCOUNTS_MAX = 50_000;

    private record Known(String hash, Map<String, ServiceTotal> services) {}

    private final Map<String, Known> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > ACCOUNTS_MAX;
        }
    };

    /** Returns the totals by service as of the entry with this hash, if it is the last one known. */
    synchronized Optional<Map<String, ServiceTotal>> of(String account, String hash) {
        return Optional.ofNullable(accounts.get(account))
                .filter(known -> known.hash().equals(hash))
                .map(Known::services);
    }

    /** Remembers an account as it was committed. */
    synchronized void keep(AccountBook book) {
        accounts.put(book.account().value(), new Known(book.hash(), book.services()));
    }
}
