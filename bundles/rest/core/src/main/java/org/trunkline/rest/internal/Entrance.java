package org.trunkline.rest.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Where requests come in: to the current generation, to the parking, or back with the advice to try again. */
final class Entrance {
    private final BuiltIn builtIn;
    private final Parking parking;
    private final Generations generations;

    Entrance(ServletConfig config, BuiltIn builtIn, Parking parking) {
        this.builtIn = builtIn;
        this.parking = parking;
        this.generations = new Generations(config, builtIn.departed());
    }

    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (builtIn.authenticator().get() != null) {
            if (!generations.service(request, response)) {
                Starting.answer(response);
            }
        } else if (!parking.park(request)) {
            Starting.answer(response);
        }
    }

    /** Serves these resources from now on; returns after requests that had begun have finished. */
    void publish(List<Object> resources, List<Object> providers) throws ServletException {
        List<Object> all = new ArrayList<>(builtIn.providers());
        all.addAll(providers);
        List<Object> described = new ArrayList<>(resources);
        if (!resources.isEmpty()) {
            described.add(new OpenApiResource(resources));
        }
        generations.swap(described, all);
    }

    void close() {
        generations.close();
    }
}
