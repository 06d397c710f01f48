package org.trunkline.mail.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Secrets;
import org.trunkline.mail.Mail;
import org.trunkline.mail.spi.MailStore;
import org.trunkline.mail.spi.MailStore.Claim;

/**
 * Sends mails that are due, one after the other, in a thread of its own. A mail is sent at least once: who is killed after
 * the mail server took it and before that is written down sends it again, under the same Message-ID.
 */
@Component(service = MailDelivery.class, immediate = true, configurationPid = "org.trunkline.mail")
@Designate(ocd = MailConfig.class)
public final class MailDelivery {
    /** Longer than a mail server may take for all of its answers. */
    static final Duration LEASE = Duration.ofMinutes(10);

    static final Duration DELAY_MIN = Duration.ofMinutes(1);
    static final Duration DELAY_MAX = Duration.ofHours(1);

    static final String UNREADABLE = "its text cannot be read: it was kept under another master key";

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final long PERIOD_SECONDS = 5;
    private static final long CLEAN_PERIOD_MINUTES = 60;
    private static final long STOP_SECONDS_MAX = 5;
    private static final int CLEANED_AT_ONCE_MAX = 1_000;

    private final MailStore store;
    private final Clock clock;
    private final SealedBodies bodies;
    private final Optional<Postman> postman;
    private final MailConfig config;
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "trunkline-mail");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public MailDelivery(
            @Reference MailStore store, @Reference Clock clock, @Reference Secrets secrets, MailConfig config) {
        this(store, clock, secrets, config, postman(config));
        worker.scheduleWithFixedDelay(this::wake, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        worker.scheduleWithFixedDelay(this::cleanQuietly, 1, CLEAN_PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    MailDelivery(MailStore store, Clock clock, Secrets secrets, MailConfig config, Optional<Postman> postman) {
        this.store = store;
        this.clock = clock;
        this.bodies = new SealedBodies(secrets);
        this.config = config;
        this.postman = postman;
    }

    /** Settings that cannot be take nothing down with them: mails wait, and the log says what is wrong. */
    private static Optional<Postman> postman(MailConfig config) {
        if (config.smtp_host().isBlank()) {
            LOG.info("Mails are kept and not sent: TRUNKLINE_SMTP_HOST is not set");
            return Optional.empty();
        }
        try {
            return Optional.of(new SmtpPostman(config));
        } catch (IllegalArgumentException e) {
            LOG.error("Mails are kept and not sent: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Deactivate
    void close() {
        worker.shutdown();
        try {
            worker.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isSending() {
        return postman.isPresent();
    }

    /** Lets the thread look for what is due. */
    void wake() {
        if (isSending() && isAwake.compareAndSet(false, true)) {
            try {
                worker.execute(this::deliverQuietly);
            } catch (RejectedExecutionException e) {
                // the node stops; what is kept is sent after the next start, or by another node
            }
        }
    }

    private void deliverQuietly() {
        isAwake.set(false);
        try {
            deliverDue();
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the next round tries again
            LOG.warn("Mails are not sent: reason={}", e.toString());
        }
    }

    /** Sends what is due, until nothing is or the mail server is not there. Returns how many were sent. */
    int deliverDue() {
        int sent = 0;
        while (isSending() && !worker.isShutdown()) {
            Instant now = now();
            List<Claim> claims = store.claim(now, now.plus(LEASE), 1);
            if (claims.isEmpty()) {
                return sent;
            }
            Claim claim = claims.get(0);
            Optional<String> reason = givenUp(claim.mail(), now);
            if (reason.isPresent()) {
                fail(claim, reason.get());
                continue;
            }
            Optional<Mail> mail = bodies.opened(claim.mail());
            if (mail.isEmpty()) {
                fail(claim, UNREADABLE);
                continue;
            }
            try {
                postman.orElseThrow().deliver(mail.get());
                store.sent(claim, now());
                sent++;
                LOG.info(
                        "Mail sent: mail={} kind={}",
                        mail.get().id(),
                        mail.get().kind().id());
            } catch (Undelivered e) {
                refused(claim, e);
                if (e.remedy() == Undelivered.Remedy.ANOTHER_SERVER) {
                    return sent;
                }
            }
        }
        return sent;
    }

    /** Returns why a mail is not tried any more. */
    private Optional<String> givenUp(Mail mail, Instant now) {
        if (isOld(mail, now)) {
            return Optional.of("older than " + config.age_hours_max() + " hours");
        }
        // each of them ended without an answer, such as with the death of its node
        return mail.attempts() > config.attempts_max()
                ? Optional.of("tried " + config.attempts_max() + " times")
                : Optional.empty();
    }

    private void refused(Claim claim, Undelivered refusal) {
        Mail mail = claim.mail();
        if (refusal.remedy() == Undelivered.Remedy.NONE || mail.attempts() >= config.attempts_max()) {
            fail(claim, refusal.getMessage());
            return;
        }
        Instant due = now().plus(delay(mail.attempts()));
        store.delay(claim, due, String.valueOf(refusal.getMessage()));
        LOG.warn(
                "Mail not sent, tried again: mail={} attempts={} at={} reason={}",
                mail.id(),
                mail.attempts(),
                due,
                refusal.getMessage());
    }

    private void fail(Claim claim, String reason) {
        store.fail(claim, String.valueOf(reason));
        LOG.warn(
                "Mail not sent, given up: mail={} attempts={} reason={}",
                claim.mail().id(),
                claim.mail().attempts(),
                reason);
    }

    /** Twice as long each time, up to {@link #DELAY_MAX}. */
    static Duration delay(int attempts) {
        int doublings = Math.min(attempts - 1, 10);
        Duration delay = DELAY_MIN.multipliedBy(1L << Math.max(doublings, 0));
        return delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay;
    }

    private boolean isOld(Mail mail, Instant now) {
        return mail.created().plus(Duration.ofHours(config.age_hours_max())).isBefore(now);
    }

    private void cleanQuietly() {
        try {
            clean();
        } catch (RuntimeException e) {
            // as above
            LOG.warn("Old mails are not deleted: reason={}", e.toString());
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
        } while (slice == CLEANED_AT_ONCE_MAX && !worker.isShutdown());
        return deleted;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
