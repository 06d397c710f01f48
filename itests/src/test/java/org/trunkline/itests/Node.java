package org.trunkline.itests;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One running distribution with ports and a data directory of its own, started by its own script. */
final class Node implements AutoCloseable {
    static final String ROOT_USER = "admin";
    static final String ROOT_PASSWORD = "a password of the tests";

    private static final Duration START_MAX = Duration.ofSeconds(300);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);
    private static final Path DISTRIBUTION = Path.of(System.getProperty("trunkline.distribution"));

    private static final int PORT_MIN = 20_000;
    private static final int PORTS = 10_000;

    /** Begins anywhere: other tests may run on the same machine. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private final Path home;
    private final Path data;
    private final int port;
    private final int sshPort;
    private final Map<String, String> environment;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    /** Copies the distribution, so that several nodes of one test run do not share anything. */
    Node(String name, Path data, int port) throws IOException {
        this(name, data, port, Map.of());
    }

    /** @param environment more settings */
    Node(String name, Path data, int port, Map<String, String> environment) throws IOException {
        this.home = Path.of(System.getProperty("trunkline.work"), name);
        this.data = data;
        this.port = port;
        this.environment = environment;
        this.sshPort = freePort();
        delete(home);
        copy(DISTRIBUTION, home);
        Files.createDirectories(data);
    }

    /** Returns an empty data directory that no earlier run has left anything in. */
    static Path freshDataOf(String name) throws IOException {
        delete(dataOf(name));
        return dataOf(name);
    }

    static Path dataOf(String name) {
        return Path.of(System.getProperty("trunkline.work"), name + "-data");
    }

    /**
     * Returns a port that nobody has and that was not returned before. It lies below those that systems give to connections and
     * to whoever asks for any: one of these could be somebody else's when the node binds it, some seconds later.
     */
    static int freePort() throws IOException {
        for (int i = 0; i < PORTS; i++) {
            int port = PORT_MIN + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (BindException e) {
                // somebody has it: the next one
            }
        }
        throw new IOException("no port is free from " + PORT_MIN + " on");
    }

    Node start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
        builder.environment()
                .putAll(Map.of(
                        "TRUNKLINE_DATA", data.toString(),
                        "TRUNKLINE_HTTP_PORT", Integer.toString(port),
                        "TRUNKLINE_SSH_PORT", Integer.toString(sshPort),
                        "TRUNKLINE_ROOT_USER", ROOT_USER,
                        "TRUNKLINE_ROOT_PASSWORD", ROOT_PASSWORD,
                        "TRUNKLINE_JMX_REGISTRY_PORT", Integer.toString(freePort()),
                        "TRUNKLINE_JMX_SERVER_PORT", Integer.toString(freePort()),
                        "JAVA_HOME", System.getProperty("java.home")));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(data.resolve("console.txt").toFile());
        process = builder.start();
        return this;
    }

    /** Waits until the node says that it is well; fails when it ends before, or takes longer than it may. */
    Node awaitHealthy() throws IOException {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + console());
            }
            if (status("/health") == 200) {
                return this;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("not healthy after " + START_MAX + ": " + console());
    }

    int awaitExit() throws InterruptedException, IOException {
        if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + console());
        }
        return process.exitValue();
    }

    /** Returns the status of a GET, or 0 while nobody answers. */
    int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Opens a session on its console, with the password that its first start made. */
    Console openConsole() throws IOException {
        String line = Files.readString(data.resolve("etc/users.properties"));
        return new Console(
                sshPort,
                "admin",
                line.substring(line.indexOf('=') + 1, line.indexOf(',')).strip());
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the folder that the distribution was copied to. */
    Path home() {
        return home;
    }

    String console() throws IOException {
        return Files.readString(data.resolve("console.txt"));
    }

    String log() throws IOException {
        return Files.readString(data.resolve("log/trunkline.log"));
    }

    void stop() {
        end(ProcessHandle::destroy);
    }

    /** Ends the node at once, as a power switch would for the process. */
    void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    /** The script may be gone before the server that it started: waits for every process of the node. */
    private void end(Consumer<ProcessHandle> how) {
        List<ProcessHandle> all = tree();
        all.forEach(how);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(STOP_MAX.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private List<ProcessHandle> tree() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    @Override
    public void close() {
        kill();
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        // Links are deleted, not what they lead to.
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
