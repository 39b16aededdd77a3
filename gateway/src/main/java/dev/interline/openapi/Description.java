package dev.interline.openapi;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of this server, put together of the files of its areas. Immutable. */
public final class Description {
    /** Where it is served. */
    public static final String NAME = "openapi.json";

    /** The frame, and then the areas in the order in which they are told. */
    private static final List<String> FILES =
            List.of("head", "chat", "responses", "messages", "embeddings", "route", "models",
                    "account", "usage", "keys", "workspaces", "byok", "oauth", "service", "connector", "operations");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final String BASE = "/api/v1/";
    private static final String VERSION = "version";

    private final ObjectNode document;

    private Description(ObjectNode document) {
        this.document = document;
    }

    /**
     * Reads it.
     *
     * @throws IllegalStateException if two files tell the same thing, or a shorthand means nothing
     */
    public static Description load() {
        var whole = Json.mapper().createObjectNode();
        FILES.forEach(name -> add(read(name + ".yaml"), whole, name));
        var info = (ObjectNode) whole.path("info");
        if (info.path(VERSION).asString("").startsWith("${")) {
            info.put(VERSION, "unknown"); // A build without Maven leaves it open.
        }
        Problems.spellOut(whole);
        return new Description(whole);
    }

    /** As JSON, UTF-8. */
    public byte[] bytes() {
        return Json.mapper().writeValueAsBytes(document);
    }

    /**
     * Where the page that shows it has the first operation at each path below {@code /api/v1}. A path goes by its text with
     * dashes for its slashes, such as {@code chat-completions}; a place is {@code /Chat/createChatCompletion}.
     */
    public Map<String, String> places() {
        var places = new TreeMap<String, String>();
        eachOperation(document, (name, operation) -> {
            String path = name.substring(name.indexOf(' ') + 1);
            if (path.startsWith(BASE) && !path.contains("{")) {
                places.putIfAbsent(path.substring(BASE.length()).replace('/', '-'),
                        "/" + operation.at("/tags/0").asString() + "/" + operation.path("operationId").asString());
            }
        });
        return Collections.unmodifiableMap(places);
    }

    private static JsonNode read(String file) {
        var settings = LoadSettings.builder().setLabel(file).setSchema(new CoreSchema())
                .setMaxAliasesForCollections(Integer.MAX_VALUE).build();
        try (InputStream in = Objects.requireNonNull(Description.class.getResourceAsStream(file), file)) {
            return Json.mapper().valueToTree(new Load(settings).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the members of an object to another; only objects may be told by several files. */
    private static void add(JsonNode more, ObjectNode to, String at) {
        more.properties().forEach(member -> {
            String name = member.getKey();
            if (!to.has(name)) {
                to.set(name, member.getValue());
            } else if (to.get(name) instanceof ObjectNode known && member.getValue().isObject()) {
                add(member.getValue(), known, at + "/" + name);
            } else {
                throw new IllegalStateException(at + "/" + name + " is told twice");
            }
        });
    }

    /** What an operation goes by: {@code GET /api/v1/models}. */
    static String name(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    /** Something to be done with each operation. */
    interface Operation {
        void told(String name, ObjectNode operation);
    }

    static void eachOperation(ObjectNode document, Operation then) {
        document.path("paths").properties().forEach(path -> METHODS.forEach(method -> {
            if (path.getValue().path(method) instanceof ObjectNode operation) {
                then.told(name(method, path.getKey()), operation);
            }
        }));
    }
}
