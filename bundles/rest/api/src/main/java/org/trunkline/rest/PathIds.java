package org.trunkline.rest;

import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UserId;

/**
 * Reads ids out of path parameters. An id in a path that cannot exist is <em>not found</em> (404 {@code
 * bad_identifier}); the constructors of the id types call the same text an invalid value (400), which is right in a
 * body only.
 */
public final class PathIds {
    private PathIds() {}

    /** @throws NotFoundException unless the text has the form of an account id */
    public static AccountId account(String pathParam) {
        return new AccountId(id(pathParam));
    }

    /** @throws NotFoundException unless the text has the form of a user id */
    public static UserId user(String pathParam) {
        return new UserId(id(pathParam));
    }

    /** @throws NotFoundException unless the text has the form of an id that Trunkline mints */
    public static String id(String pathParam) {
        if (Ids.isWellFormed(pathParam)) {
            return pathParam;
        }
        throw new NotFoundException(pathParam);
    }
}
