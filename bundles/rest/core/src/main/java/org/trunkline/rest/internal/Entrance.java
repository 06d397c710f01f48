package org.trunkline.rest.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Where requests come in: to the current generation, to the parking, or back with the advice to try again. */
final class Entrance {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final BuiltIn builtIn;
    private final Parking parking;
    private final Generations generations;

    Entrance(ServletConfig config, BuiltIn builtIn, Parking parking) {
        this.builtIn = builtIn;
        this.parking = parking;
        this.generations = new Generations(config, builtIn.departed());
    }

    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (!isWellEncoded(request.getRequestURI()) || !isWellEncoded(request.getQueryString())) {
            String message = "The address has a % that no two hexadecimal digits follow";
            PlainError.answer(response, HttpServletResponse.SC_BAD_REQUEST, "faulty_request", message);
        } else if (builtIn.authenticator().get() != null) {
            Sending sending = new Sending(response);
            if (!generations.service(request, sending)) {
                Starting.answer(response);
            }
            sending.requireWhole();
        } else if (!parking.park(request)) {
            Starting.answer(response);
        }
    }

    /** The runtime reads the address before any filter could refuse it, and fails. */
    private static boolean isWellEncoded(String raw) {
        return raw == null || !BAD_ESCAPE.matcher(raw).find();
    }

    /** Serves these resources from now on; returns after requests that had begun have finished. */
    void publish(List<Lent> resources, List<Object> providers) throws ServletException {
        List<Lent> described = new ArrayList<>(resources);
        if (!resources.isEmpty()) {
            described.add(new Lent(new DocsResource()));
            List<Class<?>> classes = new ArrayList<>(List.of(OpenApiResource.class));
            described.forEach(each -> classes.add(each.getResourceClass()));
            described.add(new Lent(new OpenApiResource(classes)));
        }
        List<Object> all = new ArrayList<>(
                builtIn.providers(described.stream().map(Lent::resource).toList()));
        all.addAll(providers);
        generations.swap(described, all);
    }

    void close() {
        generations.close();
    }
}
