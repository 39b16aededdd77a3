package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process under load: the gateway, nginx as a bare proxy, or nobody at all between clients and provider. */
final class Subject implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final String name;
    private final int port;
    private final boolean gateway;
    private final List<ProcessHandle> processes;
    private final Meter meter;

    private Subject(String name, int port, boolean gateway, List<ProcessHandle> processes, long measured) {
        this.name = name;
        this.port = port;
        this.gateway = gateway;
        this.processes = processes;
        this.meter = new Meter(measured);
    }

    /** The provider itself, to be subtracted. */
    static Subject direct(int port) {
        return new Subject("direct", port, false, List.of(), ProcessHandle.current().pid());
    }

    /** nginx with one worker, streaming through in both directions over kept connections. */
    static Subject nginx(Path folder, int cpu, int upstream) {
        int port = freePort();
        Path file = folder.resolve("nginx.conf");
        write(file,
                """
                        worker_processes 1; worker_rlimit_nofile 20000; daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
                        events { worker_connections 20000; }
                        http {
                          access_log off; keepalive_requests 100000000; client_max_body_size 64m; client_body_buffer_size 64k;
                          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s;
                          scgi_temp_path %1$s;
                          upstream provider { server 127.0.0.1:%2$d; keepalive 8000; keepalive_requests 100000000; }
                          server {
                            listen 127.0.0.1:%3$d backlog=4096;
                            location / {
                              proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection "";
                              proxy_buffering off; proxy_request_buffering off;
                            }
                          }
                        }
                        """
                        .formatted(folder, upstream, port));
        var process = start(folder, "nginx", List.of("taskset", "-c", Integer.toString(cpu), "nginx", "-c",
                file.toString()));
        var worker = until(() -> process.children().findFirst().orElse(null));
        return new Subject("nginx", port, false, List.of(process), worker.pid());
    }

    /** A gateway that was built in this folder, as its users start it but for the access log, on one processor. */
    static Subject gateway(String name, Path home, Path folder, int cpu, int upstream) {
        return gateway(name, List.of("taskset", "-c", Integer.toString(cpu)), home, folder, upstream);
    }

    /** The same on whatever processors there are. */
    static Subject gateway(String name, Path home, Path folder, int upstream) {
        return gateway(name, List.of(), home, folder, upstream);
    }

    private static Subject gateway(String name, List<String> before, Path home, Path folder, int upstream) {
        Path file = folder.resolve(name + ".yaml");
        var providers = new StringBuilder();
        for (var script : Script.ALL) {
            providers.append("""
                      %1$s:
                        base-url: http://127.0.0.1:%2$d/%1$s/v1
                        models: [{id: bench/%1$s, pricing: {prompt: "0.000001", completion: "0.000002"}}]
                    """.formatted(script.name(), upstream));
        }
        // So much credit that thousands of streams can be held at once, and so much time that they can be held long.
        write(file, "log: {access: false}\ntimeouts: {total: 1h}\naccounts: {default-credits: 1000000000}\nproviders:\n"
                + providers);
        var command = new ArrayList<>(before);
        command.addAll(
                List.of(home.resolve("interline").toString(), "serve", "--config", file.toString(), "--port", "0",
                        "--data", folder.resolve(name + "-data").toString()));
        var process = start(folder, name, command);
        Path out = folder.resolve(name + ".out");
        int port = until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The gateway did not start, see " + out);
            }
            var address = ADDRESS.matcher(read(out));
            return address.find() ? Integer.valueOf(address.group(1)) : null;
        });
        return new Subject(name, port, true, List.of(process), process.pid());
    }

    String name() {
        return name;
    }

    boolean isGateway() {
        return gateway;
    }

    Meter meter() {
        return meter;
    }

    Request request(Script script) {
        return Request.of(port, path(script), script);
    }

    Request request(Script script, int size) {
        return Request.of(port, path(script), script, size);
    }

    Request image(Script script, int size) {
        return Request.image(port, path(script), script, size);
    }

    private String path(Script script) {
        return gateway ? "/api/v1/chat/completions" : "/" + script.name() + "/v1/chat/completions";
    }

    /** Ends the process and waits for it. */
    @Override
    public void close() {
        processes.forEach(ProcessHandle::destroy);
        for (var process : processes) {
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                process.destroyForcibly();
            }
        }
    }

    private static ProcessHandle start(Path folder, String name, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().keySet().removeIf(key -> key.endsWith("_API_KEY") || key.startsWith("INTERLINE_"));
        builder.environment().put("INTERLINE_BOOTSTRAP_KEY", Request.KEY);
        try {
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Look<T> {
        @org.jspecify.annotations.Nullable
        T at();
    }

    private static <T> T until(Look<T> look) {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        for (var found = look.at(); System.nanoTime() < end; found = look.at()) {
            if (found != null) {
                return found;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        throw new IllegalStateException("A process did not start within " + START_LIMIT);
    }

    private static int freePort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
