package org.trunkline.limits.state.internal;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** Calls in which anything may be as with most calls, nearly so, or quite different. */
final class OddCalls {
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");

    private final Random random;
    private final List<AccountId> accounts = new ArrayList<>();

    OddCalls(long seed) {
        random = new Random(seed);
        for (int i = random.nextInt(50) == 0 ? 60 : 6; i > 0; i--) {
            accounts.add(new AccountId(id(random)));
        }
    }

    private static String id(Random random) {
        return "%032x".formatted(new BigInteger(128, random));
    }

    /** Any text but one that is too long to be read often. */
    static String text(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> id(random);
            case 1 -> "%032X".formatted(new BigInteger(128, random));
            case 2 ->
                random.ints(random.nextInt(40), 1, 0xd7ff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case 3 -> "x".repeat(random.nextInt(30) == 0 ? random.nextInt(70_000) : random.nextInt(70));
            case 4 -> "+" + random.nextInt(Integer.MAX_VALUE) + random.nextInt(100);
            case 5 -> "7".repeat(random.nextInt(40));
            case 6 -> "+" + "8".repeat(random.nextInt(40));
            case 7 -> Words.at(1 + random.nextInt(24));
            default -> Integer.toString(random.nextInt(100));
        };
    }

    private String text() {
        return text(random);
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return maybe() ? Optional.of(value.get()) : Optional.empty();
    }

