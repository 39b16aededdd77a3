package dev.interline.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packaged gateway in its own process, on a free port, with data of its own that is thrown away. Closing it sends
 * SIGTERM and demands a clean exit. Registered as an extension it serves all tests of a class and shows its log when
 * one of them fails.
 */
public final class TestGateway
        implements
            AutoCloseable,
            BeforeAllCallback,
            AfterAllCallback,
            AfterTestExecutionCallback {
    /** The API key that every gateway under test accepts. */
    public static final String KEY = "sk-or-v1-" + "0123456789abcdef".repeat(4);

    private static final Pattern BASE_URL = Pattern.compile("https?://[0-9A-Za-z.\\[\\]:-]+:[1-9][0-9]*");
    private static final Duration START = Duration.ofSeconds(120);
    private static final Path HOME = Path.of(System.getProperty("interline.home", ".")).toAbsolutePath().normalize();

    private final Map<String, String> environment;
    private final List<String> arguments;
    private final Path folder;
    private Optional<Process> process = Optional.empty();
    private URI base = URI.create("http://127.0.0.1:0");

    TestGateway(Map<String, String> environment, List<String> arguments, String configuration) {
        this.environment = environment;
        this.arguments = arguments;
        try {
            folder = Files.createTempDirectory("interline-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        configure(configuration);
    }

    /** A gateway that is to be set up. */
    public static GatewaySetup with() {
        return new GatewaySetup();
    }

    /** Writes the configuration file, as an editor does: a new file takes the old one's name. */
    public void configure(String yaml) {
        try {
            var fresh = Files.writeString(folder.resolve("interline.yaml.new"), yaml);
            Files.move(fresh, configFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server and waits until it says that it is ready; also after it was stopped or killed. */
    public void start() {
        var command = new ArrayList<>(List.of("serve", "--host", "127.0.0.1", "--port", "0", "--data",
                data().toString(), "--config", configFile().toString()));
        command.addAll(arguments);
        try {
            Files.deleteIfExists(out());
            var started = launch(command).redirectOutput(out().toFile()).redirectError(
                    ProcessBuilder.Redirect.appendTo(folder.resolve("stderr").toFile())).start();
            process = Optional.of(started);
            await("a base URL").atMost(START).pollInterval(Duration.ofMillis(10)).until(() -> {
                assertThat(started.isAlive()).as("the gateway ended at once:%n%s", log()).isTrue();
                return BASE_URL.matcher(Files.readString(out())).find();
            });
            var found = BASE_URL.matcher(Files.readString(out()));
            assertThat(found.find()).isTrue();
            base = URI.create(found.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (base.getScheme().equals("http")) {
            await("readiness").atMost(START).pollInterval(Duration.ofMillis(10)).ignoreExceptions()
                    .until(() -> get("/ready").status() == 200);
        }
    }

    private ProcessBuilder launch(List<String> command) {
        var line = new ArrayList<String>();
        line.add(HOME.resolve("interline").toString());
        line.addAll(command);
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        var inherited = Map.copyOf(builder.environment());
        builder.environment().clear();
        for (var name : List.of("PATH", "HOME", "TMPDIR", "LANG")) {
            Optional.ofNullable(inherited.get(name)).ifPresent(value -> builder.environment().put(name, value));
        }
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs another command of {@code ./interline}, on this gateway's data and configuration, to its end. */
    public CommandResult run(String... command) {
        try {
            var builder = launch(List.of(command));
            builder.environment().put("INTERLINE_DATA", data().toString());
            builder.environment().put("INTERLINE_CONFIG", configFile().toString());
            var out = Files.createTempFile(folder, "out", "");
            var err = Files.createTempFile(folder, "err", "");
            var running = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            return new CommandResult(running.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A new connection. */
    public HttpConnection connect() {
        return HttpConnection.open(base);
    }

    /** Asks without a key. */
    public Answer get(String path, String... headers) {
        try (var connection = connect()) {
            return connection.request("GET", path, new byte[0], headers).answer();
        }
    }

    /** Asks with the key. */
    public Answer getWithKey(String path) {
        return get(path, "Authorization", "Bearer " + KEY);
    }

    /** Posts JSON with the key. */
    public Answer post(String path, String json, String... headers) {
        try (var connection = connect()) {
            return connection.request("POST", path, Json.bytes(json), withKey(headers)).answer();
        }
    }

    /** Posts JSON with the key and reads the answer as a stream; the caller closes it. */
    public EventStream stream(String path, String json, String... headers) {
        return connect().request("POST", path, Json.bytes(json), withKey(headers)).events();
    }

    /** Asks a model one question. */
    public Answer chat(String model, String question) {
        return post("/api/v1/chat/completions", question(model, question, false));
    }

    /** Asks a model one question, for a stream; the caller closes it. */
    public EventStream streamChat(String model, String question) {
        return stream("/api/v1/chat/completions", question(model, question, true));
    }

    /** The body of a request that asks a model one question, in the chat and in the messages dialect. */
    public static String question(String model, String question, boolean stream) {
        return """
                {"model":%s,"max_tokens":1000,"stream":%b,"messages":[{"role":"user","content":%s}]}""".formatted(
                Json.text(model), stream, Json.text(question));
    }

    /** Headers with the key and JSON's type before them. */
    public static String[] withKey(String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + KEY, "Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    /** Where it serves, without a path. */
    public URI base() {
        return base;
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path folder() {
        return folder;
    }

    public Path configFile() {
        return folder.resolve("interline.yaml");
    }

    /** What it wrote to its standard output since it started. */
    public String printed() {
        try {
            return Files.readString(out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Process process() {
        return process.orElseThrow();
    }

    private Path out() {
        return folder.resolve("stdout");
    }

    /** The last lines of all that it wrote. */
    public String log() {
        return tail(out()) + tail(folder.resolve("stderr"));
    }

    /** Everything that it wrote to its standard error. */
    public String errors() {
        try {
            return Files.readString(folder.resolve("stderr"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(Path file) {
        try {
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size())) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash does: SIGKILL. */
    public void kill() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !process().destroyForcibly().isAlive());
    }

    /** Sends SIGTERM and does not wait. */
    public void terminate() {
        process().destroy();
    }

    /** Waits for its end and tells the exit code. */
    public int exitCode() {
        try {
            assertThat(process().waitFor(60, TimeUnit.SECONDS)).as("the gateway did not stop:%n%s", log()).isTrue();
            return process().exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process.filter(Process::isAlive).isPresent()) {
            terminate();
            assertThat(exitCode()).as("exit code after SIGTERM:%n%s", log()).isZero();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.err.println("--- the gateway's log when " + context.getDisplayName() + " failed:\n" + log());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
