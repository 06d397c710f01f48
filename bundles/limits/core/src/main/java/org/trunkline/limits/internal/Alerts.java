package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.Spent;

/**
 * Tells of what somebody should look at: rates that are missing, soft limits that were passed, spending caps that are near.
 * Each once for a while; behind the decisions, so that none waits for the database. What cannot be written is in the log.
 */
@Component(service = Alerts.class)
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final String TOPIC = "limit_alerts";
    private static final int TOLD_MAX = 20_000;
    private static final int WAITING_MAX = 1_000;
    private static final int PREFIX_LENGTH = 6;
    /** Of a cap, this part is left when it is near: a fifth. */
    private static final int NEAR_PART = 5;

    private final LimitStore store;
    private final AccountTree tree;
    private final Clock clock;
    private final Set<String> told = Collections.synchronizedSet(Collections.newSetFromMap(new LatestOnly<>(TOLD_MAX)));
    private final Executor writer;

    @Activate
    public Alerts(@Reference LimitStore store, @Reference AccountTree tree, @Reference Clock clock) {
        this(store, tree, clock, writer());
    }

    /** @param writer stores alerts, in its own time */
    public Alerts(LimitStore store, AccountTree tree, Clock clock, Executor writer) {
        this.store = store;
        this.tree = tree;
        this.clock = clock;
        this.writer = writer;
    }

    /** A thread that is there while there is something to write; what is too much for it is in the log. */
    private static Executor writer() {
        return new ThreadPoolExecutor(
                0,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                work -> {
                    Thread thread = new Thread(work, "trunkline-limit-alerts");
                    thread.setDaemon(true);
                    return thread;
                },
                (work, full) -> LOG.warn("Alert not stored, too many wait"));
    }

    @Deactivate
    void close() {
        if (writer instanceof ThreadPoolExecutor own) {
            own.shutdown();
            try {
                own.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tells of each refusal that is not the business of the caller alone. */
    void refused(Question question, Outcome.Refused refused) {
        for (Refusal refusal : refused.refusals()) {
            if (refusal.reason() == Reason.NO_RATE || refusal.reason() == Reason.SPEND_MAX_REACHED) {
                for (AskedLevel level : question.levels()) {
                    if (refusal.by().filter(level.account().id()::equals).isPresent()) {
                        refused(question, level, refusal.reason());
                    }
                }
            }
        }
    }

    private void refused(Question question, AskedLevel level, Reason reason) {
        if (reason == Reason.NO_RATE) {
            // of what the seller's deck has no rate for; once per seller and beginning of the number, not per call
            String digits = question.number().replace("+", "");
            String prefix = digits.substring(0, Math.min(PREFIX_LENGTH, digits.length()));
            tell(
                    "rate_missing",
                    level.seller(),
                    prefix,
                    Json.object()
                            .put("prefix", prefix)
                            .put("direction", question.direction().wireName())
                            .put("classification", question.classification())
                            .put("payer", level.account().id().value()));
        } else {
            tell("spend_max_reached", level.account().id(), day(level).toString(), Json.object());
        }
    }

    /** Tells of soft limits that let the call pass, and of caps that are nearly reached with it. */
    void granted(Question question, Outcome.Granted granted, CallBook book) {
        for (int i = 0; i < question.levels().size(); i++) {
            AskedLevel level = question.levels().get(i);
            if (granted.levels().get(i).soft()) {
                tell("soft_limit_passed", level.account().id(), day(level).toString(), Json.object());
            }
            if (level.limits().caps().onSpend()) {
                near(
                        level.account().id(),
                        level.limits().caps(),
                        book.spent(level.account().id()),
                        day(level));
            }
        }
    }

    private void near(AccountId account, Limits.Caps caps, Spent spent, LocalDate day) {
        long hour = clock.instant().getEpochSecond() / 3600;
        near(account, "hour", Long.toString(hour), caps.hourMicros(), spent.hourMicros());
        near(account, "day", day.toString(), caps.dayMicros(), spent.dayMicros());
        near(account, "month", day.withDayOfMonth(1).toString(), caps.monthMicros(), spent.monthMicros());
    }

    private void near(AccountId account, String window, String which, long cap, long spent) {
        if (cap > 0 && spent >= cap - cap / NEAR_PART) {
            ObjectNode detail = Json.object().put("window", window);
            detail.set("spent", Json.number(Money.fromMicros(spent)));
            detail.set("cap", Json.number(Money.fromMicros(cap)));
            tell("spend_max_near", account, window + " " + which, detail);
        }
    }

    private LocalDate day(AskedLevel level) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(level.account().timezone()));
    }

    private void tell(String action, AccountId account, String which, ObjectNode detail) {
        if (!told.add(action + " " + account + " " + which)) {
            return;
        }
        String text = Json.write(detail);
        LOG.warn("Limit alert: action={} account={} detail={}", action, account, text);
        Instant at = clock.instant();
        Caller by = Caller.system(tree.root().id(), "limits");
        writer.execute(() -> note(new Change(TOPIC, account.value(), account, action, by, at, text)));
    }

    private void note(Change alert) {
        try {
            store.note(alert);
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the alert is in the log
            LOG.warn("Alert not stored: action={} reason={}", alert.action(), e.toString(), e);
        }
    }

    /** Returns when all alerts until now are stored. */
    void storeAll() throws InterruptedException, ExecutionException {
        FutureTask<Void> last = new FutureTask<>(() -> null);
        writer.execute(last);
        last.get();
    }
}
