package org.trunkline.rest;

import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UserId;

/** Ids as they stand in paths. There a malformed one names nothing: 404, not 400 (crossbar-api §1.1). */
public final class PathIds {
    private PathIds() {}

    public static AccountId account(String segment) {
        if (!Ids.isWellFormed(segment)) {
            throw new DomainException(
                    ErrorKind.NOT_FOUND, "bad_identifier", "invalid account_id '" + shortened(segment) + "'");
        }
        return new AccountId(segment);
    }

    public static UserId user(String segment) {
        if (!Ids.isWellFormed(segment)) {
            throw new NotFoundException(shortened(segment));
        }
        return new UserId(segment);
    }

    private static String shortened(String segment) {
        return segment.length() > 64 ? segment.substring(0, 64) : segment;
    }
}
