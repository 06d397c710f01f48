package org.trunkline.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits.Bundle;
import org.trunkline.limits.Limits.Bundle.Per;
import org.trunkline.limits.Limits.Caps;
import org.trunkline.limits.Limits.Covers;
import org.trunkline.limits.Limits.Failure;
import org.trunkline.limits.Limits.Trunks;

/** Limits as a document: their names on the wire (crossbar-api §5.2, and our own), what they may be, both ways. */
public final class LimitForm {
    public static final String INBOUND_TRUNKS = "inbound_trunks";
    public static final String OUTBOUND_TRUNKS = "outbound_trunks";
    public static final String TWOWAY_TRUNKS = "twoway_trunks";
    public static final String EXEMPT_RESOURCE_TYPES = "authz_resource_types";
    public static final String ALLOW_POSTPAY = "allow_postpay";
    public static final String MAX_POSTPAY_AMOUNT = "max_postpay_amount";

    /** What an account gives to all below it: an object of these same names. */
    public static final String DESCENDANT_DEFAULTS = "descendant_defaults";

    private static final String BURST_TRUNKS = "burst_trunks";
    private static final String BUNDLED_INBOUND_TRUNKS = "bundled_inbound_trunks";
    private static final String BUNDLED_OUTBOUND_TRUNKS = "bundled_outbound_trunks";
    private static final String BUNDLED_TWOWAY_TRUNKS = "bundled_twoway_trunks";
    private static final String BUNDLED_DEVICES = "bundled_devices";
    private static final String CALLS = "calls";
    private static final String RESOURCE_CONSUMING_CALLS = "resource_consuming_calls";
    private static final String ALLOW_PREPAY = "allow_prepay";
    private static final String CALLS_PER_SECOND = "calls_per_second";
    private static final String MAX_COST_PER_MINUTE = "max_cost_per_minute";
    private static final String MAX_SURCHARGE_AMOUNT = "max_surcharge_amount";
    private static final String MAX_CALL_SECONDS = "max_call_seconds";
    private static final String MAX_HOUR_SPEND_AMOUNT = "max_hour_spend_amount";
    private static final String MAX_DAY_SPEND_AMOUNT = "max_day_spend_amount";
    private static final String MAX_MONTH_SPEND_AMOUNT = "max_month_spend_amount";
    private static final String SOFT_INBOUND = "soft_limit_inbound";
    private static final String SOFT_OUTBOUND = "soft_limit_outbound";
    private static final String FAILURE_POLICY = "failure_policy";
    private static final String FAILURE_MAX_AMOUNT = "failure_max_amount";
    private static final String FINAL_REDIRECT_TO = "final_redirect_to";
    private static final String APPLY_TO_DESCENDANTS = "apply_to_descendants";
    private static final String ENABLED = "enabled";

    private static final int COUNT_MAX = 1_000_000;
    private static final NumberRulesForm<Integer> DIDS = new NumberRulesForm<>(
            "inbound_channels_per_did_rules",
            LimitForm::calls,
            Json.nodes()::numberNode,
            "Write how many calls at once, from 0 to " + COUNT_MAX + "; -1 = any number");
    private static final NumberRulesForm<Covers> FLAT_RATE_NUMBERS = new NumberRulesForm<>(
            "flat_rate_numbers",
            LimitForm::covers,
            covers -> Json.nodes().textNode(word(covers)),
            "Write both, inbound, outbound or none");

    /** What clients of the public document know. */
    public static final List<String> PUBLIC = List.of(
            INBOUND_TRUNKS,
            OUTBOUND_TRUNKS,
            TWOWAY_TRUNKS,
            BURST_TRUNKS,
            CALLS,
            RESOURCE_CONSUMING_CALLS,
            ALLOW_PREPAY,
            EXEMPT_RESOURCE_TYPES);