    private long number() {
        return maybe() ? random.nextInt(100) : random.nextLong() >> random.nextInt(64);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private AccountId account() {
        return oneOf(accounts);
    }

    private Instant near(Instant at) {
        return switch (random.nextInt(4)) {
            case 0 -> at;
            case 1 -> at.plusNanos(random.nextInt());
            case 2 -> at.plusSeconds(random.nextInt(100_000)).minusNanos(1);
            default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private <T> List<T> list(int max, Supplier<T> part) {
        List<T> parts = new ArrayList<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            parts.add(part.get());
        }
        return parts;
    }

    private OptionalLong seconds() {
        return maybe() ? OptionalLong.of(number()) : OptionalLong.empty();
    }

    private String part(int lengthMax) {
        String text = text() + "a";
        return text.substring(0, Math.min(text.length(), lengthMax));
    }

    CallEntry call() {
        CallKey key = new CallKey(maybe() ? id(random) : part(64), part(255), maybe() ? "a" : part(64));
        Direction direction = oneOf(List.of(Direction.values()));
        Optional<AccountId> account = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(account());
        String from = text();
        String to = text();
        List<CallEntry.Level> levels = levels(account.orElse(account()), random.nextInt(50) == 0 ? 40 : 6);
        List<AccountId> counted =
                maybe() ? levels.stream().map(CallEntry.Level::account).toList() : list(6, this::account);
        AccountId partition =
                maybe() && !levels.isEmpty() ? levels.get(levels.size() - 1).account() : account();
        CallEntry.Facts facts = facts(levels);
        OptionalLong first = seconds();
        Instant authorizedAt = near(Instant.parse("2026-03-01T10:00:00.123456789Z"));
        Instant startedAt = near(authorizedAt);
        return new CallEntry(
                key,
                odd(fingerprint(direction, account, from, to, facts.resourceType())),
                account,
                partition,
                direction,
                from,
                to,
                maybe() ? to : text(),
                text(),
                oneOf(List.of(Reason.values())),
                odd(key.switchId() + "/"
                        + facts.otherLegCallId().filter(each -> maybe()).orElse(key.callId())),
                maybe(),
                maybe(),
                levels,
                counted,
                first,
                seconds(),
                maybe() ? first : seconds(),
                maybe() ? 0 : number(),
                authorizedAt,
                maybe(() -> near(startedAt)),
                near(startedAt),
                maybe(),
                list(2, this::text),
                facts,
                startedAt);
    }

    private static String fingerprint(
            Direction direction, Optional<AccountId> account, String from, String to, String type) {
        String selector = account.map(id -> "id:" + id.value()).orElse("realm:a");
        return String.join("\n", direction.wireName(), selector, from, to, type);
    }

    /** Returns the text, or one that differs in a character, or quite another one. */
    private String odd(String text) {
        int at = random.nextInt(text.length());
        return oneOf(List.<Function<String, String>>of(
                        same -> same,
                        same -> same,
                        // has the same lower byte as what was there
                        one -> one.substring(0, at) + (char) (one.charAt(at) ^ 0x100) + one.substring(at + 1),
                        one -> one.substring(0, at) + 'X' + one.substring(at + 1),
                        longer -> longer + "\n",
                        other -> text()))
                .apply(text);
    }

    private CallEntry.Facts facts(List<CallEntry.Level> levels) {
        AccountId payer =
                levels.isEmpty() ? account() : levels.get(levels.size() - 1).seller();
        return new CallEntry.Facts(
                maybe() ? "" : text(),
                maybe(this::text),
                maybe() ? Set.of() : Set.of("fax", "ü", text() + "x"),
                maybe(() -> level(maybe() ? payer : account(), Optional.empty())),
                maybe(() -> new UserId(id(random))));
    }

    private List<CallEntry.Level> levels(AccountId first, int max) {
        List<CallEntry.Level> levels = new ArrayList<>();
        AccountId payer = first;
        Optional<Rate> before = Optional.empty();
        for (int i = random.nextInt(max); i > 0; i--) {
            CallEntry.Level level = level(random.nextInt(8) == 0 ? account() : payer, before);
            levels.add(level);
            payer = level.seller();
            before = level.rate();
        }
        return levels;
    }

    private CallEntry.Level level(AccountId account, Optional<Rate> before) {
        return new CallEntry.Level(
                account,
                account(),
                oneOf(List.of(Billing.values())),
                maybe(this::text),
                number(),
                oneOf(CURRENCIES),
                maybe(() -> rate(before)),
                maybe() ? 0 : number(),
                maybe(),
                maybe(() -> new AllotmentHold(
                        text(),
                        Instant.ofEpochSecond(random.nextInt()),
                        random.nextInt(),
                        random.nextInt(),
                        random.nextInt(),
                        number(),
                        number())));
    }

    private Rate rate(Optional<Rate> before) {
        Rate other = new Rate(
                part(200), part(200), part(200), text(), number(), part(200), price(), oneOf(CURRENCIES), seconds());
        return before.filter(each -> maybe())
                .map(below -> new Rate(
                        maybe() ? below.id() : other.id(),
                        below.name(),
                        below.description(),
                        maybe() ? below.deck() : other.deck(),
                        maybe() ? below.deckVersion() : other.deckVersion(),
                        below.prefix(),
                        maybe() ? below.price() : other.price(),
                        maybe() ? below.currency() : other.currency(),
                        maybe() ? below.internalCostNanos() : other.internalCostNanos()))
                .orElse(other);
    }

    private Price price() {
        Price plain = new Price(
                Math.abs(random.nextLong() >> random.nextInt(63) + 1) * (maybe() ? 1_000 : 1) & Long.MAX_VALUE,
                maybe() ? 0 : random.nextInt(1_000_000),
                random.nextInt(70),
                1 + random.nextInt(70),
                maybe() ? 0 : random.nextInt(70));
        return maybe() ? plain : plain.discounted(random.nextInt(100)).exchanged(1 + random.nextInt(200), 117);
    }

    /** Returns the end of a call. */
    EndedCall ended(CallEntry call) {
        int payers = call.payers().size();
        List<Long> costs = new ArrayList<>();
        List<Optional<String>> entries = new ArrayList<>();
        for (int i = 0; i < payers; i++) {
            costs.add(number());
            entries.add(maybe(() -> text() + "x"));
        }
        long told = number();
        return new EndedCall(
                call,
                maybe(),
                told,
                maybe() ? told : number(),
                near(call.authorizedAt()),
                new Hangup(text(), text(), maybe() ? OptionalInt.of(486) : OptionalInt.empty(), seconds()),
                list(3, this::text),
                costs,
                oneOf(List.of(EndedCall.By.values())),
                random.nextInt(),
                maybe(() -> new EndedCall.Before(
                        number(), costs, entries, list(3, this::number), list(3, this::text), list(3, this::number))));
    }
}
