package org.trunkline.ledger.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.kernel.AccountNode;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.LedgerStore;

/**
 * What an account brought into a month. Clients read it as an entry of the service {@code rollovers}; it is computed when
 * it is read and never a row, so sums do not contain it.
 */
final class Rollovers {
    static final String SERVICE = "rollovers";

    /** Longer ranges show the latest ones. */
    private static final int MONTHS_MAX = 24;

    private static final Pattern ID = Pattern.compile("([0-9]{4})([0-9]{2})-ledgers_monthly_rollover");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    private final LedgerStore store;

    Rollovers(LedgerStore store) {
        this.store = store;
    }

    /** Returns those of the months that began in {@code [from, to)}, newest first. */
    List<Entry> within(AccountNode account, Instant from, Instant to) {
        List<Entry> entries = new ArrayList<>();
        YearMonth month = YearMonth.from(to.atOffset(ZoneOffset.UTC));
        for (int i = 0; i < MONTHS_MAX && !start(month).isBefore(from); i++) {
            if (start(month).isBefore(to)) {
                of(account, month).ifPresent(entries::add);
            }
            month = month.minusMonths(1);
        }
        return entries;
    }

    /** Returns the one with this id, if its month has begun. */
    Optional<Entry> find(AccountNode account, String id, Instant now) {
        Matcher form = ID.matcher(id);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            YearMonth month = YearMonth.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
            boolean isPast =
                    !start(month).isBefore(Instant.EPOCH) && !start(month).isAfter(now);
            return isPast ? of(account, month) : Optional.empty();
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }

    private Optional<Entry> of(AccountNode account, YearMonth month) {
        Instant start = start(month);
        Map<String, ServiceTotal> before = store.totals(account.id(), Instant.EPOCH, start);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        long micros =
                before.values().stream().mapToLong(ServiceTotal::amountMicros).reduce(0, Math::addExact);
        String name = MONTH.format(month);
        PostingLine line = new PostingLine(
                account.id(),
                micros,
                account.currency(),
                new PostingLine.Contra(account.id().value(), SERVICE),
                new PostingLine.Source(SERVICE, name),
                new PostingLine.Usage("rollover", 0, account.currency()),
                Optional.of(new PostingLine.Period(start, start)),
                account.id(),
                "Monthly rollover for " + name,
                "{}",
                Optional.empty());
        String id = name + "-ledgers_monthly_rollover";
        return Optional.of(new Entry(id, SERVICE + "/" + account.id() + "/" + name, line, 0, micros, start, "ledger"));
    }

    /** Returns when a month begins for the ledger: UTC. */
    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
