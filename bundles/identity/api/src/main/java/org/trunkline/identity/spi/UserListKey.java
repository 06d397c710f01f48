package org.trunkline.identity.spi;

import java.util.Locale;
import java.util.Optional;
import org.trunkline.identity.User;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.PageRequest;

/**
 * Where a row stands in lists of users: by last and first name without regard to case, then by id.
 *
 * @param id the id; anything that sorts before or after all ids where a key names no row
 */
public record UserListKey(String name, String id) {
    private static final int LENGTH_MAX = 1_000;

    public static UserListKey of(User user) {
        return new UserListKey(
                (user.lastName() + " " + user.firstName()).toLowerCase(Locale.ROOT),
                user.id().value());
    }

    /** Returns the key of the first row wanted; a key that names no row is the place where it would stand. */
    public static Optional<UserListKey> start(PageRequest page) {
        return page.startKey().map(key -> parse(key, page.ascending()));
    }

    /** Returns the text that {@link #start} reads. */
    public String text() {
        return name + "/" + id;
    }

    private static UserListKey parse(String key, boolean ascending) {
        if (key.length() > LENGTH_MAX || key.indexOf('\0') >= 0) {
            throw new InvalidException("start_key", "pattern", "start_key must be one that a list has returned");
        }
        int slash = key.lastIndexOf('/');
        return slash < 0
                ? new UserListKey(key, ascending ? "0" : "g")
                : new UserListKey(key.substring(0, slash), key.substring(slash + 1));
    }
}
