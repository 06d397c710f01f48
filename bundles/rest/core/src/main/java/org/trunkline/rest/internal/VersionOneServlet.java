package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.trunkline.json.Json;

/** Says that version 1 of the API is gone (crossbar-api §1.1). */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("trunkline-rest-v1")
@HttpWhiteboardServletPattern("/v1/*")
public final class VersionOneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Access-Control-Allow-Origin", "*");
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Access-Control-Allow-Methods", EnvelopeFilter.ALLOWED_METHODS);
            response.setHeader("Access-Control-Allow-Headers", EnvelopeFilter.ALLOWED_HEADERS);
            return;
        }
        ObjectNode envelope = Json.object();
        envelope.putObject("data")
                .put("message", "API version 1 is not supported. Please upgrade your code to use version 2.");
        envelope.put("error", "410").put("message", "gone").put("status", "error");
        byte[] bytes = Json.mapper().writeValueAsBytes(envelope);
        response.setStatus(HttpServletResponse.SC_GONE);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
