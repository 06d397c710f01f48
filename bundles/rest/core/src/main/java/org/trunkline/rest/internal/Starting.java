package org.trunkline.rest.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/** The answer while a needed part is starting or being replaced. */
final class Starting {
    private static final String BODY =
            "{\"data\":{\"message\":\"starting, try again\"},\"error\":\"503\",\"message\":\"datastore_unreachable\",\"status\":\"error\"}";

    private Starting() {}

    static void answer(HttpServletResponse response) throws IOException {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "1");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
