package org.trunkline.tasks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.tasks.TaskFile;

/** Keeps the inputs of tasks as files of the data directory, as they came, and the outputs. */
final class TaskFiles {
    private static final String SUFFIX = ".csv";
    private static final String OUTPUT_SUFFIX = ".out.csv";

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
            makeRoom();
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
            makeRoom();
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

    boolean has(String taskId, TaskFile file) {
        return Files.exists(file(taskId, file));
    }

    /** Opens a file as it is, unpacked. */
    InputStream read(String taskId, TaskFile file) {
        try {
            return CsvInput.unpacked(new BufferedInputStream(Files.newInputStream(file(taskId, file)), 1 << 16));
        } catch (NoSuchFileException e) {
            throw new NotFoundException(file.fileName());
        } catch (IOException e) {
            throw new UncheckedIOException("A file of a task could not be read", e);
        }
    }

    TaskOutput output(String taskId) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The output of a task could not be kept", e);
        }
        return new TaskOutput(file(taskId, TaskFile.OUTPUT), fileBytesMax);
    }

    void delete(String taskId) {
        delete(taskId, TaskFile.INPUT);
        delete(taskId, TaskFile.OUTPUT);
    }

    void delete(String taskId, TaskFile file) {
        try {
            Files.deleteIfExists(file(taskId, file));
        } catch (IOException e) {
            throw new UncheckedIOException("The input of a task could not be deleted", e);
        }
    }

    /** Old outputs go when there is no room; inputs wait for their tasks. */
    private void makeRoom() throws IOException {
        Files.createDirectories(directory);
        List<File> outputs = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += file.toFile().length();
                if (file.toString().endsWith(OUTPUT_SUFFIX)) {
                    outputs.add(file.toFile());
                }
            }
        }
        outputs.sort(Comparator.comparingLong(File::lastModified));
        for (File output : outputs) {
            if (bytes <= allBytesMax) {
                return;
            }
            bytes -= output.length();
            Files.deleteIfExists(output.toPath());
        }
        if (bytes > allBytesMax) {
            throw new UnavailableException("too_many_files", "too many inputs wait for their tasks");
        }
    }

    private Path file(String taskId, TaskFile file) {
        return directory.resolve(taskId + (file == TaskFile.OUTPUT ? OUTPUT_SUFFIX : SUFFIX));
    }

    private Path file(String taskId) {
        return file(taskId, TaskFile.INPUT);
    }
}
