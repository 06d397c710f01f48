package org.trunkline.kernel;

import java.time.Instant;

/** Time on the Crossbar wire: seconds since the start of year 0, which is unix time + 62 167 219 200. */
public final class GregorianTime {
    public static final long UNIX_OFFSET_SECONDS = 62_167_219_200L;

    private GregorianTime() {}

    public static long of(Instant instant) {
        return instant.getEpochSecond() + UNIX_OFFSET_SECONDS;
    }

    public static Instant toInstant(long gregorianSeconds) {
        return Instant.ofEpochSecond(gregorianSeconds - UNIX_OFFSET_SECONDS);
    }
}
