package org.trunkline.webhooks.jpa.internal;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** One row of {@code webhook_queue}; each change of it is made under its lock. Never leaves this package. */
@Entity
@Table(name = "webhook_queue")
public class QueueEntity {
    private static final long NOBODY = 0;
    private static final long NEVER = Long.MAX_VALUE;

    @Id
    @Column(name = "webhook_id", length = 32)
    private String webhook;

    @Column(name = "waiting", nullable = false)
    private int waiting;

    @Column(name = "failures", nullable = false)
    private int failures;

    @Column(name = "not_before_micros", nullable = false)
    private long notBeforeMicros;

    @Column(name = "due_at_micros", nullable = false)
    private long dueAtMicros;

    @Column(name = "leased_until_micros", nullable = false)
    private long leasedUntilMicros;

    protected QueueEntity() {}

    QueueEntity(String webhook) {
        this.webhook = webhook;
        dueAtMicros = NEVER;
        leasedUntilMicros = NOBODY;
    }

    int waiting() {
        return waiting;
    }

    int failures() {
        return failures;
    }

    void added(Instant at, boolean enabled) {
        waiting++;
        if (waiting == 1 && enabled) {
            dueAtMicros = Math.max(Micros.of(at), notBeforeMicros);
        }
    }

    boolean mayBeClaimed(Instant now) {
        long micros = Micros.of(now);
        return dueAtMicros <= micros && leasedUntilMicros <= micros;
    }

    void claim(Instant until) {
        leasedUntilMicros = Micros.of(until);
    }

    boolean isHeld(Instant until) {
        return leasedUntilMicros == Micros.of(until);
    }

    /** Nothing waits, or the webhook is disabled. */
    void rest() {
        dueAtMicros = NEVER;
    }

    void isEmpty() {
        waiting = 0;
        rest();
    }

    void settle(boolean stays, int newFailures, Instant next) {
        leasedUntilMicros = NOBODY;
        failures = newFailures;
        notBeforeMicros = Micros.of(next);
        waiting = stays ? waiting : Math.max(waiting - 1, 0);
        dueAtMicros = waiting == 0 ? NEVER : notBeforeMicros;
    }

    /** What waits may be tried at once, whatever happened before. */
    void begin() {
        failures = 0;
        notBeforeMicros = 0;
        dueAtMicros = waiting == 0 ? NEVER : 0;
    }
}
