package org.trunkline.limits.internal;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Money;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudGuard;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.FraudGuard.Rule;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.FraudMemory;

/** The fraud guard of a level looks at a call to another country. Pure: changes nothing. */
final class FraudRules {
    private static final long DAY_SECONDS = 86_400;

    private final Question question;
    private final CallBook book;
    private final FraudMemory memory;

    FraudRules(Question question, CallBook book, FraudMemory memory) {
        this.question = question;
        this.book = book;
        this.memory = memory;
    }

    /** Tells each rule that fires. */
    void check(AskedLevel level, Consumer<Suspicion> fired) {
        FraudGuard guard = level.limits().fraud();
        if (guard.isOff() || question.abroad().isEmpty() || guard.allows(question.number(), question.abroad())) {
            return;
        }
        if (guard.newCountry().outcome() != Outcome.OFF) {
            newCountry(level, guard.newCountry(), fired);
        }
        if (guard.burst().outcome() != Outcome.OFF) {
            burst(level, guard.burst(), fired);
        }
        if (guard.night().outcome() != Outcome.OFF) {
            night(level, guard.night(), fired);
        }
        if (guard.spend().outcome() != Outcome.OFF) {
            spend(level, guard.spend(), fired);
        }
    }

    private void newCountry(AskedLevel level, FraudGuard.NewCountry rule, Consumer<Suspicion> fired) {
        String country = question.abroad();
        OptionalLong last = memory.lastDay(level.account().id(), country);
        long today = question.now().getEpochSecond() / DAY_SECONDS;
        if (last.isEmpty() || today - last.getAsLong() > rule.days()) {
            String why = last.isEmpty()
                    ? "first call ever to " + country
                    : "first call to " + country + " in " + (today - last.getAsLong()) + " days";
            fired.accept(suspicion(level, Rule.NEW_COUNTRY, rule.outcome(), country, why));
        }
    }

    private void burst(AskedLevel level, FraudGuard.Burst rule, Consumer<Suspicion> fired) {
        int calls = memory.callsSince(level.account().id(), question.now().minusSeconds(rule.seconds()), rule.calls());
        if (calls >= rule.calls()) {
            String why = calls + " calls to other countries within " + rule.seconds() + " seconds";
            fired.accept(suspicion(level, Rule.BURST, rule.outcome(), "", why));
        }
    }

    private void night(AskedLevel level, FraudGuard.Night rule, Consumer<Suspicion> fired) {
        ZoneId zone = ZoneId.of(level.account().timezone());
        LocalTime time = LocalTime.ofInstant(question.now(), zone);
        if (rule.contains(time)) {
            String why =
                    "call to " + question.abroad() + " at " + time.withSecond(0).withNano(0) + " in " + zone;
            fired.accept(suspicion(level, Rule.NIGHT, rule.outcome(), question.abroad(), why));
        }
    }

    private void spend(AskedLevel level, FraudGuard.Spend rule, Consumer<Suspicion> fired) {
        long micros = book.spent(level.account().id()).hourMicros();
        if (micros > rule.micros()) {
            String why = Money.fromMicros(micros).toPlainString() + " "
                    + level.account().currency() + " spent within an hour";
            fired.accept(suspicion(level, Rule.SPEND, rule.outcome(), "", why));
        }
    }

    private Suspicion suspicion(AskedLevel level, Rule rule, Outcome outcome, String country, String why) {
        AccountId account = level.account().id();
        Optional<FraudCase> known = memory.find(account, Suspicions.id(account, rule, country));
        boolean passed = known.isPresent() && known.get().allowsAt(question.now());
        boolean denied = known.isPresent() && known.get().state() == FraudCase.State.DENIED;
        Outcome strongest = denied && !outcome.refuses() ? Outcome.BLOCK : outcome;
        return new Suspicion(level, rule, strongest, country, why, passed);
    }
}
