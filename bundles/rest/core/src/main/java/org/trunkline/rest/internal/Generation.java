package org.trunkline.rest.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/** One immutable snapshot of the REST application: own destination registry, own CXF server, own dispatch servlet. */
final class Generation {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Server server;
    private final CXFNonSpringServlet servlet;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean retired;

    Generation(Bus bus, ServletConfig config, List<Lent> resources, List<Object> providers) throws ServletException {
        DestinationRegistry registry = new DestinationRegistryImpl();
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(bus);
        factory.setAddress("/");
        factory.setDestinationFactory(new HTTPTransportFactory(registry));
        for (Lent lent : resources) {
            factory.setResourceClasses(lent.getResourceClass());
            factory.setResourceProvider(lent.getResourceClass(), lent);
        }
        factory.setProviders(providers);
        server = factory.create();
        servlet = new CXFNonSpringServlet(registry, bus);
        servlet.init(config);
    }

    /** Returns false when this generation is retired: the caller must retry on the current one. */
    boolean service(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        inFlight.incrementAndGet();
        try {
            if (retired) {
                return false;
            }
            servlet.service(request, response);
            return true;
        } finally {
            Lent.leave(request);
            inFlight.decrementAndGet();
        }
    }

    /** Takes no more requests, waits for those in flight, then destroys the CXF server. */
    void retire(long waitMaxMillis) {
        retired = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMaxMillis);
        while (inFlight.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        server.destroy();
        // never servlet.destroy(): it would shut down the bus, which the next generation shares
    }
}
