package org.trunkline.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Every feature brings all that it needs: installed alone in a fresh Karaf, it becomes active. */
class FeaturesIT {
    private static final Duration ACTIVE_MAX = Duration.ofSeconds(300);
    private static final Pattern BUNDLE = Pattern.compile("\\s*\\d+\\t.*");
    private static final Path REPOSITORY =
            Path.of(System.getProperty("trunkline.distribution"), "system/org/trunkline/trunkline-features");

    @ParameterizedTest
    @MethodSource("features")
    void becomesActiveAlone(String feature) throws Exception {
        try (Container container = Container.startOnly(feature)) {
            Eventually.within(ACTIVE_MAX, () -> assertActive(container, feature));

            assertThat(container.errors()).isEmpty();
        }
    }

    /** Reads the features from what is shipped, so that a new one is tested without being named here. */
    static List<String> features() throws Exception {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            Path xml = files.filter(file -> file.toString().endsWith("-features.xml"))
                    .findAny()
                    .orElseThrow();
            var nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml.toFile())
                    .getDocumentElement()
                    .getChildNodes();
            return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                    .map(nodes::item)
                    .filter(node -> node.getNodeName().equals("feature"))
                    .map(node -> ((Element) node).getAttribute("name"))
                    .toList();
        }
    }

    /** Karaf counts a bundle as Waiting whose declarative components miss a service; a fragment has only hosts. */
    private static void assertActive(Container container, String feature) throws IOException {
        try (Console console = container.console()) {
            assertThat(console.run("feature:list --installed --no-format"))
                    .containsPattern("(?m)^" + Pattern.quote(feature) + "\\s.*\\sStarted\\s");
            List<String> bundles = console.run("bundle:list -t 0 --no-format")
                    .lines()
                    .filter(line -> BUNDLE.matcher(line).matches())
                    .toList();
            assertThat(bundles).hasSizeGreaterThan(10);
            assertThat(bundles.stream()
                            .filter(line -> !line.matches("\\s*\\d+\\tActive\\s.*"))
                            .filter(line -> !line.contains(", Hosts: ")))
                    .as(() -> diagnosis(console))
                    .isEmpty();
        }
    }

    private static String diagnosis(Console console) {
        try {
            return console.run("bundle:diag");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
