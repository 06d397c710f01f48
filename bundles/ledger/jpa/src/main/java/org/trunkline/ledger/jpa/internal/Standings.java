package org.trunkline.ledger.jpa.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.AccountBook;

/**
 * Where the accounts stand that were posted to last, so that groups can be worked out before their turn and running totals
 * need not be looked up in their entries. Only a guess: another node may have posted since, and a group may have failed.
 * The hash of an account's last entry, read under its lock, tells whether it holds.
 */
final class Standings {
    private static final int ACCOUNTS_MAX = 50_000;

    /**
     * Where one account stands.
     *
     * @param lastService of its last entry, empty if there is none
     */
    record Standing(
            String account,
            String currency,
            long balanceMicros,
            long sequence,
            Instant postedAt,
            String hash,
            Map<String, ServiceTotal> services,
            String lastService) {

        static Standing of(AccountBook book, String lastService) {
            return new Standing(
                    book.account().value(),
                    book.currency(),
                    book.balanceMicros(),
                    book.sequence(),
                    book.postedAt(),
                    book.hash(),
                    book.services(),
                    lastService);
        }

        AccountBook open() {
            AccountBook book =
                    new AccountBook(new AccountId(account), currency, balanceMicros, sequence, postedAt, hash);
            services.forEach(book::load);
            return book;
        }
    }

    /** The one that was posted to longest ago comes first. */
    private final Map<String, Standing> accounts = new LinkedHashMap<>();

    synchronized Optional<Standing> of(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    synchronized void keep(Standing standing) {
        accounts.remove(standing.account());
        accounts.put(standing.account(), standing);
        if (accounts.size() > ACCOUNTS_MAX) {
            accounts.remove(accounts.keySet().iterator().next());
        }
    }
}