    /** What clients of the public document do not know and would wipe out. */
    public static final List<String> PRIVATE = List.of(
            ALLOW_POSTPAY,
            MAX_POSTPAY_AMOUNT,
            BUNDLED_INBOUND_TRUNKS,
            BUNDLED_OUTBOUND_TRUNKS,
            BUNDLED_TWOWAY_TRUNKS,
            BUNDLED_DEVICES,
            CALLS_PER_SECOND,
            DIDS.field(),
            FLAT_RATE_NUMBERS.field(),
            MAX_COST_PER_MINUTE,
            MAX_SURCHARGE_AMOUNT,
            MAX_CALL_SECONDS,
            MAX_HOUR_SPEND_AMOUNT,
            MAX_DAY_SPEND_AMOUNT,
            MAX_MONTH_SPEND_AMOUNT,
            SOFT_INBOUND,
            SOFT_OUTBOUND,
            FAILURE_POLICY,
            FAILURE_MAX_AMOUNT,
            FINAL_REDIRECT_TO,
            FraudGuardForm.FIELD,
            APPLY_TO_DESCENDANTS,
            ENABLED,
            DESCENDANT_DEFAULTS);

    /** What is about one account only, so that nobody can give it to all below. */
    private static final Set<String> OWN_ONLY =
            Set.of(BUNDLED_DEVICES, APPLY_TO_DESCENDANTS, ENABLED, DESCENDANT_DEFAULTS);

    private static final int REDIRECT_LENGTH_MAX = 255;
    private static final Pattern REDIRECT = Pattern.compile("|\\+?[0-9*#]{1,32}|sips?:[^\\s<>\"]{1,250}");

    private static final int RESOURCE_TYPES_MAX = 100;
    private static final int RESOURCE_TYPE_LENGTH_MAX = 128;
    private static final BigDecimal NO_CAP = BigDecimal.valueOf(Limits.UNLIMITED);

    private final Checks checks;
    private final String prefix;

    private LimitForm(Checks checks, String prefix) {
        this.checks = checks;
        this.prefix = prefix;
    }

    /**
     * Reads limits; what is wrong is added to the checks and left as it is inherited.
     *
     * @param inherited what counts where the document says nothing
     */
    public static Limits read(ObjectNode document, Checks checks, Limits inherited) {
        Limits limits = new LimitForm(checks, "").limits(document, inherited);
        checks.object(DESCENDANT_DEFAULTS).ifPresent(below -> {
            String prefix = DESCENDANT_DEFAULTS + ".";
            new LimitForm(checks, prefix).limits(below, inherited);
            below.fieldNames().forEachRemaining(name -> {
                if (OWN_ONLY.contains(name) || !PUBLIC.contains(name) && !PRIVATE.contains(name)) {
                    checks.add(FieldError.of(
                            prefix + name, "additionalProperties", "This is no limit that accounts can inherit"));
                }
            });
        });
        return limits;
    }

    /** Reads limits that were checked when they were stored; whatever is wrong nevertheless counts as inherited. */
    public static Limits readStored(ObjectNode document, Limits inherited) {
        ObjectNode copy = document.deepCopy();
        return new LimitForm(new Checks(copy), "").limits(copy, inherited);
    }

    /** Returns the trunks that there are with those of users and devices, for readers alone; empty where nothing is bundled. */
    public static Optional<ObjectNode> allTrunks(Limits limits) {
        if (!limits.bundle().any()) {
            return Optional.empty();
        }
        Trunks trunks = limits.allTrunks();
        return Optional.of(Json.object()
                .put(INBOUND_TRUNKS, trunks.inbound())
                .put(OUTBOUND_TRUNKS, trunks.outbound())
                .put(TWOWAY_TRUNKS, trunks.twoway())
                .put("enabled_users", limits.bundle().users())
                .put("devices", limits.bundle().devices()));
    }

