package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.rest.Rows;

/**
 * Rows as a printed table on pages of A4, broad side down. Pages lie in a temporary file until the last row is read, and
 * only then the first byte is sent: a document is whole or an error.
 */
final class PdfList {
    private static final PDRectangle A4_BROAD = new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());
    private static final float MARGIN = 36;
    private static final float TITLE_SIZE = 11;
    private static final float TEXT_SIZE = 7.5f;
    private static final float LINE = 11;
    private static final float GAP = 6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final PDDocument document;
    private final PDResources resources = new PDResources();
    private final PdfFont text;
    private final PdfFont title;
    private final List<Rows.Column> columns;
    private final float[] widths;
    private PDPageContentStream page;
    private int pages;
    private float y;

    private PdfList(PDDocument document, List<Rows.Column> columns, String fontFile) throws IOException {
        this.document = document;
        PDFont font = PdfFont.load(document, fontFile);
        this.text = new PdfFont(font, TEXT_SIZE);
        this.title = new PdfFont(font, TITLE_SIZE);
        this.columns = columns;
        float sum = columns.stream().mapToInt(Rows.Column::width).sum();
        widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = (A4_BROAD.getWidth() - 2 * MARGIN) * columns.get(i).width() / sum;
        }
    }

    /** @param fontFile a TrueType font for scripts that the built-in one has no letters for; empty for that one */
    static void write(Rows rows, String fontFile, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            List<Rows.Column> shown =
                    rows.columns().stream().filter(each -> each.width() > 0).toList();
            PdfList list = new PdfList(document, shown, fontFile);
            list.begin(rows.title());
            rows.forEach(row -> {
                try {
                    list.add(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            list.page.close();
            document.save(out, CompressParameters.NO_COMPRESSION);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void begin(List<String> lines) throws IOException {
        newPage();
        for (String line : lines) {
            y -= LINE * 1.4f;
            show(title, MARGIN, title.fitted(line, A4_BROAD.getWidth() - 2 * MARGIN));
        }
        y -= LINE;
        headings();
    }

    private void newPage() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage sheet = new PDPage(A4_BROAD);
        sheet.setResources(resources);
        document.addPage(sheet);
        pages++;
        page = new PDPageContentStream(document, sheet, AppendMode.OVERWRITE, true);
        y = MARGIN - LINE;
        String number = Integer.toString(pages);
        show(text, A4_BROAD.getWidth() - MARGIN - text.width(number), number);
        y = A4_BROAD.getHeight() - MARGIN;
    }

    private void headings() throws IOException {
        y -= LINE;
        float x = MARGIN;
        for (int i = 0; i < widths.length; i++) {
            show(text, x, text.fitted(Cells.heading(columns.get(i).key()), widths[i] - GAP));
            x += widths[i];
        }
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, y - 3);
        page.lineTo(A4_BROAD.getWidth() - MARGIN, y - 3);
        page.stroke();
        y -= 3;
    }

    private void add(JsonNode row) throws IOException {
        if (y - LINE < MARGIN) {
            newPage();
            headings();
        }
        y -= LINE;
        Map<String, JsonNode> cells = Cells.of(row);
        float x = MARGIN;
        for (int i = 0; i < widths.length; i++) {
            JsonNode value = cells.get(columns.get(i).key());
            if (value != null && !value.isNull()) {
                boolean time = columns.get(i).isTime() && value.canConvertToLong();
                String shown = text.fitted(text(value, time), widths[i] - GAP);
                boolean right = value.isNumber() && !time;
                show(text, right ? x + widths[i] - GAP - text.width(shown) : x, shown);
            }
            x += widths[i];
        }
    }

    private static String text(JsonNode value, boolean time) {
        if (time) {
            return TIME.format(LocalDateTime.ofInstant(GregorianTime.toInstant(value.longValue()), ZoneOffset.UTC));
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isValueNode() ? value.asText() : Json.write(value);
    }

    private void show(PdfFont font, float x, String fitted) throws IOException {
        page.beginText();
        page.setFont(font.font(), font.size());
        page.newLineAtOffset(x, y);
        page.showText(fitted);
        page.endText();
    }
}
