package org.trunkline.rest.internal;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;

/** The answer while a needed part is starting or being replaced. */
final class Starting {
    private Starting() {}

    static void answer(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        PlainError.answer(
                response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "datastore_unreachable", "starting, try again");
    }
}
