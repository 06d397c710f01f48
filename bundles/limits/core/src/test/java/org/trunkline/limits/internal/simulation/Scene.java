package org.trunkline.limits.internal.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.TestTree;

/** What calls happen in: accounts, their limits and prices, and the time, as everybody sees them. */
final class Scene {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    final TestTree tree = new TestTree();
    final Map<AccountId, Limits> limits = new TreeMap<>();
    final Map<AccountId, Tariff> tariffs = new TreeMap<>();
    final List<AccountId> accounts = new ArrayList<>();

    /** Fraud guards of accounts; each has the same as long as it is there. */
    final Map<AccountId, ObjectNode> guards = new TreeMap<>();

    AccountId root;

    /** What root pays carriers; null where it is not known. */
    Tariff carrier;

    /** Seconds that have really passed. */
    long now;

    /** By how much the clock on the wall is wrong. */
    long wallOffset;

    boolean clockWasSet;

    /** The same, of a clock that nobody has set but that had a leap second to tell. */
    long leapMillis;

    Limits limits(AccountId account) {
        Limits own = limits.get(account);
        return own == null ? Limits.DEFAULTS : own;
    }

    Instant wall() {
        return BEGIN.plusSeconds(now + wallOffset).plusMillis(leapMillis);
    }

    /** Returns when so many seconds had really passed, on a clock that nobody sets. */
    static Instant steady(long seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    static long seconds(Instant steady) {
        return java.time.Duration.between(BEGIN, steady).toSeconds();
    }

    /** The clock on the wall, which people set. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return wall();
            }
        };
    }
}
