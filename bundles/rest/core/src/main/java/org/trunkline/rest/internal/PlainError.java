package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import javax.servlet.http.HttpServletResponse;
import org.trunkline.json.Json;

/** Answers failures of requests that do not get as far as the application, in the envelope all the same. */
final class PlainError {
    private PlainError() {}

    static void answer(HttpServletResponse response, int status, String code, String message) throws IOException {
        ObjectNode envelope = Json.object();
        envelope.putObject("data").put("message", message);
        envelope.put("status", "error").put("error", Integer.toString(status)).put("message", code);
        byte[] bytes = Json.mapper().writeValueAsBytes(envelope);
        response.setStatus(status);
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
