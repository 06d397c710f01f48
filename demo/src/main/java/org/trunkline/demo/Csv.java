package org.trunkline.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Opens tables with a header line, packed by gzip or not: the content tells, not the name. */
final class Csv {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private Csv() {}

    /**
     * Opens the file, or the table shipped under this name when there is none.
     *
     * @throws DemoFailure if a column is missing
     */
    static CSVParser open(Optional<Path> file, String shipped, List<String> columns) throws IOException {
        InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : Csv.class.getResourceAsStream(shipped);
        String name = file.map(Path::toString).orElse(shipped);
        CSVParser parser = parser(reader(in));
        for (String column : columns) {
            if (!parser.getHeaderNames().contains(column)) {
                parser.close();
                throw new DemoFailure(name + " has no column " + column);
            }
        }
        return parser;
    }

    private static CSVParser parser(Reader reader) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(reader);
    }

    private static Reader reader(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        boolean packed = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
        buffered.reset();
        return new InputStreamReader(packed ? new GZIPInputStream(buffered) : buffered, StandardCharsets.UTF_8);
    }
}
