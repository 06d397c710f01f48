package org.trunkline.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trunkline.json.Json;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * What a resource method returns: the parts of the success envelope that only it knows (crossbar-api §1.4). The runtime
 * adds the rest, the status and the headers.
 *
 * @param status the HTTP status: 200, or 201 for what a PUT made
 * @param data {@code data} of the envelope
 * @param id the id of what was made, for the {@code Location} header: below the path of the request, or with a leading slash
 *     below the root of the API
 * @param revision {@code revision} and the {@code ETag}
 * @param paging {@code page_size}, {@code start_key} and {@code next_start_key} of a list
 * @param authToken {@code auth_token} of the envelope, after a login
 * @param metadata {@code metadata} of the envelope
 * @param file a file in place of the envelope
 */
public record Answer(
        int status,
        JsonNode data,
        Optional<String> id,
        Optional<String> revision,
        Optional<Paging> paging,
        Optional<String> authToken,
        Optional<JsonNode> metadata,
        Optional<File> file) {

    /** Where a list stands. {@code pageSize} is the number of rows that were returned. */
    public record Paging(int pageSize, Optional<String> startKey, Optional<String> nextStartKey) {}

    /**
     * A download.
     *
     * @param name what the client shall call it; empty to let it be shown instead of saved
     * @param content is read once and closed by the runtime
     */
    public record File(String mediaType, Optional<String> name, InputStream content) {}

    public static Answer ok(JsonNode data) {
        Optional<File> none = Optional.empty();
        return new Answer(
                200,
                data,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                none);
    }

    /** Answers a file to be saved under this name, without an envelope. */
    public static Answer file(String mediaType, String name, InputStream content) {
        return ok(Json.nodes().nullNode()).withFile(new File(mediaType, Optional.of(name), content));
    }

    /** Answers something to be shown, such as an image, without an envelope. */
    public static Answer content(String mediaType, InputStream content) {
        return ok(Json.nodes().nullNode()).withFile(new File(mediaType, Optional.empty(), content));
    }

    public static Answer created(String id, JsonNode data) {
        return ok(data).withId(id).withStatus(201);
    }

    /** Answers a whole list that is never paged. */
    public static Answer list(List<? extends JsonNode> rows) {
        return ok(Json.nodes().arrayNode().addAll(rows));
    }

    /** Answers a whole list that is read while it is sent. */
    public static Answer rows(Rows rows) {
        return ok(Json.nodes().pojoNode(rows));
    }

    /** Answers one page of a list. */
    public static <T> Answer page(PageRequest asked, Page<T> page, Function<? super T, ? extends JsonNode> row) {
        var rows = Json.nodes().arrayNode();
        page.rows().forEach(each -> rows.add(row.apply(each)));
        Paging paging = new Paging(rows.size(), asked.startKey(), page.nextStartKey());
        return ok(rows).withPaging(paging);
    }

    public Answer withStatus(int newStatus) {
        return new Answer(newStatus, data, id, revision, paging, authToken, metadata, file);
    }

    public Answer withRevision(String newRevision) {
        return new Answer(status, data, id, Optional.of(newRevision), paging, authToken, metadata, file);
    }

    public Answer withAuthToken(String token) {
        return new Answer(status, data, id, revision, paging, Optional.of(token), metadata, file);
    }

    public Answer withMetadata(JsonNode newMetadata) {
        return new Answer(status, data, id, revision, paging, authToken, Optional.of(newMetadata), file);
    }

    private Answer withId(String newId) {
        return new Answer(status, data, Optional.of(newId), revision, paging, authToken, metadata, file);
    }

    private Answer withPaging(Paging newPaging) {
        return new Answer(status, data, id, revision, Optional.of(newPaging), authToken, metadata, file);
    }

    private Answer withFile(File newFile) {
        return new Answer(status, data, id, revision, paging, authToken, metadata, Optional.of(newFile));
    }
}
