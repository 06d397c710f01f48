package org.trunkline.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of one document in one size: of its glyphs only those that are used are embedded. What it has no glyph for is
 * shown as a question mark.
 */
final class PdfFont {
    /** Latin, Greek, Cyrillic; free under the SIL Open Font License; comes with the library. */
    private static final String LIBERATION = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final String MISSING = "?";
    private static final String CUT = "…";

    private final PDFont font;
    private final float size;
    private final Map<Integer, Float> widths = new HashMap<>();

    /** @param size in points */
    PdfFont(PDFont font, float size) {
        this.font = font;
        this.size = size;
    }

    /** @param file a TrueType font; empty for the one that comes along */
    static PDFont load(PDDocument document, String file) throws IOException {
        try (InputStream ttf = file.isEmpty()
                ? PDDocument.class.getResourceAsStream(LIBERATION)
                : Files.newInputStream(Path.of(file))) {
            TrueTypeFont font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(ttf));
            document.registerTrueTypeFontForClosing(font);
            // ligatures would be looked for in each text anew, which takes ten times as long as all the rest
            font.setEnableGsub(false);
            return PDType0Font.load(document, font, true);
        }
    }

    PDFont font() {
        return font;
    }

    float size() {
        return size;
    }

    /** Returns the text as it can be shown within a width, in points: cut where it is longer. */
    String fitted(String text, float widthMax) {
        StringBuilder shown = new StringBuilder();
        float width = 0;
        float cutWidth = width(CUT.codePointAt(0));
        int whole = 0;
        for (int each : text.codePoints().toArray()) {
            boolean known = width(each) >= 0;
            float own = known ? width(each) : width(MISSING.codePointAt(0));
            if (width + own > widthMax) {
                return shown.substring(0, whole) + CUT;
            }
            shown.append(known ? Character.toString(each) : MISSING);
            width += own;
            if (width + cutWidth <= widthMax) {
                whole = shown.length();
            }
        }
        return shown.toString();
    }

    /** Returns the width of a text that {@link #fitted} returned, in points. */
    float width(String fitted) {
        float width = 0;
        for (int each : fitted.codePoints().toArray()) {
            width += width(each);
        }
        return width;
    }

    /** Returns the width of a character, below 0 if there is no glyph for it. */
    private float width(int codePoint) {
        return widths.computeIfAbsent(codePoint, each -> {
            try {
                return Character.isISOControl(each)
                        ? -1f
                        : font.getStringWidth(Character.toString(each)) / 1_000 * size;
            } catch (IllegalArgumentException noGlyph) {
                return -1f;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
