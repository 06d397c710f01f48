package org.trunkline.webhooks.internal;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Secrets;
import org.trunkline.webhooks.spi.Delivery;
import org.trunkline.webhooks.spi.DeliveryStore;
import org.trunkline.webhooks.spi.DeliveryStore.Added;
import org.trunkline.webhooks.spi.DeliveryStore.Claim;
import org.trunkline.webhooks.spi.WebhookStore;

/**
 * Tells receivers what waits for them, several at the same time. Each is told at least once: who is killed after a receiver took
 * something and before that is written down tells it again, under the same id.
 */
@Component(service = WebhookDelivery.class, immediate = true, configurationPid = "org.trunkline.webhooks")
@Designate(ocd = WebhookConfig.class)
public final class WebhookDelivery {
    /** Longer than a receiver may take for all. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int SENDERS_MAX = 64;
    private static final int TIMEOUT_SECONDS_MAX = 60;
    private static final long PERIOD_SECONDS = 1;
    private static final long CLEAN_PERIOD_MINUTES = 60;
    private static final long STOP_SECONDS_MAX = 5;
    private static final int CLEANED_AT_ONCE_MAX = 1_000;

    private final DeliveryStore store;
    private final Clock clock;
    private final WebhookConfig config;
    private final AddressRules rules;
    private final Attempts attempts;
    private final Lanes lanes;
    private final ScheduledExecutorService dispatcher = Executors.newScheduledThreadPool(1, named("webhooks"));
    private final ScheduledExecutorService watch = Executors.newScheduledThreadPool(1, named("webhooks-watch"));
    private final ExecutorService senders = Executors.newCachedThreadPool(named("webhooks-sender"));
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private volatile boolean isStarted;

    @Activate
    public WebhookDelivery(
            @Reference WebhookStore webhooks,
            @Reference DeliveryStore store,
            @Reference Secrets secrets,
            @Reference AccountTree tree,
            @Reference Clock clock,
            WebhookConfig config) {
        this(webhooks, store, secrets, tree, clock, config, host -> List.of(InetAddress.getAllByName(host)));
        start();
        dispatcher.scheduleWithFixedDelay(this::cleanQuietly, 1, CLEAN_PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    /** Tells what is due by itself from now on. */
    void start() {
        isStarted = true;
        dispatcher.scheduleWithFixedDelay(this::wake, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    WebhookDelivery(
            WebhookStore webhooks,
            DeliveryStore store,
            Secrets secrets,
            AccountTree tree,
            Clock clock,
            WebhookConfig config,
            HttpSender.Resolver resolver) {
        this.store = store;
        this.clock = clock;
        this.config = config;
        rules = rules(config.allowed_networks());
        lanes = new Lanes(within(config.senders(), 2, SENDERS_MAX));
        Duration timeout = Duration.ofSeconds(within(config.timeout_seconds(), 1, TIMEOUT_SECONDS_MAX));
        Sender sender =
                new HttpSender(rules, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault(), timeout, watch);
        attempts = new Attempts(webhooks, store, secrets, tree, clock, config, sender);
    }

    /** Settings that cannot be take nothing down with them: what they would allow stays forbidden, and the log says so. */
    private static AddressRules rules(String allowed) {
        try {
            return new AddressRules(allowed);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "Webhooks reach public addresses only, TRUNKLINE_WEBHOOK_NETWORKS cannot be read: {}",
                    e.getMessage());
            return new AddressRules("");
        }
    }

    private static int within(int value, int min, int max) {
        return Math.max(min, Math.min(value, max));
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, "trunkline-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Deactivate
    void close() {
        dispatcher.shutdown();
        senders.shutdown();
        try {
            senders.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.shutdownNow();
    }

    /** Returns whether receivers may have this address. */
    boolean allows(InetAddress address) {
        return rules.allows(address);
    }

    /** Keeps something for a receiver. */
    Added add(Delivery delivery) {
        Added added = store.add(delivery, config.waiting_max());
        if (added == Added.FULL) {
            LOG.warn("Webhook lags, something is not told: webhook={}", delivery.webhook());
            attempts.noteFull(delivery, config.waiting_max());
        } else if (added == Added.ADDED) {
            wake();
        }
        return added;
    }

    /** Lets the dispatcher look for what is due. */
    void wake() {
        if (isStarted && isAwake.compareAndSet(false, true)) {
            try {
                dispatcher.execute(this::dispatchQuietly);
            } catch (RejectedExecutionException e) {
                // the node stops; what is kept is sent after the next start, or by another node
            }
        }
    }

    private void dispatchQuietly() {
        isAwake.set(false);
        try {
            while (lanes.hasRoom() && !dispatcher.isShutdown()) {
                List<Claim> claims = claim(lanes.closed());
                if (claims.isEmpty()) {
                    return;
                }
                claims.forEach(this::send);
            }
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the next round tries again
            LOG.warn("Webhooks are not delivered: reason={}", e.toString());
        }
    }

    private List<Claim> claim(Set<String> except) {
        Instant now = now();
        return store.claim(now, now.plus(LEASE), 1, except);
    }

    private void send(Claim claim) {
        String webhook = claim.delivery().webhook();
        boolean wasSlow = lanes.enter(webhook);
        try {
            senders.execute(() -> {
                Instant begin = now();
                try {
                    attempts.make(claim);
                } catch (RuntimeException e) {
                    // the outermost frame of this thread: it is tried again when the lease ends
                    LOG.warn("Webhook is tried again: webhook={} reason={}", webhook, e.toString());
                } finally {
                    lanes.leave(webhook, wasSlow, begin.plus(SLOW).isBefore(now()));
                    wake();
                }
            });
        } catch (RejectedExecutionException e) {
            // the node stops; another one, or the next start, takes it when the lease ends
            lanes.leave(webhook, wasSlow, wasSlow);
        }
    }

    /** Tells what is due, one after the other, until nothing is. Returns how much that was. */
    int deliverDue() {
        int made = 0;
        for (List<Claim> claims = claim(Set.of()); !claims.isEmpty(); claims = claim(Set.of())) {
            attempts.make(claims.get(0));
            made++;
        }
        return made;
    }

    private void cleanQuietly() {
        try {
            clean();
        } catch (RuntimeException e) {
            // as above
            LOG.warn("Old attempts are not deleted: reason={}", e.toString());
        }
    }

    /** Deletes what has been kept long enough. */
    int clean() {
        Instant before = now().minus(Duration.ofDays(config.keep_days()));
        int deleted = 0;
        int slice;
        do {
            slice = store.deleteBefore(before, CLEANED_AT_ONCE_MAX);
            deleted += slice;
        } while (slice >= CLEANED_AT_ONCE_MAX && !dispatcher.isShutdown());
        return deleted;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
