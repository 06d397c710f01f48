package org.trunkline.rest.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.servlet.Servlet;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one servlet of {@code /v2}: it hands each request to the current {@link Generation}. A resource or provider that
 * comes or goes makes a new generation; the old one finishes what it began. Without an authenticator nothing is published.
 */
@Component(
        service = Servlet.class,
        configurationPid = "org.trunkline.rest",
        property = {
            "servlet.init.disable-address-updates=true",
            "servlet.init.hide-service-list-page=true",
            "servlet.init.ignore.servlet.context.resolver=true"
        })
@Designate(ocd = RestServlet.Config.class)
@HttpWhiteboardServletName("trunkline-rest")
@HttpWhiteboardServletPattern("/v2/*")
@HttpWhiteboardServletAsyncSupported
public final class RestServlet extends HttpServlet implements ServiceTrackerCustomizer<Object, Lent> {

    @ObjectClassDefinition(name = "Trunkline REST API")
    public @interface Config {
        @AttributeDefinition(description = "Requests that one client address may make at once for one account; 0: any.")
        long rate_tokens_max() default 1_000;

        @AttributeDefinition(
                description = "Requests per second that it may make in the long run. A login counts as 35.")
        long rate_refill_per_second() default 200;

        @AttributeDefinition(description = "Addresses of reverse proxies whose X-Forwarded-For is believed.")
        String[] proxies() default {};

        @AttributeDefinition(description = "Name of this node, sent as a hash; empty for the name of the machine.")
        String node_name() default "";

        @AttributeDefinition(
                description = "File of a TrueType font for PDF; empty for Liberation Sans: Latin, Greek, Cyrillic.")
        String pdf_font() default "";
    }

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);
    private static final long REBUILD_DELAY_MILLIS = 100;
    private static final long PARKED_MILLIS_MAX = 2_000;
    private static final long DRAIN_MAX_MILLIS = 10_000;

    private final transient BundleContext context;
    private final transient BuiltIn builtIn;
    private final transient ServiceTracker<Object, Lent> published;
    private final transient Parking parking;
    private final transient Authenticators authenticators;
    private final transient ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "trunkline-rest-rebuild"));
    private transient volatile ScheduledFuture<?> pending;
    private transient volatile Entrance entrance;

    @Activate
    public RestServlet(BundleContext context, @Reference Clock clock, Config config) throws InvalidSyntaxException {
        this.context = context;
        this.published = new ServiceTracker<>(context, context.createFilter("(trunkline.rest=*)"), this);
        this.parking = new Parking(clock, PARKED_MILLIS_MAX);
        this.authenticators = new Authenticators(context, parking);
        this.builtIn = new BuiltIn(
                authenticators,
                clock,
                new RateLimiter(clock, config.rate_tokens_max(), config.rate_refill_per_second()),
                new ClientAddresses(List.of(config.proxies())),
                new Departed(clock),
                NodeName.hash(NodeName.orOfHost(config.node_name())),
                config.pdf_font());
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        entrance = new Entrance(config, builtIn, parking);
        authenticators.open();
        published.open();
        rebuild();
    }

    @Override
    public void destroy() {
        worker.shutdown();
        published.close();
        authenticators.close();
        if (entrance != null) {
            entrance.close();
        }
    }

    @Deactivate
    void deactivate() {
        worker.shutdownNow();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        entrance.service(request, response);
    }

    @Override
    public Lent addingService(ServiceReference<Object> reference) {
        Object service = context.getService(reference);
        schedule();
        return service == null ? null : new Lent(service);
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Lent service) {
        schedule();
    }

    /**
     * Called before the component stops: after this nothing uses it. What has a successor is served without a break, and a
     * provider is part of all requests; other resources do not wait for the next generation, which takes a while to build.
     */
    @Override
    public void removedService(ServiceReference<Object> reference, Lent service) {
        if (isProvider(reference) || hasSuccessor(service)) {
            rebuildNow();
        } else {
            schedule();
        }
        service.takeBack(DRAIN_MAX_MILLIS);
        context.ungetService(reference);
    }

    private static boolean isProvider(ServiceReference<Object> reference) {
        return "provider".equals(reference.getProperty("trunkline.rest"));
    }

    private boolean hasSuccessor(Lent gone) {
        return published.getTracked().values().stream()
                .anyMatch(each -> name(each).equals(name(gone)));
    }

    private static String name(Lent lent) {
        return lent.getResourceClass().getName();
    }

    private void schedule() {
        if (worker.isShutdown()) {
            return;
        }
        ScheduledFuture<?> waiting = pending;
        if (waiting != null) {
            waiting.cancel(false);
        }
        pending = worker.schedule(this::rebuild, REBUILD_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void rebuildNow() {
        if (worker.isShutdown()) {
            return;
        }
        try {
            worker.submit(this::rebuild).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("REST application not rebuilt: the previous one stays", e);
        }
    }

    private synchronized void rebuild() {
        if (entrance == null) {
            return;
        }
        List<Lent> resources = new ArrayList<>();
        List<Object> providers = new ArrayList<>();
        newest().forEach((reference, service) -> {
            if (isProvider(reference)) {
                providers.add(service.resource());
            } else {
                resources.add(service);
            }
        });
        try {
            entrance.publish(resources, providers);
            LOG.debug("REST application built: resources={} providers={}", resources.size(), providers.size());
        } catch (ServletException | RuntimeException | LinkageError e) {
            LOG.error("REST application not rebuilt: the previous one stays", e);
        }
    }

    /** Of two installed versions of one bundle the higher one serves. */
    private Map<ServiceReference<Object>, Lent> newest() {
        Map<ServiceReference<Object>, Lent> tracked = published.getTracked();
        Map<String, ServiceReference<Object>> best = new TreeMap<>();
        tracked.forEach((reference, service) ->
                best.merge(name(service), reference, (a, b) -> version(a).compareTo(version(b)) >= 0 ? a : b));
        Map<ServiceReference<Object>, Lent> result = new TreeMap<>();
        best.values().forEach(reference -> result.put(reference, tracked.get(reference)));
        return result;
    }

    private static org.osgi.framework.Version version(ServiceReference<?> reference) {
        return reference.getBundle() == null
                ? org.osgi.framework.Version.emptyVersion
                : reference.getBundle().getVersion();
    }
}
