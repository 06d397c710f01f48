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

    /** The one that was posted to longest ago comes first. */
    private final Map<String, Known> accounts = new LinkedHashMap<>();

    /** Returns the totals by service as of the entry with this hash, if it is the last one known. */
    synchronized Optional<Map<String, ServiceTotal>> of(String account, String hash) {
        return Optional.ofNullable(accounts.get(account))
                .filter(known -> known.hash().equals(hash))
                .map(Known::services);
    }

    /** Remembers an account as it was committed. */
    synchronized void keep(AccountBook book) {
        String account = book.account().value();
        accounts.remove(account);
        accounts.put(account, new Known(book.hash(), book.services()));
        if (accounts.size() > ACCOUNTS_MAX) {
            accounts.remove(accounts.keySet().iterator().next());
        }
    }
}
