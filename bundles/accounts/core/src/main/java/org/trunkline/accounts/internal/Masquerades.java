package org.trunkline.accounts.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.UserId;

/**
 * Records who looks into an account below its own: once per caller and account in a quarter of an hour, before it is
 * answered (decision 0060). Changes have records of their own.
 */
@Component(service = Masquerades.class)
public final class Masquerades {
    static final String TOPIC = "account_reads";
    static final String ACTION = "read";
    static final Duration ONCE_IN = Duration.ofMinutes(15);

    /** Beyond it the oldest are forgotten, and recorded once more. */
    static final int REMEMBERED_MAX = 10_000;

    private static final String READS = "GET ";
    private static final String PATH = "accounts/";

    private final AccountStore store;
    private final Clock clock;
    private final Map<Reading, Instant> recorded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reading, Instant> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    private record Reading(
            Caller.Kind kind, AccountId by, Optional<UserId> user, Optional<Caller.Origin> origin, AccountId account) {}

    @Activate
    public Masquerades(@Reference AccountStore store, @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param account one that the caller may read */
    void note(Caller caller, AccountId account) {
        if (!isMasquerade(caller, account)) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Reading reading = new Reading(caller.kind(), caller.account(), caller.user(), caller.origin(), account);
        if (!isFirst(reading, now)) {
            return;
        }
        try {
            store.record(new Change(TOPIC, account.value(), account, ACTION, caller, now, "{}"));
        } catch (RuntimeException e) {
            forget(reading);
            throw e;
        }
    }

    /** The account stands in the path; lists of the caller's own account ask for the rights of each row too. */
    private static boolean isMasquerade(Caller caller, AccountId account) {
        boolean isPerson = caller.kind() == Caller.Kind.USER || caller.kind() == Caller.Kind.API_KEY;
        return isPerson
                && !caller.account().equals(account)
                && caller.via().request().startsWith(READS)
                && caller.via().request().contains(PATH + account.value());
    }

    private boolean isFirst(Reading reading, Instant now) {
        synchronized (recorded) {
            Instant last = recorded.get(reading);
            if (last != null && now.isBefore(last.plus(ONCE_IN))) {
                return false;
            }
            // to the end of the line
            recorded.remove(reading);
            recorded.put(reading, now);
            return true;
        }
    }

    private void forget(Reading reading) {
        synchronized (recorded) {
            recorded.remove(reading);
        }
    }
}
