package org.trunkline.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/**
 * Slows down who guesses passwords, without letting a stranger lock an account. Wrong credentials make their own address wait,
 * twice as long each time. When too many come from all over, addresses that nobody has logged in from must wait; those that
 * somebody has go on.
 */
final class Guesses {
    /** Wrong ones for an account from one address before anybody has to wait. */
    static final int FREE = 10;

    /** Wrong ones for an account from all addresses before strangers have to wait. */
    static final int ACCOUNT_FREE = 100;

    /** What was wrong longer ago is forgotten. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int KEPT_MAX = 50_000;
    private static final int DOUBLINGS_MAX = 10;

    private static final class Count {
        private int wrong;
        private Instant first = Instant.MIN;
        private Instant last = Instant.MIN;
    }

    private final Clock clock;
    private final Map<String, Count> addresses = latest();
    private final Map<String, Count> accounts = latest();

    Guesses(Clock clock) {
        this.clock = clock;
    }

    private static Map<String, Count> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > KEPT_MAX;
            }
        };
    }

    /** One attempt, which counts as wrong until it is said to be something else: so many at once are no way around. */
    final class Guess {
        private final String address;
        private final String account;

        private Guess(String account, String address) {
            this.account = account;
            this.address = address;
        }

        /** The credentials were right: the address starts anew. */
        void right() {
            synchronized (Guesses.this) {
                addresses.remove(address);
                takeBack(accounts, account);
            }
        }

        /** The credentials were right, but something else is missing: as if nothing had been tried. */
        void undone() {
            synchronized (Guesses.this) {
                takeBack(addresses, address);
                takeBack(accounts, account);
            }
        }
    }

    /**
     * @param known whether somebody has logged in to the account from this address; asked only where it matters
     * @throws DomainException TOO_MANY if this one has to wait; its cause is for how many seconds
     */
    Guess begin(AccountId account, String address, BooleanSupplier known) {
        String network = account + "/" + Network.of(address);
        boolean strangersWait;
        synchronized (this) {
            refuseTooEarly(ofAddress(network));
            strangersWait = ofAccount(account).wrong >= ACCOUNT_FREE;
        }
        if (strangersWait && !known.getAsBoolean()) {
            throw tooMany(WINDOW);
        }
        synchronized (this) {
            Count count = ofAddress(network);
            refuseTooEarly(count);
            add(count);
            add(ofAccount(account));
        }
        return new Guess(account.value(), network);
    }

    private void refuseTooEarly(Count count) {
        if (count.wrong < FREE) {
            return;
        }
        int doublings = Math.min(DOUBLINGS_MAX, count.wrong - FREE);
        Duration wait = Duration.ofSeconds(1L << doublings);
        Duration left = Duration.between(clock.instant(), count.last.plus(min(wait, WINDOW)));
        if (!left.isNegative() && !left.isZero()) {
            throw tooMany(left);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static DomainException tooMany(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return new DomainException(
                ErrorKind.TOO_MANY,
                "too_many_requests",
                "too many failed logins, try again in " + seconds + " seconds",
                List.of(),
                Long.toString(seconds));
    }

    /** Who goes on guessing is not forgotten. */
    private Count ofAddress(String network) {
        Count count = addresses.computeIfAbsent(network, each -> new Count());
        return isOver(count.last) ? reset(count) : count;
    }

    /** Counts begin anew after each window: people of a large account who mistype now and then are no attack. */
    private Count ofAccount(AccountId account) {
        Count count = accounts.computeIfAbsent(account.value(), each -> new Count());
        return isOver(count.first) ? reset(count) : count;
    }

    private boolean isOver(Instant begin) {
        return begin.equals(Instant.MIN) || !clock.instant().isBefore(begin.plus(WINDOW));
    }

    private Count reset(Count count) {
        count.wrong = 0;
        count.first = clock.instant();
        count.last = count.first;
        return count;
    }

    private void add(Count count) {
        count.wrong++;
        count.last = clock.instant();
    }

    private static void takeBack(Map<String, Count> counts, String key) {
        Count count = counts.get(key);
        if (count != null && count.wrong > 0) {
            count.wrong--;
        }
    }
}
