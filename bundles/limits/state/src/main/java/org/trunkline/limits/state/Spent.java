package org.trunkline.limits.state;

import org.trunkline.limits.SpendWindow;

/**
 * What an account has spent on calls per minute in the windows of charging §5 that are open now, live calls included; in
 * micros of its currency. Below 0 where calls that had held much when a window began came out cheap.
 */
public record Spent(long hourMicros, long dayMicros, long monthMicros) {
    public long micros(SpendWindow window) {
        return switch (window) {
            case HOUR -> hourMicros;
            case DAY -> dayMicros;
            case MONTH -> monthMicros;
        };
    }
}
