package org.trunkline.rest.internal;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Path;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;

/** The current {@link Generation} and the swap to the next one, during which no request is lost. */
final class Generations {
    private static final long DRAIN_MAX_MILLIS = 10_000;
    private static final int SWAPS_MAX = 10;

    private final AtomicReference<Generation> current = new AtomicReference<>();
    private final ServletConfig config;
    private final Departed departed;
    private final Bus bus;
    private Set<String> paths = Set.of();

    Generations(ServletConfig config, Departed departed) {
        this.config = config;
        this.departed = departed;
        this.bus = new CXFBusFactory().createBus();
        bus.setProperty("skip.default.json.provider.registration", "true");
    }

    /** Serves the request from the current generation; returns false if there is none. */
    boolean service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        for (int swaps = 0; swaps < SWAPS_MAX; swaps++) {
            Generation generation = current.get();
            if (generation == null) {
                return false;
            }
            if (generation.service(request, response)) {
                return true;
            }
        }
        return false;
    }

    /** Swaps to a generation of these resources; returns after the old one has finished what it began. */
    synchronized void swap(List<Lent> resources, List<Object> providers) throws ServletException {
        Generation next = resources.isEmpty() ? null : new Generation(bus, config, resources, providers);
        Set<String> nextPaths = paths(resources);
        Set<String> gone = new HashSet<>(paths);
        gone.removeAll(nextPaths);
        departed.left(gone);
        Generation old = current.getAndSet(next);
        departed.arrived(nextPaths);
        paths = nextPaths;
        if (old != null) {
            old.retire(DRAIN_MAX_MILLIS);
        }
    }

    private static Set<String> paths(List<Lent> resources) {
        return resources.stream()
                .map(each -> each.getResourceClass().getAnnotation(Path.class))
                .filter(Objects::nonNull)
                .map(Path::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized void close() {
        Generation last = current.getAndSet(null);
        if (last != null) {
            last.retire(DRAIN_MAX_MILLIS);
        }
        bus.shutdown(true);
    }
}
