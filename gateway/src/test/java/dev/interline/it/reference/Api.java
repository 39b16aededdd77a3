package dev.interline.it.reference;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.interline.it.harness.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server's own description, read strictly: a schema with members allows no others unless it says so. What the simulator or
 * the server itself writes is all described; providers may add what they like.
 */
final class Api {
    private static final String HERE = "https://interline.test/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final SchemaRegistry registry;

    private Api(JsonNode document) {
        this.document = document;
        var closed = document.deepCopy();
        closed.path("components").path("schemas").forEach(Api::close);
        each(closed, operation -> operation.path("responses").forEach(response -> response.path("content")
                .forEach(type -> close(type.path("schema")))));
        closed.path("components").path("responses").forEach(response -> response.path("content")
                .forEach(type -> close(type.path("schema"))));
        registry = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(),
                builder -> builder.schemas((String iri) -> iri.equals(HERE) ? closed.toString() : null));
    }

    static Api read(String json) {
        return new Api(Json.tree(json));
    }

    /** One operation. */
    record Operation(String method, String path, JsonNode told, List<JsonNode> parameters) {
        String id() {
            return told.path("operationId").asString();
        }

        /** The place of something in it, as a JSON pointer. */
        String pointer(String more) {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method + more;
        }

        boolean isFor(String scheme) {
            return told.path("security").valueStream().anyMatch(way -> way.has(scheme));
        }

        /** Whether it is for everybody. */
        boolean isOpen() {
            return told.path("security").isEmpty();
        }

        /** The status of a good answer. */
        int good() {
            return told.path("responses").propertyNames().stream().mapToInt(Integer::parseInt).min().orElseThrow();
        }

        /** Bodies that are JSON, by a name; an empty one where there is none. */
        Map<String, JsonNode> examples() {
            var content = told.at("/requestBody/content/application~1json");
            var found = new LinkedHashMap<String, JsonNode>();
            if (content.has("example")) {
                found.put("", content.path("example"));
            }
            content.path("examples").properties()
                    .forEach(example -> found.put(example.getKey(), example.getValue().path("value")));
            if (found.isEmpty()) {
                found.put("", Json.tree("null"));
            }
            return found;
        }
    }

    List<Operation> operations() {
        var found = new ArrayList<Operation>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                var parameters = new ArrayList<JsonNode>();
                path.getValue().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
                method.getValue().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
                var told = (ObjectNode) method.getValue().deepCopy();
                if (!told.has("security")) {
                    told.set("security", document.path("security"));
                }
                found.add(new Operation(method.getKey(), path.getKey(), told, parameters));
            }
        }));
        return found;
    }

    private static void each(JsonNode document, Consumer<JsonNode> then) {
        document.path("paths").forEach(path -> path.properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                then.accept(method.getValue());
            }
        }));
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Api::close);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** What an operation says of a status. */
    JsonNode response(Operation operation, int status) {
        return resolved(operation.told().path("responses").path(Integer.toString(status)));
    }

    /** What is wrong with a body. */
    List<String> complaints(Operation operation, int status, String type, JsonNode body) {
        var told = operation.told().path("responses").path(Integer.toString(status));
        var response = told.has("$ref") ? told.path("$ref").asString().substring(1)
                : operation.pointer("/responses/" + status);
        var schema = response + "/content/" + type.replace("/", "~1") + "/schema";
        if (document.at(schema).isMissingNode()) {
            return List.of("nothing is said of " + status + " as " + type);
        }
        var iri = SchemaLocation.of("https://interline.test/" + Integer.toHexString(schema.hashCode()));
        return registry.getSchema(iri, Json.object("{}").put("$ref", HERE + "#" + schema)).validate(body).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage()).toList();
    }
}
