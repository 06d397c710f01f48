package org.trunkline.limits.internal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.trunkline.kernel.AccountNode;

/** In which zone accounts count days. */
final class Zones {
    private Zones() {}

    /** Returns the zone of the account; UTC where this Java does not know it. */
    static ZoneId of(AccountNode account) {
        try {
            return ZoneId.of(account.timezone());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
