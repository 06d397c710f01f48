package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Format;
import org.trunkline.rest.Rows;

/** Sends files as they are, and lists as tables where that is wanted (crossbar-api §1.8); both have no envelope. */
@Priority(FilterOrder.FILE)
final class FileFilter implements ContainerResponseFilter {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final MediaType XLSX =
            new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType PDF = new MediaType("application", "pdf");
    private static final int NAME_LENGTH_MAX = 128;

    /** Pages come from clients: what was overlooked when they were made safe still runs nothing and reaches nothing. */
    private static final String PAGE_POLICY = "sandbox; default-src 'none'; img-src http: https: data:; "
            + "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final String pdfFont;

    /** @param pdfFont the file of a TrueType font; empty for the one that comes along */
    FileFilter(String pdfFont) {
        this.pdfFont = pdfFont;
    }

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
        } else if (asked.format() == Format.PDF && rows(answer) != null) {
            Rows rows = rows(answer);
            send(response, answer.status(), new Streamed(out -> PdfList.write(rows, pdfFont, out)), PDF);
            saveAs(response, name(request, asked, ".pdf"));
        } else if (asked.format() == Format.CSV || asked.format() == Format.XLSX) {
            table(request, response, asked, answer);
        }
    }

    private static Rows rows(Answer answer) {
        return answer.data() instanceof POJONode node && node.getPojo() instanceof Rows rows ? rows : null;
    }

    private static void table(
            ContainerRequestContext request, ContainerResponseContext response, CrossbarRequest asked, Answer answer)
            throws IOException {
        boolean csv = asked.format() == Format.CSV;
        Object content;
        Rows rows = rows(answer);
        if (rows != null) {
            content = new Streamed(out -> {
                if (csv) {
                    CsvList.write(rows, out);
                } else {
                    WorkbookList.write(rows, out);
                }
            });
        } else if (answer.data() instanceof ArrayNode list) {
            content = csv ? CsvList.write(list) : new Streamed(out -> WorkbookList.write(list, out));
        } else {
            return;
        }
        send(response, answer.status(), content, csv ? CSV : XLSX);
        saveAs(response, name(request, asked, csv ? ".csv" : ".xlsx"));
    }

    private static void send(ContainerResponseContext response, int status, Object content, MediaType type) {
        response.setStatus(status);
        response.setEntity(content, null, type);
        // a browser must not find out by itself what a file is: it might run it
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        if (type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
            response.getHeaders().putSingle("Content-Security-Policy", PAGE_POLICY);
        }
    }

    private static String name(ContainerRequestContext request, CrossbarRequest asked, String extension) {
        return Optional.ofNullable(request.getHeaderString("X-File-Name"))
                .or(() -> asked.value("file_name"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> lastSegment(request.getUriInfo().getPath()) + extension);
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
