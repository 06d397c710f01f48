package org.trunkline.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyWriter;
import org.trunkline.json.Json;

/** Writes JSON with all its digits. The content type is exactly application/json: clients compare it as a string. */
@Produces("*/*")
final class JsonBody implements MessageBodyWriter<JsonNode> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return JsonNode.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            JsonNode node,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle("Content-Type", "application/json");
        CrossbarRequest request = RequestContext.current();
        boolean pretty = request != null && request.isPrettyWanted();
        ObjectWriter writer = pretty
                ? Json.mapper().writerWithDefaultPrettyPrinter()
                : Json.mapper().writer();
        // a body that failed in its middle must not be ended as if it were whole
        ObjectWriter open = writer.withoutFeatures(
                JsonGenerator.Feature.AUTO_CLOSE_TARGET, JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        Sending.write(out, body -> open.writeValue(body, node));
    }
}
