package org.trunkline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every setting of the distribution is an environment variable, under a comment, and docs/settings.md lists them all. */
class SettingsTest {
    private static final Pattern IN_CFG = Pattern.compile("\\$\\{env:(TRUNKLINE_[A-Z0-9_]+):-([^}]*)(}?)");
    private static final Pattern IN_SHELL = Pattern.compile("\\$\\{(TRUNKLINE_[A-Z0-9_]+)(?::-([^}]*))?}");
    private static final Pattern IN_DOCUMENT =
            Pattern.compile("^\\| `(TRUNKLINE_[A-Z0-9_]+)` \\| ([^|]*) \\|", Pattern.MULTILINE);

    private static List<Path> configurations() {
        return Sources.files(
                file -> file.startsWith("karaf-assembly/src/main/resources/etc/") && file.endsWith(".cfg"));
    }

    @Test
    void theDocumentListsEverySettingWithItsDefault() {
        TreeMap<String, String> used = new TreeMap<>();
        for (Path file : configurations()) {
            collect(IN_CFG, Sources.text(file), used);
        }
        collect(IN_SHELL, Sources.text(Sources.root().resolve("karaf-assembly/src/main/resources/bin/setenv")), used);

        TreeMap<String, String> documented = new TreeMap<>();
        Matcher row = IN_DOCUMENT.matcher(Sources.text(Sources.root().resolve("docs/settings.md")));
        while (row.find()) {
            documented.put(row.group(1), row.group(2).replace("`", "").strip());
        }

        assertThat(documented.keySet()).isEqualTo(new TreeSet<>(used.keySet()));
        used.forEach((name, value) -> {
            if (!value.isEmpty() && !value.contains("$")) {
                assertThat(documented).as("default of %s", name).containsEntry(name, value);
            }
        });
    }

    private static void collect(Pattern pattern, String text, TreeMap<String, String> into) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            String value = found.group(2) == null ? "" : found.group(2);
            into.merge(found.group(1), value, (old, other) -> old.isEmpty() ? other : old);
        }
    }

    @Test
    void everySettingStandsUnderAComment() {
        List<String> bare = new ArrayList<>();
        for (Path file : configurations()) {
            List<String> lines = Sources.text(file).lines().toList();
            boolean explained = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                explained = line.startsWith("#") || explained && !line.isEmpty();
                if (line.contains("${env:") && !explained) {
                    bare.add(Sources.name(file, i + 1));
                }
            }
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void ourOwnConfigurationIsAllByEnvironment() {
        List<String> fixed = new ArrayList<>();
        for (Path file : configurations()) {
            if (file.getFileName().toString().startsWith("org.trunkline.")) {
                Sources.text(file)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.contains("${env:TRUNKLINE_"))
                        .forEach(line -> fixed.add(file.getFileName() + ": " + line));
            }
        }
        assertThat(fixed).isEmpty();
    }
}
