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

    /** @param lastService of the last entry, empty if there is none */
    record Known(String hash, Map<String, ServiceTotal> services, String lastService) {}

    /** The one that was posted to longest ago comes first. */
    private final Map<String, Known> accounts = new LinkedHashMap<>();

    /** Returns what is known as of the entry with this hash, if it is the last one known. */
    synchronized Optional<Known> of(String account, String hash) {
        return Optional.ofNullable(accounts.get(account))
                .filter(known -> known.hash().equals(hash));
    }

    /** Remembers an account as it was committed. */
    synchronized void keep(AccountBook book, String lastService) {
        String account = book.account().value();
        accounts.remove(account);
        accounts.put(account, new Known(book.hash(), book.services(), lastService));
        if (accounts.size() > ACCOUNTS_MAX) {
            accounts.remove(accounts.keySet().iterator().next());
        }
    }
}
