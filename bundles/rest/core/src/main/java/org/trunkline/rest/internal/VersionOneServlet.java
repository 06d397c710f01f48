package org.trunkline.rest.internal;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Says that version 1 of the API is gone (crossbar-api §1.1). */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("trunkline-rest-v1")
@HttpWhiteboardServletPattern("/v1/*")
public final class VersionOneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Access-Control-Allow-Origin", "*");
            response.setHeader("Access-Control-Allow-Methods", EnvelopeFilter.ALLOWED_METHODS);
            response.setHeader("Access-Control-Allow-Headers", EnvelopeFilter.ALLOWED_HEADERS);
            return;
        }
        String message = "API version 1 is not supported. Please upgrade your code to use version 2.";
        PlainError.answer(response, HttpServletResponse.SC_GONE, "gone", message);
    }
}
