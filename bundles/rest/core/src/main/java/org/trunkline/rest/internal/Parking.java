package org.trunkline.rest.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Holds requests back, without a thread each, while the authenticator is replaced. Each waits once and not for long; where
 * there never was an authenticator, or it is gone for good, nothing waits.
 */
final class Parking {
    static final int REQUESTS_MAX = 1_000;

    private static final String PARKED = Parking.class.getName();
    private static final Duration REPLACEMENT_MAX = Duration.ofSeconds(30);

    private final Clock clock;
    private final long waitMaxMillis;
    private final Semaphore places = new Semaphore(REQUESTS_MAX);
    private final Set<AsyncContext> parked = ConcurrentHashMap.newKeySet();
    private volatile Instant closedAt = Instant.MIN;

    Parking(Clock clock, long waitMaxMillis) {
        this.clock = clock;
        this.waitMaxMillis = waitMaxMillis;
    }

    /** The authenticator is going. */
    void close() {
        closedAt = clock.instant();
    }

    /** The authenticator is there: everything that waits goes on. */
    void open() {
        closedAt = Instant.MIN;
        parked.forEach(this::goOn);
    }

    /** Returns whether the request waits now; otherwise it must be answered at once. */
    boolean park(HttpServletRequest request) {
        if (!request.isAsyncSupported() || request.getAttribute(PARKED) != null || !isReplacing()) {
            return false;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        request.setAttribute(PARKED, Boolean.TRUE);
        AsyncContext context = request.startAsync();
        context.setTimeout(waitMaxMillis);
        context.addListener(new GiveUp(context));
        parked.add(context);
        if (!isReplacing()) {
            goOn(context);
        }
        return true;
    }

    /** Returns how many requests wait. */
    int parked() {
        return parked.size();
    }

    private boolean isReplacing() {
        Instant since = closedAt;
        return since != Instant.MIN && clock.instant().isBefore(since.plus(REPLACEMENT_MAX));
    }

    /** Only who takes the request out of the set may act on it. */
    private boolean take(AsyncContext context) {
        boolean mine = parked.remove(context);
        if (mine) {
            places.release();
        }
        return mine;
    }

    private void goOn(AsyncContext context) {
        if (take(context)) {
            context.dispatch();
        }
    }

    private final class GiveUp implements AsyncListener {
        private final AsyncContext context;

        GiveUp(AsyncContext context) {
            this.context = context;
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            if (take(context)) {
                Starting.answer((HttpServletResponse) context.getResponse());
                context.complete();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            take(context);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            take(context);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // a parked request is not parked again
        }
    }
}
