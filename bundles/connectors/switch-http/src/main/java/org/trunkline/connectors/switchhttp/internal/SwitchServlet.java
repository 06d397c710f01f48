package org.trunkline.connectors.switchhttp.internal;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.trunkline.connectors.switchhttp.internal.SwitchApi.Reply;
import org.trunkline.connectors.switchhttp.internal.SwitchApi.Request;
import org.trunkline.json.Json;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.EventCharges;
import org.trunkline.limits.SwitchKeys;

/**
 * {@code /switch/v1} over HTTP: what comes in and goes out; {@link SwitchApi} knows what is answered. It answers at once, and
 * says nevertheless that it may do so later: else Jetty makes a text for each request that says why it must not.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardServletName("trunkline-switch-v1")
@HttpWhiteboardServletPattern(SwitchServlet.PATH + "/*")
public final class SwitchServlet extends HttpServlet {
    static final String PATH = "/switch/v1";

    private static final long serialVersionUID = 1L;

    private final transient InFlight requests = new InFlight();
    private final transient Parked<CallAdmission> admission;
    private final transient Parked<EventCharges> events;
    private final transient Parked<SwitchKeys> switches;

    @Activate
    public SwitchServlet(BundleContext context) {
        admission = new Parked<>(context, CallAdmission.class, requests);
        events = new Parked<>(context, EventCharges.class, requests);
        switches = new Parked<>(context, SwitchKeys.class, requests);
    }

    @Deactivate
    void close() {
        admission.close();
        events.close();
        switches.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String uri = request.getRequestURI();
        List<String> path = path(uri.substring(uri.indexOf(PATH) + PATH.length()));
        if (path.equals(List.of("health"))) {
            answer(response, SwitchApi.health(switches.peek().isPresent() ? admission.peek() : Optional.empty()));
        } else {
            answer(
                    response,
                    decided(new Request(
                            request.getMethod(),
                            path,
                            request.getHeader("Authorization"),
                            startKey(request),
                            request.getInputStream(),
                            request.getContentLengthLong())));
        }
    }

    private Reply decided(Request request) throws IOException {
        try (InFlight.Request counted = requests.begin()) {
            return new SwitchApi(() -> admission.get(counted), () -> events.get(counted), () -> switches.get(counted))
                    .answer(request);
        }
    }

    /** Parameters are asked for on lists alone: on a POST of curl, which calls its body a form, they would eat the body. */
    private static Optional<String> startKey(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                ? Optional.ofNullable(request.getParameter("start_key"))
                : Optional.empty();
    }

    /** Returns the segments; each is decoded by itself, so that a call id may contain a slash. */
    static List<String> path(String uri) {
        List<String> segments = new ArrayList<>();
        for (String segment : uri.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment));
            }
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // no encoding: then it means what it says, and no call has that id
            return segment;
        }
    }

    private static void answer(HttpServletResponse response, Reply reply) throws IOException {
        byte[] bytes = Json.mapper().writeValueAsBytes(reply.json());
        if (reply.retry()) {
            response.setHeader("Retry-After", "1");
        }
        response.setStatus(reply.status());
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
