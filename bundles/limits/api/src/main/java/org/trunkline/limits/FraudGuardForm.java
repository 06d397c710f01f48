package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Money;
import org.trunkline.limits.FraudGuard.Burst;
import org.trunkline.limits.FraudGuard.NewCountry;
import org.trunkline.limits.FraudGuard.Night;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.FraudGuard.Spend;

/** {@code fraud_guard}: an object with an object per rule. What a rule does not say is inherited. */
final class FraudGuardForm {
    static final String FIELD = "fraud_guard";

    private static final String NEW_COUNTRY = "new_country";
    private static final String BURST = "burst";
    private static final String NIGHT = "night";
    private static final String SPEND = "spend";
    private static final String ALLOW = "allow";
    private static final List<String> RULES = List.of(NEW_COUNTRY, BURST, NIGHT, SPEND, ALLOW);

    private static final int DAYS_MAX = 3_650;
    private static final int SECONDS_MAX = 3_600;
    private static final int ALLOWED_MAX = 1_000;
    private static final int ALLOWED_LENGTH_MAX = 16;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern ALLOWED = Pattern.compile("[A-Z]{2}|\\+[0-9]{1,15}");
    private static final List<String> OUTCOMES = outcomes();

    private final Checks checks;
    private final String prefix;

    private FraudGuardForm(Checks checks, String prefix) {
        this.checks = checks;
        this.prefix = prefix;
    }

    static FraudGuard read(Checks checks, String prefix, FraudGuard inherited) {
        Optional<ObjectNode> document = checks.object(prefix + FIELD);
        if (document.isEmpty()) {
            return inherited;
        }
        String path = prefix + FIELD + ".";
        document.get().fieldNames().forEachRemaining(name -> {
            if (!RULES.contains(name)) {
                checks.add(FieldError.of(path + name, "additionalProperties", "The rules are " + RULES));
            }
        });
        return new FraudGuardForm(checks, path).guard(inherited);
    }

    static ObjectNode write(FraudGuard guard) {
        ObjectNode json = Json.object();
        json.putObject(NEW_COUNTRY)
                .put("outcome", word(guard.newCountry().outcome()))
                .put("days", guard.newCountry().days());
        json.putObject(BURST)
                .put("outcome", word(guard.burst().outcome()))
                .put("calls", guard.burst().calls())
                .put("seconds", guard.burst().seconds());
        json.putObject(NIGHT)
                .put("outcome", word(guard.night().outcome()))
                .put("from", guard.night().from().toString())
                .put("to", guard.night().to().toString());
        ObjectNode spend =
                json.putObject(SPEND).put("outcome", word(guard.spend().outcome()));
        spend.set("amount", Json.number(Money.fromMicros(guard.spend().micros())));
        guard.allowed().stream().sorted().forEach(json.putArray(ALLOW)::add);
        return json;
    }

    private FraudGuard guard(FraudGuard base) {
        NewCountry newCountry = new NewCountry(
                outcome(NEW_COUNTRY, base.newCountry().outcome()),
                number(NEW_COUNTRY + ".days", DAYS_MAX, base.newCountry().days()));
        Burst burst = new Burst(
                outcome(BURST, base.burst().outcome()),
                number(BURST + ".calls", Burst.CALLS_MAX, base.burst().calls()),
                number(BURST + ".seconds", SECONDS_MAX, base.burst().seconds()));
        Night night = new Night(
                outcome(NIGHT, base.night().outcome()),
                time(NIGHT + ".from", base.night().from()),
                time(NIGHT + ".to", base.night().to()));
        Spend spend = new Spend(
                outcome(SPEND, base.spend().outcome()), amount(base.spend().micros()));
        return new FraudGuard(newCountry, burst, night, spend, allowed(base.allowed()));
    }

    private Outcome outcome(String rule, Outcome absent) {
        checks.object(prefix + rule);
        return checks.oneOf(prefix + rule + ".outcome", OUTCOMES)
                .map(word -> Outcome.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(absent);
    }

    private int number(String field, int max, int absent) {
        return checks.integer(prefix + field, 1, max).map(Long::intValue).orElse(absent);
    }

    private LocalTime time(String field, LocalTime absent) {
        Optional<String> text = checks.string(prefix + field, 1, 16);
        if (text.isEmpty()) {
            return absent;
        }
        if (!TIME.matcher(text.get()).matches()) {
            checks.add(FieldError.of(prefix + field, "pattern", "Write a time of the day such as 22:00"));
            return absent;
        }
        return LocalTime.parse(text.get());
    }

    private long amount(long absent) {
        String field = prefix + SPEND + ".amount";
        Optional<BigDecimal> amount = checks.decimal(field);
        if (amount.isPresent() && amount.get().signum() < 0) {
            checks.add(new FieldError(field, "minimum", "Value must be at least 0", 0, amount.get(), null));
            return absent;
        }
        return amount.flatMap(each -> checks.convert(() -> Money.toMicros(field, each)))
                .orElse(absent);
    }

    private Set<String> allowed(Set<String> absent) {
        Optional<List<String>> given = checks.strings(prefix + ALLOW, ALLOWED_MAX, ALLOWED_LENGTH_MAX);
        if (given.isEmpty()) {
            return absent;
        }
        Set<String> allowed = new HashSet<>();
        for (String each : given.get()) {
            if (ALLOWED.matcher(each).matches()) {
                allowed.add(each);
            } else {
                checks.add(FieldError.of(
                        prefix + ALLOW,
                        "pattern",
                        "Write countries such as GB, or what numbers begin with, such as +4930"));
            }
        }
        return allowed;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> outcomes() {
        List<String> words = new ArrayList<>();
        for (Outcome each : Outcome.values()) {
            words.add(word(each));
        }
        return List.copyOf(words);
    }
}
