package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.ws.rs.Path;
import org.trunkline.json.Json;
import org.trunkline.rest.Unauthenticated;

/**
 * Describes the resources that are there, as OpenAPI 3.0. Written by hand and not by the library of CXF, which would describe
 * what methods return, while the wire carries the envelope.
 */
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([^:}\\s]+)\\s*:?\\s*([^}]*)}");
    private static final Pattern WORDS = Pattern.compile("[a-z_|]+");
    private static final Set<String> WITH_BODY = Set.of("put", "post", "patch");
    private static final String JSON = "application/json";

    private OpenApi() {}

    static ObjectNode document(List<Object> resources) {
        TreeMap<String, ObjectNode> paths = new TreeMap<>();
        for (Object resource : resources) {
            Path root = resource.getClass().getAnnotation(Path.class);
            if (root != null) {
                add(paths, resource.getClass(), root.value());
            }
        }
        ObjectNode document = Json.object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Trunkline")
                .put("version", "2")
                .put(
                        "description",
                        "What is installed now. Every body, but for files, is in the envelope of the wire.");
        document.putArray("servers").addObject().put("url", "/v2");
        ObjectNode described = document.putObject("paths");
        paths.forEach(described::set);
        document.putArray("security").addObject().putArray("token");
        document.set("components", components());
        return document;
    }

    private static void add(TreeMap<String, ObjectNode> paths, Class<?> resource, String root) {
        Stream.of(resource.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method -> {
                    Optional<String> verb = Verbs.of(method).map(name -> name.toLowerCase(Locale.ROOT));
                    if (verb.isPresent()) {
                        Path below = method.getAnnotation(Path.class);
                        String path = joined(root, below == null ? "" : below.value());
                        paths.computeIfAbsent(PARAMETER.matcher(path).replaceAll("{$1}"), any -> Json.object())
                                .set(verb.get(), operation(resource, method, verb.get(), path));
                    }
                });
    }

    private static String joined(String root, String below) {
        List<String> segments = new ArrayList<>(Arrays.asList((root + "/" + below).split("/")));
        segments.removeIf(String::isEmpty);
        return "/" + String.join("/", segments);
    }

    private static ObjectNode operation(Class<?> resource, Method method, String verb, String path) {
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(tag(path));
        operation.put("operationId", resource.getSimpleName() + "." + method.getName() + "." + verb);
        ArrayNode parameters = Json.nodes().arrayNode();
        Matcher names = PARAMETER.matcher(path);
        while (names.find()) {
            ObjectNode parameter = parameters.addObject().put("name", names.group(1));
            parameter.put("in", "path").put("required", true);
            ObjectNode schema = parameter.putObject("schema").put("type", "string");
            if (WORDS.matcher(names.group(2)).matches()) {
                List.of(names.group(2).split("\\|")).forEach(schema.putArray("enum")::add);
            }
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        if (WITH_BODY.contains(verb)) {
            operation.putObject("requestBody").putObject("content").set(JSON, reference("Request"));
        }
        if (method.isAnnotationPresent(Unauthenticated.class) || resource.isAnnotationPresent(Unauthenticated.class)) {
            operation.putArray("security");
        }
        ObjectNode responses = operation.putObject("responses");
        response(responses, verb.equals("put") ? "201" : "200", "Done", "Success");
        response(responses, "default", "Refused or failed", "Failure");
        return operation;
    }

    /** The last noun of the path, which is what the operation is about. */
    private static String tag(String path) {
        String[] segments = path.split("/");
        for (int i = segments.length - 1; i > 0; i--) {
            if (!segments[i].contains("{")) {
                return segments[i];
            }
        }
        return "root";
    }

    private static void response(ObjectNode responses, String status, String description, String schema) {
        ObjectNode response = responses.putObject(status).put("description", description);
        response.putObject("content").set(JSON, reference(schema));
    }

    private static ObjectNode reference(String schema) {
        ObjectNode content = Json.object();
        content.putObject("schema").put("$ref", "#/components/schemas/" + schema);
        return content;
    }

    private static ObjectNode components() {
        return Json.parseObject(
                """
                {"securitySchemes":{"token":{"type":"apiKey","in":"header","name":"X-Auth-Token"}},
                 "schemas":{
                  "Request":{"type":"object","required":["data"],"properties":{
                   "data":{"description":"The document, or the list of them"},
                   "accept_charges":{"type":"boolean","description":"Agrees to what a 402 asked for"}}},
                  "Success":{"type":"object","required":["data","status"],"properties":{
                   "data":{},"status":{"type":"string","enum":["success"]},
                   "request_id":{"type":"string"},"auth_token":{"type":"string"},
                   "revision":{"type":"string"},"node":{"type":"string"},
                   "timestamp":{"type":"string","format":"date-time"},"version":{"type":"string"},
                   "tokens":{"type":"object","properties":{
                    "consumed":{"type":"integer"},"remaining":{"type":"integer"}}},
                   "page_size":{"type":"integer"},"start_key":{"type":"string"},"next_start_key":{"type":"string"},
                   "metadata":{"type":"object"}}},
                  "Failure":{"type":"object","required":["data","status","error","message"],"properties":{
                   "data":{"type":"object"},"status":{"type":"string","enum":["error"]},
                   "error":{"type":"string","description":"The status code"},
                   "message":{"type":"string","description":"Never changes its meaning"},
                   "request_id":{"type":"string"},"node":{"type":"string"},
                   "timestamp":{"type":"string","format":"date-time"}}}}}
                """);
    }
}
