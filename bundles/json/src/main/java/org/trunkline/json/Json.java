package org.trunkline.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/** The one JSON mapper: a number that comes in goes out with the same digits, and never becomes a double. */
public final class Json {
    /** Deeper documents are refused; a phone system has no use for them. */
    public static final int DEPTH_MAX = 64;

    /** Longer numbers are refused. */
    public static final int NUMBER_LENGTH_MAX = 64;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder(new com.fasterxml.jackson.core.JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static JsonNodeFactory nodes() {
        return NODES;
    }

    /** @throws IllegalArgumentException if the text is no JSON; for text that we wrote ourselves */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is no JSON object; for text that we wrote ourselves */
    public static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("no JSON object");
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode number(BigDecimal value) {
        return NODES.numberNode(value);
    }

    /** Merges the changes into a copy of the document, objects key by key; a null removes the key (PATCH, §1.2). */
    public static ObjectNode merged(ObjectNode document, ObjectNode changes) {
        ObjectNode result = document.deepCopy();
        merge(result, changes);
        return result;
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                into.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode child = into.get(field.getKey()) instanceof ObjectNode old ? old : object();
                merge(child, object);
                into.set(field.getKey(), child);
            } else {
                into.set(field.getKey(), value.deepCopy());
            }
        }
    }

    /** Returns a copy without the private keys, those that begin with {@code _} or {@code pvt_} (§1.3). */
    public static ObjectNode publicKeys(ObjectNode document) {
        ObjectNode result = document.deepCopy();
        Iterator<String> names = result.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.startsWith("_") || name.startsWith("pvt_")) {
                names.remove();
            }
        }
        return result;
    }
}
