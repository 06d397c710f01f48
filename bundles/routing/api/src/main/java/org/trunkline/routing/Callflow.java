package org.trunkline.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.trunkline.kernel.AccountId;

/**
 * What happens to calls of some numbers.
 *
 * @param id 32 lower-case hexadecimal characters
 * @param document the public fields, returned as they were sent: {@code numbers, patterns, flow} and any others
 * @param revision grows by one with each change
 */
public record Callflow(
        String id, AccountId account, ObjectNode document, Instant created, Instant modified, long revision) {
    public static final String NUMBERS = "numbers";
    public static final String PATTERNS = "patterns";
    public static final String FLOW = "flow";

    /** The number of the callflow that says over whose carriers calls leave: those that no other one is for. */
    public static final String NO_MATCH = "no_match";

    public Callflow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    public List<String> numbers() {
        return texts(NUMBERS);
    }

    public List<String> patterns() {
        return texts(PATTERNS);
    }

    public Callflow atRevision(long newRevision) {
        return new Callflow(id, account, document, created, modified, newRevision);
    }

    private List<String> texts(String field) {
        return StreamSupport.stream(document.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
