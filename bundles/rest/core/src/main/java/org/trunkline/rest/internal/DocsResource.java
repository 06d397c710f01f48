package org.trunkline.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Response;
import org.trunkline.rest.Unauthenticated;

/** Describes the API to people: one page that reads the document for machines. Nothing comes from elsewhere. */
@Path("docs")
@Unauthenticated
public final class DocsResource {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @GET
    @Produces("text/html")
    public Response page() {
        return file("page.html", "text/html;charset=utf-8");
    }

    @GET
    @Path("page.js")
    @Produces("text/javascript")
    public Response script() {
        return file("page.js", "text/javascript;charset=utf-8");
    }

    @GET
    @Path("page.css")
    @Produces("text/css")
    public Response style() {
        return file("page.css", "text/css;charset=utf-8");
    }

    private static Response file(String name, String mediaType) {
        try (InputStream content = DocsResource.class.getResourceAsStream("docs/" + name)) {
            return Response.ok(content.readAllBytes(), mediaType)
                    .header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
