package org.trunkline.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.json.Json;

/** All figures of one run and the machine they were taken on, as a table and as a document. */
final class Figures {
    private final List<Figure> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void add(Figure figure) {
        all.add(figure);
    }

    /** Adds a condition under which the figures were taken. */
    void note(String text) {
        notes.add(text);
    }

    void print(PrintStream out) {
        out.printf("%n%-62s %14s %-10s %-20s%n", "figure", "measured", "", "design §12");
        for (Figure figure : all) {
            String verdict = figure.goal()
                    .map(goal -> goal + (goal.isMetBy(figure.value()) ? "  reached" : "  missed"))
                    .orElse("");
            out.printf(
                    "%-62s %14s %-10s %-20s%n", figure.what(), figure.value().toPlainString(), figure.unit(), verdict);
        }
        out.println("\nmachine: " + machine());
        notes.forEach(note -> out.println("note: " + note));
    }

    void write(Path file, Instant at) throws IOException {
        ObjectNode report = Json.object().put("at", at.toString()).put("machine", machine());
        notes.forEach(report.putArray("notes")::add);
        ArrayNode figures = report.putArray("figures");
        for (Figure figure : all) {
            ObjectNode node = figures.addObject().put("what", figure.what()).put("unit", figure.unit());
            node.set("value", Json.number(figure.value()));
            figure.goal()
                    .ifPresent(goal -> node.put("goal", goal.toString()).put("reached", goal.isMetBy(figure.value())));
        }
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, report.toPrettyString() + "\n");
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " cores, JDK " + System.getProperty("java.version") + " "
                + System.getProperty("java.vendor") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch");
    }
}
