package org.trunkline.itests;

import static org.ops4j.pax.exam.CoreOptions.environment;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.overrideJUnitBundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * The distribution in a container of Pax Exam, with free ports and data of its own. It is driven from outside; nothing of
 * the tests runs in it. Pax Exam starts the JVM itself, so what {@code bin/setenv} does is tested by {@link Node}.
 */
final class Container implements AutoCloseable {
    static final String CONSOLE_USER = "admin";

    private static final Path DISTRIBUTION = Path.of(System.getProperty("trunkline.distribution"));
    private static final Path EXAM_REPOSITORY = Path.of(System.getProperty("trunkline.exam.repository"));
    private static final String FEATURES_CFG = "etc/org.apache.karaf.features.cfg";
    private static final String MAVEN_CFG = "etc/org.ops4j.pax.url.mvn.cfg";

    private final Path home;
    private final int httpPort;
    private final int consolePort;
    private final String consolePassword;
    private final TestContainer container;

    private Container(String name, Map<String, String> environment, List<Option> more) throws IOException {
        this.home = Path.of(System.getProperty("trunkline.work"), "exam-" + name);
        this.httpPort = Node.freePort();
        this.consolePort = Node.freePort();
        this.consolePassword = Long.toHexString(System.nanoTime());
        link(DISTRIBUTION, home);
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .existing(home.toFile())
                        .name("Trunkline")
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole(),
                doNotModifyLogConfiguration(),
                // No test runs inside: JUnit is not needed there.
                overrideJUnitBundles(),
                vmOption("-Xmx512m"),
                vmOption("-XX:+UseSerialGC"),
                environment("TRUNKLINE_HTTP_PORT=" + httpPort),
                environment("TRUNKLINE_SSH_PORT=" + consolePort),
                editConfigurationFilePut("etc/users.properties", CONSOLE_USER, consolePassword + ",_g_:admingroup"),
                // What Pax Exam adds comes from a folder; neither the network nor the user's own repository is asked.
                editConfigurationFilePut(
                        MAVEN_CFG,
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots, "
                                + EXAM_REPOSITORY.toUri() + "@id=exam.repository@snapshots"),
                editConfigurationFilePut(
                        MAVEN_CFG,
                        "org.ops4j.pax.url.mvn.localRepository",
                        home.resolve("no-repository").toString())));
        for (String option : moduleOptions()) {
            options.add(vmOption(option));
        }
        environment.forEach((key, value) -> options.add(environment(key + "=" + value)));
        options.addAll(more);
        this.container =
                PaxExamRuntime.createContainer(PaxExamRuntime.createServerSystem(options.toArray(Option[]::new)));
        container.start();
    }

    /** Starts all that the distribution starts. */
    static Container startWhole(String name, Map<String, String> environment) throws IOException {
        return new Container(name, environment, List.of());
    }

    /** Starts a console and this one feature with what it asks for, nothing else. */
    static Container startOnly(String feature) throws IOException {
        return new Container(
                feature,
                Map.of(),
                List.of(editConfigurationFilePut(FEATURES_CFG, "featuresBoot", "shell,ssh,bundle,feature," + feature)));
    }

    String base() {
        return "http://127.0.0.1:" + httpPort;
    }

    Console console() throws IOException {
        return new Console(consolePort, CONSOLE_USER, consolePassword);
    }

    /** Returns what went wrong according to the log, which is empty until logging starts. */
    List<String> errors() throws IOException {
        Path log = home.resolve("data/log/trunkline.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("| ERROR |")).toList();
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    /** Reads what the JVM must open to Karaf from the script that an operator starts. */
    private List<String> moduleOptions() throws IOException {
        try (var lines = Files.lines(home.resolve("bin/karaf"))) {
            return lines.map(line -> line.replace("\\", "").replace("\"", "").strip())
                    .filter(line -> line.matches("--(add|patch)-.*"))
                    .map(line -> line.replace("${KARAF_HOME}", home.toString()))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .toList();
        }
    }

    /** Makes a home of links to what is only read and copies of what is written. */
    private static void link(Path distribution, Path home) throws IOException {
        Node.delete(home);
        Files.createDirectories(home);
        for (String read : List.of("lib", "system")) {
            Files.createSymbolicLink(home.resolve(read), distribution.resolve(read));
        }
        for (String written : List.of("bin", "etc")) {
            Node.copy(distribution.resolve(written), home.resolve(written));
        }
        for (String needed : List.of("deploy", "data/etc", "data/tmp", "data/log")) {
            Files.createDirectories(home.resolve(needed));
        }
    }
}
