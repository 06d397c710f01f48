package org.trunkline.limits.internal.simulation;

import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.simulation.ModelCall.Stage;
import org.trunkline.limits.state.Spent;

/** Money and free seconds of calls (charging §3): what there is, what calls hold of it, and what they cost in the end. */
final class ModelMoney {
    private final Model model;

    ModelMoney(Model model) {
        this.model = model;
    }

    /** Returns what may be held: balance and postpay, less what is held already. */
    long free(AccountId account) {
        Limits limits = model.scene.limits(account);
        long free = model.credits.getOrDefault(account, 0L) + (limits.allowPostpay() ? limits.maxPostpayMicros() : 0);
        for (ModelCall call : model.calls.values()) {
            for (ModelLevel level : call.payers) {
                free -= level.account.equals(account) ? level.charged + level.held : 0;
            }
        }
        return free;
    }

    Spent spent(AccountId account) {
        return model.spending.spent(model, account);
    }

    /** Returns what may still be spent before one of the caps is reached. */
    long room(AccountId account) {
        Limits.Caps caps = model.scene.limits(account).caps();
        Spent spent = spent(account);
        long room = Long.MAX_VALUE;
        room = caps.hourMicros() < 0 ? room : Math.min(room, caps.hourMicros() - spent.hourMicros());
        room = caps.dayMicros() < 0 ? room : Math.min(room, caps.dayMicros() - spent.dayMicros());
        return caps.monthMicros() < 0 ? room : Math.min(room, caps.monthMicros() - spent.monthMicros());
    }

    /** Returns what a call could use of its free seconds: what it holds, and what is left. */
    long available(ModelLevel level) {
        if (level.free == null) {
            return 0;
        }
        return Math.max(level.seconds, level.seconds + left(level));
    }

    private long left(ModelLevel level) {
        Allotment now = model.scene.limits(level.account).allotments().get(level.free.name());
        return now == null ? 0 : model.allotments.left(model, level.account, now, level.free.begun());
    }

    /** Returns how long a call may last by all that count it. */
    long longest(List<AccountId> counted) {
        return counted.stream()
                .map(model.scene::limits)
                .filter(Limits::enabled)
                .mapToLong(limits -> limits.caps().callSeconds())
                .min()
                .orElse(ModelRules.LONGEST);
    }

    /** What a level holds has changed. */
    private void hold(ModelLevel level, long micros) {
        model.spending.spend(level, micros - level.held, model.wall());
        level.held = micros;
    }

    void begin(ModelCall call) {
        call.levels.forEach(level -> model.spending.spend(level, level.held, model.wall()));
    }

    /** A call that its lease had settled goes on: it holds what it was promised and has not been charged yet. */
    void resume(ModelCall call) {
        call.levels.forEach(level -> hold(level, more(level, call.covered)));
    }

    /** A call that nobody knew holds what it has used. */
    void use(ModelCall call, long elapsed) {
        for (ModelLevel level : call.levels) {
            if (level.free != null) {
                level.seconds = level.covering(elapsed, Math.max(0, left(level)));
            }
            level.held = more(level, elapsed);
        }
    }

    /** Returns what a level holds for so many seconds beside what it was charged before. */
    private static long more(ModelLevel level, long covered) {
        if (level.soft || !level.isCharged()) {
            return level.held;
        }
        return Math.max(0, level.cost(covered) - level.charged);
    }

    /** Returns how long a call lasts that holds nothing yet, by the levels that can end it. */
    long expected(ModelCall call, long longest) {
        return call.levels.stream()
                .filter(level -> level.isHeld() && !goesOn(call, level))
                .mapToLong(level -> level.reach(
                        Math.min(free(level.account), room(level.account)), available(level), ModelRules.LONGEST))
                .reduce(longest, Math::min);
    }

    /** How far a call may go on, by the money, the free seconds and the caps of all its levels. */
    void extend(ModelCall call, long elapsed) {
        long longest = longest(call.counted);
        if (call.isHeld()) {
            long granted = Math.min(Math.max(call.covered, elapsed + 60), longest);
            for (ModelLevel level : call.levels) {
                if (level.isHeld() && !goesOn(call, level)) {
                    long micros = level.held + level.charged + Math.min(free(level.account), room(level.account));
                    granted = Math.min(granted, level.reach(micros, available(level), ModelRules.LONGEST));
                }
            }
            call.covered = Math.max(call.covered, granted);
            call.levels.forEach(level -> cover(call, level));
        }
        if (!call.isHeld()) {
            boolean endless = call.covered == ModelCall.NONE && longest == ModelRules.LONGEST;
            call.covered = endless ? ModelCall.NONE : Math.max(call.covered, longest);
        }
    }

    /** Whether the call goes on where the level has no more for it. */
    private boolean goesOn(ModelCall call, ModelLevel level) {
        boolean soft = level.soft || model.scene.limits(level.account).soft(call.direction);
        return level.tariff == null ? level.free == null : soft;
    }

    /** A level with a soft limit that can pay no longer goes on without a hold. */
    private void cover(ModelCall call, ModelLevel level) {
        if (level.free != null) {
            level.seconds = level.covering(call.covered, available(level));
        }
        long micros = more(level, call.covered);
        long added = micros - level.held;
        boolean pays = added <= Math.min(free(level.account), room(level.account));
        if (added <= 0 || pays || !model.scene.limits(level.account).soft(call.direction)) {
            hold(level, micros);
        } else {
            level.soft = true;
        }
    }

    /** The whole call costs what so many seconds cost, whatever was charged before. */
    void settle(ModelCall call, Stage as, long told, long seconds) {
        for (ModelLevel level : call.payers) {
            if (level.free != null) {
                long own = call.isLive() ? level.seconds : level.taken;
                long left = Math.max(0, left(level));
                level.seconds = own;
                level.seconds = level.covering(seconds, own + left);
            }
        }
        for (ModelLevel level : call.payers) {
            long due = level.cost(seconds) - level.charged;
            if (call.levels.contains(level)) {
                model.spending.spend(level, Math.max(0, due) - level.held, model.wall());
            }
            level.held = 0;
            level.taken = level.takes(seconds);
            level.charged += due;
            level.everCharged += Math.max(0, due);
        }
        call.stage = as;
        call.told = told;
        call.billed = seconds;
        call.endedAt = model.scene.now;
    }
}
