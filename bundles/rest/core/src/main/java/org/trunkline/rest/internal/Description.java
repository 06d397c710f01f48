package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;

/**
 * What a bundle says about its resources: the file {@code openapi.json} beside their classes (docs/api/openapi.md). It comes
 * from the bundle that serves, so a bundle that is replaced brings its own.
 */
public final class Description {
    private static final Logger LOG = LoggerFactory.getLogger(Description.class);
    private static final String FILE = "openapi.json";

    private final ObjectNode content;

    private Description(ObjectNode content) {
        this.content = content;
    }

    /** Returns what stands beside the class; nothing where there is no such file, or none that can be read. */
    public static Description beside(Class<?> type) {
        try (InputStream file = type.getResourceAsStream(FILE)) {
            if (file != null) {
                return new Description(Json.parseObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // what cannot be described is served all the same
            LOG.warn("No description: package={}", type.getPackageName(), e);
        }
        return new Description(Json.object());
    }

    /** Returns the paths with their verbs, as they are written there. */
    public ObjectNode paths() {
        return content.withObject("/paths");
    }

    /** Returns the parts of a kind, such as {@code schemas}, by their names. */
    public ObjectNode components(String kind) {
        return content.withObject("/components/" + kind);
    }

    /** Returns what is said about an endpoint; an empty object if nothing is. */
    ObjectNode operation(String path, String verb) {
        return paths().path(path).path(verb) instanceof ObjectNode found ? found : Json.object();
    }
}
