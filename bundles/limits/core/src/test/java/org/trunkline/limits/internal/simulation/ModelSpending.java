package org.trunkline.limits.internal.simulation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.internal.simulation.ModelLevel.Spending;
import org.trunkline.limits.state.Spent;

/**
 * What accounts have spent in the windows of charging §5: the sum of all changes of what is held and paid since a window
 * began. A clock that is set back opens no window again.
 */
final class ModelSpending {
    private static final long BUCKET_SECONDS = 300;
    private static final long HOUR_BUCKETS = 12;
    private static final long DAY_SECONDS = 86_400;

    /** What a start found in the windows that were open then. */
    private record Found(long startedAt, long bucket, Spent spent) {}

    /** The latest time that the windows of an account have seen; there are none before something is spent. */
    private final Map<AccountId, Long> seen = new TreeMap<>();

    private final Map<AccountId, Found> found = new HashMap<>();

    void takeOver(ModelSpending other) {
        seen.putAll(other.seen);
        found.putAll(other.found);
    }

    void spend(ModelLevel level, long micros, long wall) {
        if (micros != 0) {
            level.spendings.add(new Spending(seen.merge(level.account, wall, Math::max), micros));
        }
    }

    /** Time has passed: of what a start has found, the node knows in which five minutes of the hour it was. */
    void pass(Model model, Function<AccountId, Spent> told) {
        seen.replaceAll((account, at) -> Math.max(at, model.wall()));
        found.replaceAll((account, known) -> {
            long bucket = bucket(seen.get(account));
            if (bucket == known.bucket()) {
                return known;
            }
            boolean over = bucket - bucket(known.startedAt()) >= HOUR_BUCKETS;
            long hour = over
                    ? 0
                    : told.apply(account).hourMicros() - since(model, account).hourMicros();
            Spent spent = known.spent();
            return new Found(known.startedAt(), bucket, new Spent(hour, spent.dayMicros(), spent.monthMicros()));
        });
    }

    /** A start has found this of what was spent before. */
    void start(Model model, AccountId account, Spent told) {
        found.remove(account);
        seen.remove(account);
        if (!told.equals(new Spent(0, 0, 0))) {
            seen.put(account, model.wall());
            found.put(account, new Found(model.wall(), bucket(model.wall()), told));
        }
    }

    /** Returns what all calls have spent in the windows that are open at this time, with what a start has found. */
    Spent spent(Model model, AccountId account) {
        Spent since = since(model, account);
        Found known = found.get(account);
        if (known == null) {
            return since;
        }
        long now = seen.get(account);
        boolean sameDay = known.startedAt() >= dayStart(now);
        boolean sameMonth = known.startedAt() >= monthStart(now);
        return new Spent(
                since.hourMicros() + known.spent().hourMicros(),
                since.dayMicros() + (sameDay ? known.spent().dayMicros() : 0),
                since.monthMicros() + (sameMonth ? known.spent().monthMicros() : 0));
    }

    /** Returns all that was ever spent, and what is held. */
    long ever(Model model, AccountId account) {
        return levels(model.calls.values().stream(), account)
                .mapToLong(level -> level.everCharged + level.held)
                .sum();
    }

    /**
     * Returns what a start must find at least (decision 0021): all that was spent, but for what was given back, which the
     * ledger nets, and for calls in progress that began before the window, of which it is not known when they were renewed.
     */
    Spent least(Model model, AccountId account) {
        Spent spent = spent(model, account);
        long now = model.wall();
        return new Spent(
                spent.hourMicros() - unknown(model, account, hourStart(now)),
                spent.dayMicros() - unknown(model, account, dayStart(now)),
                spent.monthMicros() - unknown(model, account, monthStart(now)));
    }

    private static long unknown(Model model, AccountId account, long windowStart) {
        long givenBack = levels(model.calls.values().stream(), account)
                .mapToLong(level -> level.everCharged - level.charged)
                .sum();
        long held = levels(
                        model.calls.values().stream()
                                .filter(call -> call.authorizedAtWall.getEpochSecond() < windowStart),
                        account)
                .mapToLong(level -> level.held)
                .sum();
        return givenBack + held;
    }

    /** Returns these calls' levels of the account; root pays carriers, too. */
    private static Stream<ModelLevel> levels(Stream<ModelCall> calls, AccountId account) {
        return calls.flatMap(call -> call.payers.stream()).filter(level -> level.account.equals(account));
    }

    private Spent since(Model model, AccountId account) {
        long now = seen.getOrDefault(account, model.wall());
        long hourStart = hourStart(now);
        long dayStart = dayStart(now);
        long monthStart = monthStart(now);
        long hour = 0;
        long day = 0;
        long month = 0;
        for (ModelCall call : model.calls.values()) {
            for (ModelLevel level : call.levels) {
                for (Spending each : level.account.equals(account) ? level.spendings : List.<Spending>of()) {
                    hour += each.at() >= hourStart ? each.micros() : 0;
                    day += each.at() >= dayStart ? each.micros() : 0;
                    month += each.at() >= monthStart ? each.micros() : 0;
                }
            }
        }
        return new Spent(hour, day, month);
    }

    static long hourStart(long at) {
        return (bucket(at) - HOUR_BUCKETS + 1) * BUCKET_SECONDS;
    }

    static long dayStart(long at) {
        return Math.floorDiv(at, DAY_SECONDS) * DAY_SECONDS;
    }

    static long monthStart(long at) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at, DAY_SECONDS));
        return day.withDayOfMonth(1).toEpochDay() * DAY_SECONDS;
    }

    private static long bucket(long at) {
        return Math.floorDiv(at, BUCKET_SECONDS);
    }
}
