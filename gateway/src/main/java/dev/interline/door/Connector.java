package dev.interline.door;

import dev.interline.admin.api.Answer;
import dev.interline.admin.api.Call;
import dev.interline.admin.api.ManagementApi;
import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.dialect.service.TaskDialect;
import dev.interline.dialect.service.TaskFields;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Wire;
import dev.interline.identity.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * The connector for integration platforms below {@code /connectors/openrouter}: what they make their forms of, and the tasks
 * that they run with them. The key comes as a field of the form, {@code apikey}, or as everywhere.
 */
final class Connector {
    private static final List<String> BASE = List.of("connectors", "openrouter");
    private static final String FOLDER = "connector/";
    /** A form; images and documents belong to the API itself. */
    private static final int MOST = 1 << 20;

    private static final Map<String, String> FILES = files();

    /** What may be run. */
    enum Task {
        CHAT_COMPLETION("chat_completion", Wire.CHAT, Operation.GENERATE),
        CREATE_EMBEDDING("create_embedding", Wire.EMBEDDINGS, Operation.EMBED),
        CREATE_RESPONSE("create_response", Wire.RESPONSES, Operation.GENERATE),
        GET_CREDITS("get_credits", Wire.CHAT, Operation.GENERATE);

        private final String id;
        private final Wire wire;
        private final Operation operation;

        Task(String id, Wire wire, Operation operation) {
            this.id = id;
            this.wire = wire;
            this.operation = operation;
        }

        String id() {
            return id;
        }
    }

    private final Entrance entrance;
    private final Services services;
    private final Generating generating;
    private final WholeBodies bodies;

    Connector(Entrance entrance, Services services, Generating generating, WholeBodies bodies) {
        this.entrance = entrance;
        this.services = services;
        this.generating = generating;
        this.bodies = bodies;
    }

    private static Map<String, String> files() {
        var files = new HashMap<String, String>();
        for (String name : List.of("config.json", "chat_completion.json", "get_credits.json", "create_embedding.json",
                "create_response.json")) {
            try (InputStream in = Objects.requireNonNull(Connector.class.getResourceAsStream(FOLDER + name))) {
                files.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.copyOf(files);
    }

    /** Names of the files that describe it. */
    static Set<String> fileNames() {
        return FILES.keySet();
    }

    /** The path below the connector's base; empty for any other. */
    static Optional<List<String>> below(List<String> segments) {
        return segments.size() > BASE.size() && segments.subList(0, BASE.size()).equals(BASE)
                ? Optional.of(segments.subList(BASE.size(), segments.size()))
                : Optional.empty();
    }

    /** Answers a request; whether there is something at this path. */
    boolean answers(Visit visit, List<String> path) {
        String file = path.size() == 1 ? FILES.get(path.getFirst()) : null;
        if (file != null) {
            visit.routed("connectors/openrouter/{file}");
            if (visit.request().method().name().equals("GET")) {
                visit.answer(Reply.json(200, file.replace("{domain}", domain(visit))));
            } else {
                visit.refuseMethod(List.of("GET"), services.chat());
            }
            return true;
        }
        if (path.size() != 2 || !path.getFirst().equals("tasks")) {
            return false;
        }
        visit.routed("connectors/openrouter/tasks/{task}");
        for (Task task : Task.values()) {
            if (task.id.equals(path.get(1))) {
                start(visit, task);
                return true;
            }
        }
        return false;
    }

    private static String domain(Visit visit) {
        return visit.request().scheme() + "://" + (visit.request().authority() == null ? "localhost"
                : visit.request().authority().toString());
    }

    private void start(Visit visit, Task task) {
        Dialect dialect = new TaskDialect(services.dialect(task.wire));
        if (!visit.request().method().name().equals("POST")) {
            visit.refuseMethod(List.of("POST"), dialect);
            return;
        }
        bodies.read(visit, MOST,
                body -> entrance.admitted(visit, dialect, key(body), caller -> run(visit, task, dialect,
                        caller, body)));
    }

    /** The key in the form; nothing if there is none. */
    private static Optional<String> key(byte[] body) {
        try {
            return Optional.ofNullable(Json.mapper().readTree(body).path(TaskFields.KEY).asString(null))
                    .filter(key -> !key.isBlank());
        } catch (JacksonException e) {
            return Optional.empty(); // What is wrong with the body is told by whoever reads all of it.
        }
    }

    private void run(Visit visit, Task task, Dialect dialect, Caller caller, byte[] body) {
        if (task == Task.GET_CREDITS) {
            entrance.read(visit, () -> credits(caller));
            return;
        }
        var sink = new ByteSink(body.length);
        sink.write(body, 0, body.length);
        generating.ask(visit, caller, Asking.plainly(visit, task.operation, dialect), sink);
    }

    private Reply credits(Caller caller) {
        if (!(services.api().match("GET",
                List.of("credits")) instanceof ManagementApi.Match.Found(var route, var variables))) {
            throw new IllegalStateException("there is no route for credits");
        }
        Answer answer = ManagementApi.answer(route, new Call(Optional.of(caller), variables, Map.of(), new byte[0]));
        var whole = new ByteSink(256).text("{\"success\":").write(answer.bytes()).text("}");
        return Reply.json(answer.status(), whole.toBytes());
    }
}
