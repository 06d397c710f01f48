package org.trunkline.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.PageRequest;

/** A request that has nothing but a query string. */
public record QueryRequest(Caller caller, Format format, Map<String, String> query) implements RestRequest {
    public QueryRequest(Caller caller, Map<String, String> query) {
        this(caller, Format.JSON, query);
    }

    /** Returns the rows that an answer reads while it is sent. */
    public static List<ObjectNode> streamed(Answer answer) {
        List<ObjectNode> read = new ArrayList<>();
        rows(answer).forEach(read::add);
        return read;
    }

    public static Rows rows(Answer answer) {
        return (Rows) ((POJONode) answer.data()).getPojo();
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
    public Optional<String> value(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public boolean flag(String name) {
        return "true".equals(query.get(name));
    }

    @Override
    public PageRequest page() {
        int size = value("page_size").map(Integer::parseInt).orElse(PageRequest.SIZE_DEFAULT);
        return new PageRequest(value("start_key"), size, flag("ascending"));
    }

    @Override
    public boolean paginated() {
        return !"false".equals(query.get("paginate"));
    }

    @Override
    public DocumentFilter filter() {
        return DocumentFilter.of(query.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    }

    @Override
    public String requestId() {
        return "r";
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
