package org.trunkline.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The distribution, started by its own script on an empty data directory of its own. */
public final class Server implements AutoCloseable {
    public static final String ROOT_USER = "admin";

    private static final long START_MAX_MILLIS = 240_000;
    private static final long STOP_MAX_SECONDS = 60;
    private static final long CONSOLE_MAX_SECONDS = 120;

    private final Path home;
    private final Path data;
    private final String password = UUID.randomUUID().toString();
    private final int port;
    private final int sshPort;
    private final Process process;
    private final Http http;

    private Server(Path home, Path data) throws IOException {
        this.home = home;
        this.data = data;
        port = port("TRUNKLINE_HTTP_PORT", 8000);
        sshPort = port("TRUNKLINE_SSH_PORT", 8101);
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
        environment(builder);
        builder.environment()
                .putAll(Map.of(
                        "TRUNKLINE_JMX_REGISTRY_PORT",
                        Integer.toString(port("TRUNKLINE_JMX_REGISTRY_PORT", 1099)),
                        "TRUNKLINE_JMX_SERVER_PORT",
                        Integer.toString(port("TRUNKLINE_JMX_SERVER_PORT", 44444)),
                        "TRUNKLINE_ROOT_USER",
                        ROOT_USER,
                        "TRUNKLINE_ROOT_PASSWORD",
                        password));
        builder.redirectErrorStream(true).redirectOutput(output().toFile());
        process = builder.start();
        http = new Http(Http.client(), "http://127.0.0.1:" + port, "", "");
    }

    public static Server start() throws IOException {
        String home = System.getProperty("trunkline.distribution");
        if (home == null || !Files.isExecutable(Path.of(home, "bin/karaf"))) {
            throw new DemoFailure("there is no distribution to start; run ./dev demo");
        }
        return new Server(Path.of(home), Files.createTempDirectory("trunkline-demo"));
    }

    /** @throws DemoFailure with what the server said, if it ends or takes too long */
    public void awaitReady(Runnable waiting) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MAX_MILLIS);
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new DemoFailure("the server ended with " + process.exitValue() + ":\n" + tail());
            }
            if (System.nanoTime() > end) {
                throw new DemoFailure("the server is not ready; it said:\n" + tail());
            }
            waiting.run();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private boolean isReady() {
        try {
            return http.statusOf("/health") == 200 && http.statusOf("/switch/v1/health") == 200;
        } catch (DemoFailure notYet) {
            return false;
        }
    }

    /** Runs one line at the console of the server and returns what it printed. */
    public String console(String line) throws IOException, InterruptedException {
        Path printed = data.resolve("demo-console.txt");
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/client").toString(), line);
        environment(builder);
        builder.redirectErrorStream(true).redirectOutput(printed.toFile());
        // the input stays open: the client takes its end for the end of the session
        Process client = builder.start();
        try {
            if (!client.waitFor(CONSOLE_MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new DemoFailure("the console does not answer to " + line);
            }
        } finally {
            client.descendants().forEach(ProcessHandle::destroyForcibly);
            client.destroyForcibly();
        }
        return Files.readString(printed);
    }

    /** Where the distribution lies. */
    public Path home() {
        return home;
    }

    public Http http() {
        return http;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String password() {
        return password;
    }

    Path log() {
        return data.resolve("log/trunkline.log");
    }

    String consoleCommand() {
        return "TRUNKLINE_DATA=" + data + " " + home.resolve("bin/client");
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(STOP_MAX_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    all.forEach(ProcessHandle::destroyForcibly);
                    return null;
                })
                .join();
        delete(data);
    }

    private void environment(ProcessBuilder builder) {
        builder.environment()
                .putAll(Map.of(
                        "TRUNKLINE_DATA",
                        data.toString(),
                        "TRUNKLINE_HTTP_PORT",
                        Integer.toString(port),
                        "TRUNKLINE_SSH_PORT",
                        Integer.toString(sshPort),
                        // one address sends all requests of the demo
                        "TRUNKLINE_RATE_TOKENS_MAX",
                        "0",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
    }

    private Path output() {
        return data.resolve("demo-output.txt");
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(output());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** The port that is asked for, else the usual one, else any that is free. */
    private static int port(String variable, int usual) throws IOException {
        String asked = System.getenv(variable);
        if (asked != null && asked.matches("[0-9]{1,5}")) {
            return Integer.parseInt(asked);
        }
        try (ServerSocket socket = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
