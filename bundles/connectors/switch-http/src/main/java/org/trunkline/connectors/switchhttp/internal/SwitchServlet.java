package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;

/** {@code /switch/v1}: one round trip per decision (switch-api). A decision is always 200, whatever it says. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("trunkline-switch-v1")
@HttpWhiteboardServletPattern(SwitchServlet.PATH + "/*")
public final class SwitchServlet extends HttpServlet {
    static final String PATH = "/switch/v1";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SwitchServlet.class);
    private static final List<String> VERBS = List.of("answer", "renew", "end");
    private static final List<String> LATER = List.of("replace", "charges");

    private final transient Parked<CallAdmission> admission;
    private final transient Parked<SwitchKeys> switches;

    @Activate
    public SwitchServlet(BundleContext context) {
        admission = new Parked<>(context, CallAdmission.class);
        switches = new Parked<>(context, SwitchKeys.class);
    }

    @Deactivate
    void close() {
        admission.close();
        switches.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            List<String> path = path(request);
            if (path.equals(List.of("health"))) {
                health(response);
            } else {
                answer(response, 200, handle(request, path));
            }
        } catch (DomainException e) {
            if (e.kind() == ErrorKind.UNAVAILABLE) {
                response.setHeader("Retry-After", "1");
            }
            answer(response, status(e.kind()), SwitchAnswers.error(e));
        } catch (RuntimeException e) {
            // the outermost frame of a request: nothing of the inside is told
            LOG.error("Switch request failed: method={} reason={}", request.getMethod(), e.toString(), e);
            answer(response, 500, SwitchAnswers.error("internal", null, "The request could not be handled"));
        }
    }

    private ObjectNode handle(HttpServletRequest request, List<String> path) throws IOException {
        SwitchIdentity asking = authenticate(request);
        Caller caller = asking.caller();
        String last = path.isEmpty() ? "" : path.get(path.size() - 1);
        if (LATER.contains(last) || path.equals(List.of("calls")) && "PUT".equals(request.getMethod())) {
            throw new DomainException(ErrorKind.NOT_FOUND, "not_implemented", "This release cannot do that yet");
        }
        if (path.isEmpty() || !"calls".equals(path.get(0)) || path.size() > 3) {
            throw new NotFoundException(request.getRequestURI());
        }
        if (path.size() == 1 && "GET".equals(request.getMethod())) {
            return SwitchAnswers.of(admission.get().liveCalls(caller, page(request)));
        }
        if (!"POST".equals(request.getMethod())) {
            throw new DomainException(ErrorKind.NOT_FOUND, "invalid_method", "Calls are asked for by POST");
        }
        ObjectNode body = SwitchRequests.body(request.getInputStream());
        if (path.size() == 1) {
            CallKey key = SwitchRequests.key(asking, null, body);
            return SwitchAnswers.of(admission.get().authorize(caller, SwitchRequests.attempt(asking, key, body)));
        }
        if (!VERBS.contains(last)) {
            throw new NotFoundException(last);
        }
        CallKey key = SwitchRequests.key(asking, path.size() == 3 ? path.get(1) : null, body);
        return switch (last) {
            case "answer" -> SwitchAnswers.answered(admission.get().answered(caller, key));
            case "renew" -> SwitchAnswers.of(admission.get().renew(caller, key, SwitchRequests.elapsedSeconds(body)));
            default -> SwitchAnswers.of(admission.get().ended(caller, SwitchRequests.end(asking, key, body)));
        };
    }

    private SwitchIdentity authenticate(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        Optional<SwitchIdentity> asking = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? switches.get().authenticate(header.substring(7).trim())
                : Optional.empty();
        return asking.orElseThrow(() -> new DomainException(
                ErrorKind.UNAUTHENTICATED, "invalid_key", "A valid switch key is needed: Authorization: Bearer <key>"));
    }

    private void health(HttpServletResponse response) throws IOException {
        boolean well = admission.isThere() && switches.isThere();
        answer(response, well ? 200 : 503, Json.object().put("status", well ? "ok" : "starting"));
    }

    private static PageRequest page(HttpServletRequest request) {
        return new PageRequest(
                Optional.ofNullable(request.getParameter("start_key")), PageRequest.SIZE_DEFAULT * 10, true);
    }

    /** The segments below {@code /switch/v1}; each is decoded by itself, so that a call id may contain a slash. */
    private static List<String> path(HttpServletRequest request) {
        String uri = request.getRequestURI();
        List<String> segments = new ArrayList<>();
        for (String segment : uri.substring(uri.indexOf(PATH) + PATH.length()).split("/")) {
            if (!segment.isEmpty()) {
                try {
                    segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new NotFoundException(segment);
                }
            }
        }
        return segments;
    }

    private static int status(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case PAYMENT_REQUIRED -> 402;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case LOCKED -> 423;
            case TOO_MANY -> 429;
            case REFUSED -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static void answer(HttpServletResponse response, int status, ObjectNode json) throws IOException {
        byte[] bytes = Json.mapper().writeValueAsBytes(json);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
