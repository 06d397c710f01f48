package org.trunkline.ledger.spi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.InvalidException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;

/**
 * Where the entries of one account stand, and how the next one follows. A store loads it under the lock of the account,
 * appends, and writes what {@link #append} returns. Not safe for use by several threads.
 */
public final class AccountBook {
    private final AccountId account;
    private String currency;
    private long balanceMicros;
    private long sequence;
    private Instant postedAt;
    private String hash;
    private final Map<String, ServiceTotal> services = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();

    /** Opens the book of an account without entries. */
    public AccountBook(AccountId account) {
        this(account, "", 0, 0, Instant.EPOCH, Seals.FIRST);
    }

    /** Opens the book after its last entry. */
    public AccountBook(
            AccountId account, String currency, long balanceMicros, long sequence, Instant postedAt, String hash) {
        this.account = account;
        this.currency = currency;
        this.balanceMicros = balanceMicros;
        this.sequence = sequence;
        this.postedAt = postedAt;
        this.hash = hash;
    }

    /** Returns {@code YYYYMM} of an instant, UTC. */
    public static int month(Instant at) {
        var day = at.atOffset(ZoneOffset.UTC);
        return day.getYear() * 100 + day.getMonthValue();
    }

    /** Takes the running total of one service over from the latest entry of it. */
    public void load(String service, ServiceTotal total) {
        services.put(service, total);
        loaded.add(service);
    }

    /** Returns the running totals of the services. */
    public Map<String, ServiceTotal> services() {
        return Map.copyOf(services);
    }

    /** Returns whether the account had entries of this service when the book was opened. */
    public boolean wasLoaded(String service) {
        return loaded.contains(service);
    }

    /**
     * Makes the entry of one line. It is never posted before the entry in front of it, whatever the clock says.
     *
     * @throws InvalidException if a text of the line is out of bounds, the account's entries have another currency, or the
     *     balance does not fit any more
     */
    public StoredEntry append(Posting posting, int index, String executor, Instant at) {
        PostingLine line = inMicros(posting.lines().get(index));
        LineBounds.check(line);
        if (sequence > 0 && !line.currency().equals(currency)) {
            throw new InvalidException("currency", "enum", "The balance of " + account + " is in " + currency);
        }
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        now = now.isBefore(postedAt) ? postedAt : now;
        long balance;
        ServiceTotal total;
        try {
            balance = Math.addExact(balanceMicros, line.amountMicros());
            total = services.getOrDefault(line.source().service(), ServiceTotal.none())
                    .plus(line);
        } catch (ArithmeticException e) {
            throw new InvalidException("amount", "maximum", "The sum of the entries of " + account + " is too large");
        }
        Instant usedAt = line.period().map(PostingLine.Period::end).orElse(now);
        Entry entry = new Entry(
                EntryIds.of(posting.key(), index, usedAt),
                posting.key(),
                line,
                sequence + 1,
                balance,
                now,
                LineBounds.executor(executor));
        currency = line.currency();
        balanceMicros = balance;
        sequence++;
        postedAt = now;
        services.put(line.source().service(), total);
        hash = Seals.link(hash, entry, total.amountMicros(), total.quantity());
        return new StoredEntry(entry, total.amountMicros(), total.quantity(), hash);
    }

    public AccountId account() {
        return account;
    }

    public String currency() {
        return currency;
    }

    public long balanceMicros() {
        return balanceMicros;
    }

    public long sequence() {
        return sequence;
    }

    public Instant postedAt() {
        return postedAt;
    }

    public String hash() {
        return hash;
    }

    private static PostingLine inMicros(PostingLine line) {
        if (line.period()
                .filter(each -> !isInMicros(each.start()) || !isInMicros(each.end()))
                .isEmpty()) {
            return line;
        }
        Optional<PostingLine.Period> period = line.period()
                .map(each -> new PostingLine.Period(
                        each.start().truncatedTo(ChronoUnit.MICROS), each.end().truncatedTo(ChronoUnit.MICROS)));
        return new PostingLine(
                line.account(),
                line.amountMicros(),
                line.currency(),
                line.contra(),
                line.source(),
                line.usage(),
                period,
                line.callingAccount(),
                line.description(),
                line.metadata(),
                line.correctionOf());
    }

    private static boolean isInMicros(Instant instant) {
        return instant.getNano() % 1_000 == 0;
    }
}
