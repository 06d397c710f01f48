package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.Spent;

/**
 * Tells of what somebody should look at: rates that are missing, soft limits that were passed, spending caps that are near.
 * Each once for a while; behind the decisions, so that none waits for the database. What cannot be written is in the log.
 */
@Component(service = Alerts.class)
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final String TOPIC = "limit_alerts";
    private static final String NEAR = "spend_max_near";
    private static final String REACHED = "spend_max_reached";
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

    /**
     * Tells of each refusal that is not the business of the caller alone.
     *
     * @param state knows what accounts have spent
     */
    void refused(Question question, Outcome.Refused refused, CallState state) {
        for (Refusal refusal : refused.refusals()) {
            if (refusal.reason() == Reason.NO_RATE || refusal.reason() == Reason.SPEND_MAX_REACHED) {
                for (AskedLevel level : question.levels()) {
                    AccountNode account = level.account();
                    if (refusal.by().filter(account.id()::equals).isEmpty()) {
                        continue;
                    }
                    if (refusal.reason() == Reason.NO_RATE) {
                        rateMissing(question, level);
                    } else {
                        List<AccountId> payer = List.of(account.id());
                        Spent spent = state.atomically(
                                question.partition(), question.withRoot(), payer, book -> book.spent(account.id()));
                        reached(account, level.limits().caps(), spent);
                    }
                }
            }
        }
    }

    /** Of what the seller's deck has no rate for; once per seller and beginning of the number, not per call. */
    private void rateMissing(Question question, AskedLevel level) {
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
    }

    /** Tells of soft limits that let the call pass, and of caps that are nearly reached with it. */
    void granted(Question question, Outcome.Granted granted, CallBook book) {
        for (int i = 0; i < question.levels().size(); i++) {
            AskedLevel level = question.levels().get(i);
            if (granted.levels().get(i).soft()) {
                tell(
                        "soft_limit_passed",
                        level.account().id(),
                        day(level.account()).toString(),
                        Json.object());
            }
            spending(level.account(), level.limits().caps(), book);
        }
    }

    /**
     * Tells of caps that are nearly reached, or reached, with what a call in progress holds now.
     *
     * @param extension how far the call goes on
     */
    void renewed(CallEntry call, Extension extension, Function<AccountId, Limits> limits, CallBook book) {
        Extension.Stop stop = extension.stop();
        for (CallEntry.Level level : call.levels()) {
            Limits.Caps caps = limits.apply(level.account()).caps();
            if (caps.onSpend()) {
                tree.find(level.account()).ifPresent(account -> {
                    spending(account, caps, book);
                    if (extension.isShort()
                            && stop.reason() == Reason.SPEND_MAX_REACHED
                            && stop.by().filter(account.id()::equals).isPresent()) {
                        reached(account, caps, book.spent(account.id()));
                    }
                });
            }
        }
    }

    private void spending(AccountNode account, Limits.Caps caps, CallBook book) {
        if (!caps.onSpend()) {
            return;
        }
        Spent spent = book.spent(account.id());
        for (SpendWindow window : SpendWindow.values()) {
            long cap = caps.onSpend(window);
            if (cap > 0 && spent.micros(window) >= cap) {
                tell(REACHED, account, window, caps, spent);
            } else if (cap > 0 && spent.micros(window) >= cap - cap / NEAR_PART) {
                tell(NEAR, account, window, caps, spent);
            }
        }
    }

    /** What a call would cost more does not fit: the window with the least room is the one that is used up. */
    private void reached(AccountNode account, Limits.Caps caps, Spent spent) {
        Stream.of(SpendWindow.values())
                .filter(window -> caps.onSpend(window) != Limits.UNLIMITED)
                .min(Comparator.comparingLong(window -> caps.onSpend(window) - spent.micros(window)))
                .ifPresent(window -> tell(REACHED, account, window, caps, spent));
    }

    private void tell(String action, AccountNode account, SpendWindow window, Limits.Caps caps, Spent spent) {
        String which =
                switch (window) {
                    case HOUR -> Long.toString(clock.instant().getEpochSecond() / 3600);
                    case DAY -> day(account).toString();
                    case MONTH -> day(account).withDayOfMonth(1).toString();
                };
        ObjectNode detail = Json.object().put("window", window.wireName());
        detail.set("spent", Json.number(Money.fromMicros(spent.micros(window))));
        detail.set("cap", Json.number(Money.fromMicros(caps.onSpend(window))));
        tell(action, account.id(), window.wireName() + " " + which, detail);
    }

    /** What was told of the caps of the account is told again: somebody has begun its windows anew. */
    void again(AccountId account) {
        synchronized (told) {
            told.removeIf(each -> each.startsWith(NEAR + " " + account) || each.startsWith(REACHED + " " + account));
        }
    }

    private LocalDate day(AccountNode account) {
        return LocalDate.ofInstant(clock.instant(), Zones.of(account));
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
