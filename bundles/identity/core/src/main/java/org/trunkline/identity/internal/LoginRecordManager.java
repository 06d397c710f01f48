package org.trunkline.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.LoginRecord;
import org.trunkline.identity.LoginRecords;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.spi.LoginRecordStore;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UserId;

/** Keeps who tried to log in, for 90 days. */
@Component(service = {LoginRecords.class, LoginRecordManager.class})
public final class LoginRecordManager implements LoginRecords {
    static final Duration KEPT = Duration.ofDays(90);

    /** From where somebody logged in so long ago at most, is no stranger. */
    static final Duration KNOWN = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(LoginRecordManager.class);
    private static final Duration CLEARED_EVERY = Duration.ofHours(1);

    /** More than can be tried in an hour by a whole node: logins are slow on purpose. */
    private static final int CLEARED_ROWS_MAX = 50_000;

    private final LoginRecordStore store;
    private final Access access;
    private final Clock clock;
    private final AtomicReference<Instant> cleared = new AtomicReference<>(Instant.MIN);

    @Activate
    public LoginRecordManager(@Reference LoginRecordStore store, @Reference Access access, @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Page<LoginRecord> list(Caller caller, AccountId account, Instant from, Instant to, PageRequest page) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        return store.list(account, from, to, page);
    }

    @Override
    public LoginRecord get(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        return store.find(account, id).orElseThrow(() -> new NotFoundException(id));
    }

    void add(
            AccountId account,
            Optional<UserId> user,
            String module,
            boolean success,
            String message,
            LoginSource from) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // the order of ids is that of time, so that pages and ranges are index seeks
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        String id = "%014x%s".formatted(micros, Ids.random().substring(14));
        store.insert(new LoginRecord(id, account, user, module, success, message, from, now));
        clear(now);
    }

    boolean isKnown(AccountId account, String address) {
        return store.hasSucceeded(account, address, clock.instant().minus(KNOWN));
    }

    private void clear(Instant now) {
        Instant before = cleared.get();
        if (now.isBefore(before.equals(Instant.MIN) ? before : before.plus(CLEARED_EVERY))
                || !cleared.compareAndSet(before, now)) {
            return;
        }
        int rows = store.deleteBefore(now.minus(KEPT), CLEARED_ROWS_MAX);
        if (rows > 0) {
            LOG.info("Old login attempts deleted: rows={}", rows);
        }
    }
}
