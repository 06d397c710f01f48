package org.trunkline.rest.internal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Unauthenticated;

/** Describes one generation of the API to machines. */
@Path("openapi.json")
@Produces("application/json")
@Unauthenticated
public final class OpenApiResource {
    private final List<Class<?>> resources;
    private byte[] document;

    OpenApiResource(List<Class<?>> resources) {
        this.resources = List.copyOf(resources);
    }

    @GET
    public Answer get() {
        return Answer.content("application/json", new ByteArrayInputStream(document()));
    }

    /** Made when it is first asked for: while bundles start, one generation follows the other. */
    private synchronized byte[] document() {
        if (document == null) {
            document = Json.write(OpenApi.document(resources)).getBytes(StandardCharsets.UTF_8);
        }
        return document;
    }
}
