package dev.interline.it.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenRouter's description of its API: tells what is wrong with an answer.
 *
 * <p>Two things in it are read more widely: an installation names its own providers, so that the name of a provider is any
 * text; and where a type extends another one, what it says of a member stands in the place of what the other says, as the
 * clients that are generated from it have it. A status that it does not mention has the body of those that it does.
 */
public final class Contract {
    private static final String PREFIX = "https://contract.test/";
    private static final String REF = "#/components/schemas/";
    /** An enumeration with this name in it is that of all providers. */
    private static final String SOME_PROVIDER = "Amazon Bedrock";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(),
                builder -> builder.schemas((String iri) -> iri.startsWith(PREFIX)
                        ? component(iri.substring(PREFIX.length()))
                        : null));
    }

    /** What the description says can be done, as {@code GET /models}, with a line about each. */
    Map<String, String> operations() {
        var operations = new TreeMap<String, String>(
                Comparator.comparing((String operation) -> operation.substring(operation.indexOf(' ')))
                        .thenComparing(Comparator.naturalOrder()));
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                operations.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        method.getValue().path("summary").asString(""));
            }
        }));
        return operations;
    }

    /** Reads the description from where it lies beside the project. */
    public static Contract load() {
        var file = Path.of(System.getProperty("interline.shared", "../shared"), "reference", "openapi.yaml");
        var settings = LoadSettings.builder().setCodePointLimit(1 << 24).setSchema(new CoreSchema()).build();
        try {
            JsonNode document = MAPPER.valueToTree(new Load(settings).loadFromString(Files.readString(file)));
            openProviders(document);
            override(document, document);
            return new Contract(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the JSON body of an answer; nothing if it keeps to the contract. */
    public List<String> complaints(String method, String path, int status, JsonNode body) {
        var responses = operation(method, path) + "/responses/";
        var told = document.at(responses + status).isMissingNode() && status >= 400 ? 400 : status;
        return complaints(responses + told + "/content/application~1json/schema", body);
    }

    /** What is wrong with an event of the stream that an operation answers with. */
    public List<String> eventComplaints(String path, JsonNode event) {
        return complaints(operation("POST", path) + "/responses/200/content/text~1event-stream/schema", event);
    }

    private static void openProviders(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("enum").valueStream()
                .anyMatch(value -> value.asString("").equals(SOME_PROVIDER))) {
            object.remove("enum");
        }
        schema.forEach(Contract::openProviders);
    }

    /** Takes the members that an extension describes out of its base, which is told in place for that. */
    private static void override(JsonNode schema, JsonNode document) {
        if (schema.path("allOf") instanceof ArrayNode parts && parts.size() == 2
                && parts.path(1).path("properties") instanceof ObjectNode own
                && parts.path(0).path("$ref").asString("").startsWith(REF)) {
            var base = document.at(parts.path(0).path("$ref").asString().substring(1)).deepCopy();
            if (base.path("properties") instanceof ObjectNode members) {
                members.remove(own.propertyNames());
                parts.set(0, base);
            }
        }
        schema.forEach(inner -> override(inner, document));
    }

    private static String operation(String method, String path) {
        return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
    }

    private List<String> complaints(String pointer, JsonNode value) {
        return schemas.computeIfAbsent(pointer, this::schema).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage() + " ("
                        + error.getEvaluationPath() + ")")
                .toList();
    }

    private Schema schema(String pointer) {
        var node = document.at(pointer);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("the contract has nothing at " + pointer);
        }
        var iri = SchemaLocation.of(PREFIX + "operation/" + Integer.toHexString(pointer.hashCode()));
        return registry.getSchema(iri, MAPPER.readTree(absolute(node)));
    }

    private String component(String name) {
        return absolute(document.at("/components/schemas/" + name));
    }

    private static String absolute(JsonNode schema) {
        return schema.toString().replace("\"" + REF, "\"" + PREFIX);
    }
}
