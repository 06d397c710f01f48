package org.trunkline.accounts.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.RestRequest;

/** A request that has nothing but a query string. */
record QueryRequest(Caller caller, Map<String, String> query) implements RestRequest {
    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public PageRequest page() {
        return PageRequest.first();
    }

    @Override
    public boolean paginated() {
        return true;
    }

    @Override
    public boolean flag(String name) {
        return "true".equals(query.get(name));
    }

    @Override
    public ObjectNode data() {
        return Json.object();
    }

    @Override
    public JsonNode anyData() {
        return Json.object();
    }

    @Override
    public String requestId() {
        return "";
    }

    @Override
    public String contentType() {
        return "";
    }

    @Override
    public InputStream body() {
        return InputStream.nullInputStream();
    }

    @Override
    public String clientAddress() {
        return "127.0.0.1";
    }
}
