package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.json.Json;
import org.trunkline.kernel.HealthCheck;

/**
 * {@code GET /health}: 200 when every part that tells of its health is well, else 503, with what each part says. Needs no
 * token, so it names no secrets and no addresses.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("trunkline-health")
@HttpWhiteboardServletPattern("/health")
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ServiceTracker<HealthCheck, HealthCheck> checks;
    private final transient Supplier<List<HealthCheck>> parts;

    @Activate
    public HealthServlet(BundleContext context) {
        checks = new ServiceTracker<>(context, HealthCheck.class, null);
        checks.open();
        parts = () -> Stream.of(checks.getServices(new HealthCheck[0])).toList();
    }

    HealthServlet(List<HealthCheck> fixed) {
        checks = null;
        parts = () -> fixed;
    }

    @Deactivate
    void deactivate() {
        checks.close();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode body = Json.object();
        ObjectNode details = Json.object();
        boolean ok = true;
        for (HealthCheck part : parts.get().stream()
                .sorted(Comparator.comparing(HealthCheck::name))
                .toList()) {
            HealthCheck.Result result = part.check();
            ok &= result.ok();
            details.putObject(part.name()).put("ok", result.ok()).put("message", result.message());
        }
        body.put("status", ok ? "ok" : "failing").set("checks", details);
        response.setStatus(ok ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(body));
    }
}