    /** Returns all limits by their names, those of {@link #PUBLIC} first. */
    public static ObjectNode write(Limits limits) {
        Trunks trunks = limits.trunks();
        ObjectNode json = Json.object()
                .put(INBOUND_TRUNKS, trunks.inbound())
                .put(OUTBOUND_TRUNKS, trunks.outbound())
                .put(TWOWAY_TRUNKS, trunks.twoway())
                .put(BURST_TRUNKS, trunks.burst())
                .put(CALLS, limits.calls())
                .put(RESOURCE_CONSUMING_CALLS, limits.resourceConsumingCalls())
                .put(ALLOW_PREPAY, limits.allowPrepay())
                .put(ALLOW_POSTPAY, limits.allowPostpay());
        json.set(MAX_POSTPAY_AMOUNT, amount(limits.maxPostpayMicros()));
        limits.exemptResourceTypes().stream().sorted().forEach(json.putArray(EXEMPT_RESOURCE_TYPES)::add);
        Bundle bundle = limits.bundle();
        json.put(BUNDLED_INBOUND_TRUNKS, word(bundle.inbound()))
                .put(BUNDLED_OUTBOUND_TRUNKS, word(bundle.outbound()))
                .put(BUNDLED_TWOWAY_TRUNKS, word(bundle.twoway()))
                .put(BUNDLED_DEVICES, bundle.devices());
        json.put(CALLS_PER_SECOND, limits.callsPerSecond());
        json.set(DIDS.field(), DIDS.write(limits.dids()));
        json.set(FLAT_RATE_NUMBERS.field(), FLAT_RATE_NUMBERS.write(limits.flatRateNumbers()));
        Caps caps = limits.caps();
        json.set(MAX_COST_PER_MINUTE, price(caps.perMinuteNanos()));
        json.set(MAX_SURCHARGE_AMOUNT, price(caps.surchargeNanos()));
        json.put(MAX_CALL_SECONDS, caps.callSeconds());
        json.set(MAX_HOUR_SPEND_AMOUNT, amount(caps.hourMicros()));
        json.set(MAX_DAY_SPEND_AMOUNT, amount(caps.dayMicros()));
        json.set(MAX_MONTH_SPEND_AMOUNT, amount(caps.monthMicros()));
        json.put(SOFT_INBOUND, limits.softInbound()).put(SOFT_OUTBOUND, limits.softOutbound());
        json.put(FAILURE_POLICY, word(limits.failure().policy()));
        json.set(FAILURE_MAX_AMOUNT, amount(limits.failure().maxMicros()));
        json.put(FINAL_REDIRECT_TO, limits.finalRedirect().orElse(""));
        json.set(FraudGuardForm.FIELD, FraudGuardForm.write(limits.fraud()));
        return json.put(APPLY_TO_DESCENDANTS, limits.applyToDescendants()).put(ENABLED, limits.enabled());
    }

    private Limits limits(ObjectNode document, Limits base) {
        Trunks trunks = new Trunks(
                count(INBOUND_TRUNKS, base.trunks().inbound()),
                count(OUTBOUND_TRUNKS, base.trunks().outbound()),
                count(TWOWAY_TRUNKS, base.trunks().twoway()),
                count(BURST_TRUNKS, base.trunks().burst()));
        Caps caps = caps(base.caps());
        return new Limits(
                trunks.equals(base.trunks()) ? base.trunks() : trunks,
                bundle(base.bundle()),
                count(CALLS, base.calls()),
                count(RESOURCE_CONSUMING_CALLS, base.resourceConsumingCalls()),
                count(CALLS_PER_SECOND, base.callsPerSecond()),
                DIDS.read(document, checks, prefix, base.dids()),
                FLAT_RATE_NUMBERS.read(document, checks, prefix, base.flatRateNumbers()),
                caps.equals(base.caps()) ? base.caps() : caps,
                checks.bool(prefix + ALLOW_PREPAY).orElse(base.allowPrepay()),
                checks.bool(prefix + ALLOW_POSTPAY).orElse(base.allowPostpay()),
                checks.decimal(prefix + MAX_POSTPAY_AMOUNT)
                        .flatMap(amount ->
                                checks.convert(() -> Money.toMicros(prefix + MAX_POSTPAY_AMOUNT, amount.abs())))
                        .orElse(base.maxPostpayMicros()),
                checks.bool(prefix + SOFT_INBOUND).orElse(base.softInbound()),
                checks.bool(prefix + SOFT_OUTBOUND).orElse(base.softOutbound()),
                checks.strings(prefix + EXEMPT_RESOURCE_TYPES, RESOURCE_TYPES_MAX, RESOURCE_TYPE_LENGTH_MAX)
                        .map(Set::copyOf)
                        .orElse(base.exemptResourceTypes()),
                failure(base.failure()),
                redirect(base.finalRedirect()),
                FraudGuardForm.read(checks, prefix, base.fraud()),
                AllotmentForm.readStored(document),
                checks.bool(prefix + APPLY_TO_DESCENDANTS).orElse(false),
                checks.bool(prefix + ENABLED).orElse(true));
    }

