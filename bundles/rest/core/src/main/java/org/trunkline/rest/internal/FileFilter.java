package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.trunkline.rest.Answer;

/** Sends files as they are, and lists as CSV where that is wanted (crossbar-api §1.8); both have no envelope. */
@Priority(FilterOrder.FILE)
final class FileFilter implements ContainerResponseFilter {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final int NAME_LENGTH_MAX = 128;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        CrossbarRequest asked = RequestContext.current();
        if (asked == null || !(response.getEntity() instanceof Answer answer)) {
            return;
        }
        if (answer.file().isPresent()) {
            Answer.File file = answer.file().get();
            send(response, answer.status(), file.content(), MediaType.valueOf(file.mediaType()));
            file.name().ifPresent(name -> saveAs(response, name));
        } else if (asked.isCsvWanted() && answer.data() instanceof ArrayNode rows) {
            send(response, answer.status(), CsvList.write(rows), CSV);
            saveAs(response, name(request, asked));
        }
    }

    private static void send(ContainerResponseContext response, int status, Object content, MediaType type) {
        response.setStatus(status);
        response.setEntity(content, null, type);
    }

    private static String name(ContainerRequestContext request, CrossbarRequest asked) {
        return Optional.ofNullable(request.getHeaderString("X-File-Name"))
                .or(() -> asked.value("file_name"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> lastSegment(request.getUriInfo().getPath()) + ".csv");
    }

    private static String lastSegment(String path) {
        String trimmed = path.replaceAll("/+$", "");
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** Names come from clients, so what could end the header or leave a folder is taken out. */
    private static void saveAs(ContainerResponseContext response, String name) {
        String safe = name.replaceAll("[^\\w .()@+-]", "_");
        String bounded = safe.substring(0, Math.min(safe.length(), NAME_LENGTH_MAX));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + bounded + '"');
    }
}
