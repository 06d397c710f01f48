package org.trunkline.accounts.spi;

import java.util.Optional;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.PageRequest;

/**
 * Where a row stands in lists of accounts: by key, then by id.
 *
 * @param key the name as {@link Account#nameKey(String)} makes it, or what else the list is searched by
 * @param id the id; anything that sorts before or after all ids where a key names no row
 */
public record ListKey(String key, String id) {
    private static final int LENGTH_MAX = 1_000;

    public static ListKey of(Account account) {
        return of(account, SearchBy.NAME);
    }

    public static ListKey of(Account account, SearchBy by) {
        return new ListKey(by.key(account), account.id().value());
    }

    /** Returns the key of the first row wanted; a key that names no row is the place where it would stand. */
    public static Optional<ListKey> start(PageRequest page) {
        return page.startKey().map(key -> parse(key, page.ascending()));
    }

    /** Returns the text that {@link #start} reads. */
    public String text() {
        return key + "/" + id;
    }

    private static ListKey parse(String key, boolean ascending) {
        if (key.length() > LENGTH_MAX || key.indexOf('\0') >= 0) {
            throw new InvalidException("start_key", "pattern", "start_key must be one that a list has returned");
        }
        int slash = key.lastIndexOf('/');
        return slash < 0
                ? new ListKey(key, ascending ? "0" : "g")
                : new ListKey(key.substring(0, slash), key.substring(slash + 1));
    }
}