    private Bundle bundle(Bundle base) {
        Bundle bundle = new Bundle(
                per(BUNDLED_INBOUND_TRUNKS, base.inbound()),
                per(BUNDLED_OUTBOUND_TRUNKS, base.outbound()),
                per(BUNDLED_TWOWAY_TRUNKS, base.twoway()),
                base.users(),
                checks.integer(prefix + BUNDLED_DEVICES, 0, COUNT_MAX)
                        .map(Long::intValue)
                        .orElse(base.devices()));
        return bundle.equals(base) ? base : bundle;
    }

    private Per per(String field, Per base) {
        return checks.oneOf(prefix + field, words(Per.values()))
                .map(word -> Per.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(base);
    }

    private Caps caps(Caps base) {
        return new Caps(
                cap(MAX_COST_PER_MINUTE, base.perMinuteNanos(), true),
                cap(MAX_SURCHARGE_AMOUNT, base.surchargeNanos(), true),
                checks.integer(prefix + MAX_CALL_SECONDS, 1, Limits.CALL_SECONDS_MAX)
                        .map(Long::intValue)
                        .orElse(base.callSeconds()),
                cap(MAX_HOUR_SPEND_AMOUNT, base.hourMicros(), false),
                cap(MAX_DAY_SPEND_AMOUNT, base.dayMicros(), false),
                cap(MAX_MONTH_SPEND_AMOUNT, base.monthMicros(), false));
    }

    private Optional<String> redirect(Optional<String> base) {
        String path = prefix + FINAL_REDIRECT_TO;
        Optional<String> target = checks.string(path, 0, REDIRECT_LENGTH_MAX);
        if (target.isPresent() && !REDIRECT.matcher(target.get()).matches()) {
            checks.add(FieldError.of(path, "pattern", "Write a number or a SIP URI; an empty text hangs up"));
            return base;
        }
        return target.isEmpty() ? base : target.filter(text -> !text.isEmpty());
    }

    private Failure failure(Failure base) {
        Failure.Policy policy = checks.oneOf(prefix + FAILURE_POLICY, words(Failure.Policy.values()))
                .map(word -> Failure.Policy.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(base.policy());
        long max = Math.max(0, cap(FAILURE_MAX_AMOUNT, base.maxMicros(), false));
        return policy == base.policy() && max == base.maxMicros() ? base : new Failure(policy, max);
    }

    private static List<String> words(Enum<?>... values) {
        return Stream.of(values).map(LimitForm::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> calls(JsonNode value) {
        boolean count = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= Limits.UNLIMITED
                && value.intValue() <= COUNT_MAX;
        return count ? Optional.of(value.intValue()) : Optional.empty();
    }

    private static Optional<Covers> covers(JsonNode value) {
        return Stream.of(Covers.values())
                .filter(each -> word(each).equals(value.textValue()))
                .findFirst();
    }

    private int count(String field, int absent) {
        return checks.integer(prefix + field, Limits.UNLIMITED, COUNT_MAX)
                .map(Long::intValue)
                .orElse(absent);
    }

    /** An amount of money that is not to be exceeded; −1 = none. */
    private long cap(String field, long absent, boolean nanos) {
        String path = prefix + field;
        return checks.decimal(path)
                .flatMap(amount -> checks.convert(() -> cap(path, amount, nanos)))
                .orElse(absent);
    }

    private long cap(String path, BigDecimal amount, boolean nanos) {
        if (amount.compareTo(NO_CAP) == 0) {
            return Limits.UNLIMITED;
        }
        if (amount.signum() < 0) {
            checks.add(new FieldError(path, "minimum", "Value must be at least 0, or -1 for no cap", 0, amount, null));
            return 0;
        }
        return nanos ? Money.toNanos(path, amount) : Money.toMicros(path, amount);
    }

    private static JsonNode amount(long micros) {
        return Json.number(micros == Limits.UNLIMITED ? NO_CAP : Money.fromMicros(micros));
    }

    private static JsonNode price(long nanos) {
        return Json.number(nanos == Limits.UNLIMITED ? NO_CAP : Money.fromNanos(nanos));
    }
}
