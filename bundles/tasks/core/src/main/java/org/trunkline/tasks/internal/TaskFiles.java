package org.trunkline.tasks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.UnavailableException;

/** Keeps the inputs of tasks as files of the data directory, as they came. */
final class TaskFiles {
    private static final String SUFFIX = ".csv";

    private final Path directory;
    private final long fileBytesMax;
    private final long allBytesMax;

    TaskFiles(Path directory, long fileBytesMax, long allBytesMax) {
        this.directory = directory;
        this.fileBytesMax = fileBytesMax;
        this.allBytesMax = allBytesMax;
    }

    void keep(String taskId, InputStream content) {
        try {
            Files.createDirectories(directory);
            if (size() > allBytesMax) {
                throw new UnavailableException("too_many_files", "too many inputs wait for their tasks");
            }
            Files.copy(
                    new BoundedInputStream(content, fileBytesMax), file(taskId), StandardCopyOption.REPLACE_EXISTING);
        } catch (TooLongException e) {
            delete(taskId);
            throw e.failure();
        } catch (IOException e) {
            delete(taskId);
            throw new UncheckedIOException("The input of a task could not be kept", e);
        } catch (RuntimeException e) {
            delete(taskId);
            throw e;
        }
    }

    /** Keeps a list of objects as CSV. */
    void keep(String taskId, JsonNode records) {
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode record : records) {
            if (!record.isObject()) {
                throw new InvalidException(List.of(new FieldError(
                        "records", "type", "Value did not match type(s): object", "object", record, null)));
            }
            record.fieldNames().forEachRemaining(columns::add);
        }
        try {
            Files.createDirectories(directory);
            try (Writer out = new OutputStreamWriter(
                            new GZIPOutputStream(Files.newOutputStream(file(taskId))), StandardCharsets.UTF_8);
                    CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
                csv.printRecord(columns);
                for (JsonNode record : records) {
                    csv.printRecord(columns.stream()
                            .map(name -> text(record.path(name)))
                            .toList());
                }
            }
        } catch (IOException e) {
            delete(taskId);
            throw new UncheckedIOException("The input of a task could not be kept", e);
        }
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? Json.write(value) : value.isNull() ? "" : value.asText();
    }

    CsvInput open(String taskId) {
        try {
            return new CsvInput(file(taskId), fileBytesMax);
        } catch (TooLongException e) {
            throw e.failure();
        } catch (IOException e) {
            throw new UncheckedIOException("The input of a task could not be read", e);
        }
    }

    void delete(String taskId) {
        try {
            Files.deleteIfExists(file(taskId));
        } catch (IOException e) {
            throw new UncheckedIOException("The input of a task could not be deleted", e);
        }
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private Path file(String taskId) {
        return directory.resolve(taskId + SUFFIX);
    }
}
