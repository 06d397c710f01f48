package org.trunkline.rest.internal;

import java.util.concurrent.TimeUnit;
import javax.servlet.ServletRequest;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.UnavailableException;

/**
 * A resource that its bundle lends to the application until it wants it back: then no other request gets it, whatever the
 * generation, and those that use it end what they began. That costs nothing, so that a bundle with many resources stops at
 * once; the next {@link Generation} is built behind it.
 */
final class Lent extends SingletonResourceProvider {
    private static final Logger LOG = LoggerFactory.getLogger(Lent.class);
    private static final String USED = Lent.class.getName();

    private final Object resource;
    private int users;
    private boolean isBack;

    Lent(Object resource) {
        super(resource, true);
        this.resource = resource;
    }

    Object resource() {
        return resource;
    }

    /** @param message null while the application is built */
    @Override
    public Object getInstance(Message message) {
        if (message != null) {
            enter((ServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
        }
        return super.getInstance(message);
    }

    private synchronized void enter(ServletRequest request) {
        if (isBack) {
            throw new UnavailableException("datastore_unreachable", "being replaced, try again");
        }
        // asked for twice in a request
        if (request.getAttribute(USED) != this) {
            users++;
            request.setAttribute(USED, this);
        }
    }

    /** The request is answered to the last byte: what it has used is free. */
    static void leave(ServletRequest request) {
        if (request.getAttribute(USED) instanceof Lent lent) {
            request.removeAttribute(USED);
            lent.leave();
        }
    }

    private synchronized void leave() {
        users--;
        notifyAll();
    }

    /** Returns when no request uses it any more, or after the longest time that they may take. */
    synchronized void takeBack(long waitMaxMillis) {
        isBack = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMaxMillis);
        try {
            for (long left = waitMaxMillis; users > 0 && left > 0; left = millisUntil(end)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (users > 0) {
            LOG.warn("A resource goes while requests use it: resource={} requests={}", resource.getClass(), users);
        }
    }

    private static long millisUntil(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }
}
