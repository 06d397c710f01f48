package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trunkline.json.Json;

/** One operation of the document: what its description says in short, written out with the envelope and the refusals. */
final class Operation {
    private static final Set<String> WITH_BODY = Set.of("put", "post", "patch");
    private static final String JSON = "application/json";
    private static final String DESCRIPTION = "description";
    private static final String SCHEMA = "schema";

    private static final List<String> PAGING = List.of("page_size", "start_key", "paginate", "ascending", "filters");

    private final Endpoint endpoint;
    private final ObjectNode said;
    private final ObjectNode ownParameters;
    private final ObjectNode commonParameters;

    /** @param commonParameters those that mean the same everywhere, by name */
    Operation(Endpoint endpoint, Description description, ObjectNode commonParameters) {
        this.endpoint = endpoint;
        this.said = description.operation(endpoint.path(), endpoint.verb());
        this.ownParameters = description.components("parameters");
        this.commonParameters = commonParameters;
    }

    ObjectNode written() {
        ObjectNode operation = Json.object();
        operation.putArray("tags").add(endpoint.tag());
        operation.put("operationId", endpoint.id());
        List.of("summary", DESCRIPTION, "deprecated").forEach(name -> {
            if (said.has(name)) {
                operation.set(name, said.get(name));
            }
        });
        ArrayNode all = parameters();
        if (!all.isEmpty()) {
            operation.set("parameters", all);
        }
        if (WITH_BODY.contains(endpoint.verb())) {
            operation.set("requestBody", body());
        }
        if (endpoint.isOpen()) {
            operation.putArray("security");
        }
        operation.set("responses", responses(!all.isEmpty()));
        return operation;
    }

    private ArrayNode parameters() {
        ArrayNode all = Json.nodes().arrayNode();
        endpoint.parameters().forEach(name -> {
            if (ownParameters.has(name)) {
                all.add(ownParameters.get(name));
            } else if (commonParameters.has(name)) {
                all.add(reference("parameters", name));
            } else {
                all.addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .putObject(SCHEMA)
                        .put("type", "string");
            }
        });
        List<String> named = new ArrayList<>();
        if (flag("paged")) {
            named.addAll(PAGING);
        }
        if (flag("range")) {
            named.addAll(List.of("created_from", "created_to"));
        }
        if (mayBeStale()) {
            named.add("If-Match");
        }
        if (flag("once")) {
            named.add("Idempotency-Key");
        }
        named.forEach(name -> all.add(reference("parameters", name)));
        said.path("query").properties().forEach(parameter -> {
            ObjectNode written = all.addObject().put("name", parameter.getKey()).put("in", "query");
            written.setAll((ObjectNode) parameter.getValue());
        });
        return all;
    }

    private ObjectNode body() {
        ObjectNode body = Json.object();
        ObjectNode content = body.putObject("content");
        if (said.has("data")) {
            body.put("required", true);
            content.putObject(JSON).set(SCHEMA, enveloped("Request", said.get("data")));
        } else if (!said.has("upload")) {
            content.putObject(JSON).set(SCHEMA, reference("schemas", "Request"));
        }
        said.path("upload").forEach(type -> content.putObject(type.asText()).set(SCHEMA, binary()));
        return body;
    }

    private ObjectNode responses(boolean canBeWrong) {
        ObjectNode responses = Json.object();
        String status = said.path("status").asText(endpoint.verb().equals("put") ? "201" : "200");
        ObjectNode done = responses.putObject(status).put(DESCRIPTION, "Done");
        ObjectNode content = done.putObject("content");
        if (said.has("rows")) {
            ObjectNode list = Json.object().put("type", "array");
            list.set("items", said.get("rows"));
            content.putObject(JSON).set(SCHEMA, enveloped(flag("paged") ? "Page" : "Success", list));
        } else if (said.has("answer")) {
            content.putObject(JSON).set(SCHEMA, enveloped("Success", said.get("answer")));
        } else if (!said.has("files")) {
            content.putObject(JSON).set(SCHEMA, reference("schemas", "Success"));
        }
        said.path("files").forEach(type -> content.putObject(type.asText()).set(SCHEMA, binary()));
        if (flag("revision")) {
            done.putObject("headers").set("ETag", reference("headers", "ETag"));
        }
        refusals(responses, canBeWrong);
        return responses;
    }

    private void refusals(ObjectNode responses, boolean canBeWrong) {
        boolean withBody = WITH_BODY.contains(endpoint.verb());
        refused(responses, withBody || canBeWrong, "400", "BadRequest");
        refused(responses, !endpoint.isOpen(), "401", "NoToken");
        refused(responses, !endpoint.isOpen(), "403", "Forbidden");
        refused(responses, canBeWrong, "404", "NotFound");
        refused(responses, mayBeStale(), "412", "OtherRevision");
        refused(responses, withBody, "413", "TooLarge");
        refused(responses, withBody, "415", "UnknownMediaType");
        refused(responses, true, "429", "TooMany");
        refused(responses, true, "503", "Unavailable");
        said.path("refuses").properties().forEach(refusal -> {
            ObjectNode response = responses.putObject(refusal.getKey());
            response.set(DESCRIPTION, refusal.getValue());
            response.putObject("content").putObject(JSON).set(SCHEMA, reference("schemas", "Failure"));
        });
    }

    private static void refused(ObjectNode responses, boolean possible, String status, String name) {
        if (possible) {
            responses.set(status, reference("responses", name));
        }
    }

    private static ObjectNode enveloped(String envelope, JsonNode data) {
        ObjectNode schema = Json.object();
        ObjectNode own = Json.object().put("type", "object");
        own.putObject("properties").set("data", data);
        schema.putArray("allOf").add(reference("schemas", envelope)).add(own);
        return schema;
    }

    private static ObjectNode binary() {
        return Json.object().put("type", "string").put("format", "binary");
    }

    private boolean mayBeStale() {
        return flag("revision") && !endpoint.verb().equals("get");
    }

    private boolean flag(String name) {
        return said.path(name).asBoolean();
    }

    private static ObjectNode reference(String kind, String name) {
        return Json.object().put("$ref", "#/components/" + kind + "/" + name);
    }
}
