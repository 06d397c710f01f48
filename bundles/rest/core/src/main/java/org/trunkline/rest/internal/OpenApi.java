package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.json.Json;

/**
 * Describes the resources that are there, as OpenAPI 3.0: the paths from their classes, so that none is missing or too many;
 * what they mean from the {@link Description} beside them. Made by hand and not by the library of CXF, which would describe
 * what methods return, while the wire carries the envelope.
 */
public final class OpenApi {
    private static final String PARAMETERS = "parameters";
    private static final List<String> SHARED = List.of("schemas", "responses", "headers");

    private final Map<String, Description> descriptions = new HashMap<>();
    private final TreeMap<String, TreeMap<String, Endpoint>> endpoints = new TreeMap<>();
    private final ObjectNode components = Json.object();

    private OpenApi() {
        SHARED.forEach(components::putObject);
        components
                .putObject("securitySchemes")
                .set(
                        "token",
                        Json.parseObject(
                                """
                {"type":"apiKey","in":"header","name":"X-Auth-Token",
                 "description":"auth_token of a login (user_auth or api_auth)"}"""));
        Description common = Description.beside(OpenApi.class);
        components.set(PARAMETERS, common.components(PARAMETERS));
        add(common);
    }

    /** Returns the document about these resource classes. */
    public static ObjectNode document(Collection<Class<?>> resources) {
        OpenApi api = new OpenApi();
        resources.forEach(api::add);
        return api.document();
    }

    private void add(Class<?> resource) {
        descriptions.computeIfAbsent(key(resource), any -> {
            Description description = Description.beside(resource);
            add(description);
            return description;
        });
        for (Endpoint endpoint : Endpoint.of(resource)) {
            endpoints
                    .computeIfAbsent(endpoint.path(), any -> new TreeMap<>())
                    .merge(endpoint.verb(), endpoint, (one, other) -> one.spelled() ? one : other);
        }
    }

    private static String key(Class<?> resource) {
        return resource.getPackageName() + "@" + System.identityHashCode(resource.getClassLoader());
    }

    private void add(Description description) {
        SHARED.forEach(kind -> components.withObject("/" + kind).setAll(description.components(kind)));
    }

    private ObjectNode document() {
        ObjectNode paths = Json.object();
        endpoints.forEach((path, verbs) -> {
            ObjectNode item = paths.putObject(path);
            verbs.forEach((verb, endpoint) -> item.set(verb, operation(endpoint)));
        });
        ObjectNode document = Json.object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Trunkline")
                .put("version", "2")
                .put(
                        "description",
                        "What is installed now. Every body, but for files, is in the envelope of the wire: what a request "
                                + "says is its data, what is answered is the data of the answer.");
        document.putArray("servers").addObject().put("url", "/v2");
        document.putArray("security").addObject().putArray("token");
        document.set("paths", paths);
        document.set("components", components);
        return document;
    }

    private ObjectNode operation(Endpoint endpoint) {
        return new Operation(
                        endpoint, descriptions.get(key(endpoint.resource())), components.withObject("/" + PARAMETERS))
                .written();
    }
}
