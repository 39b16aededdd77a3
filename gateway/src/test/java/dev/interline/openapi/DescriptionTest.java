package dev.interline.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description by itself: it is OpenAPI 3.1, whole, and its examples are what it says that they are. */
class DescriptionTest {
    private static final String HERE = "https://interline.test/openapi.json";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final ObjectNode DOCUMENT = (ObjectNode) MAPPER.readTree(Description.load().bytes());
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(),
            builder -> builder.schemas((String iri) -> iri.equals(HERE) ? DOCUMENT.toString() : null));

    private static void each(JsonNode node, String at, BiConsumer<String, JsonNode> then) {
        then.accept(at, node);
        node.properties().forEach(member -> each(member.getValue(), at + "/" + member.getKey().replace("~", "~0")
                .replace("/", "~1"), then));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            each(node.get(i), at + "/" + i, then);
        }
    }

    private static List<String> complaints(Schema schema, JsonNode value) {
        return schema.validate(value).stream().map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static Schema schema(String pointer) {
        return REGISTRY.getSchema(
                SchemaLocation.of("https://interline.test/" + Integer.toHexString(pointer.hashCode())),
                MAPPER.createObjectNode().put("$ref", HERE + "#" + pointer));
    }

    @Test
    void isOpenApi() throws IOException {
        var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        try (var in = DescriptionTest.class.getResourceAsStream("openapi-3.1.yaml")) {
            JsonNode form = MAPPER.valueToTree(new Load(settings).loadFromInputStream(in));
            var schema = REGISTRY.getSchema(SchemaLocation.of("https://interline.test/form"), form);
            assertThat(complaints(schema, DOCUMENT)).isEmpty();
            var broken = DOCUMENT.deepCopy();
            ((ObjectNode) broken.at("/paths/~1health/get")).remove("responses");
            assertThat(complaints(schema, broken)).as("the form finds what is missing").isNotEmpty();
        }
    }

    @Test
    void hasSchemasOnlyThatAreSome() {
        var meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        var found = new ArrayList<String>();
        each(DOCUMENT, "", (at, node) -> {
            if (at.endsWith("/schema") || at.matches("/components/schemas/[^/]+")) {
                complaints(meta, node).forEach(complaint -> found.add(at + complaint));
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void leadsNowhereInVain() {
        var dangling = new ArrayList<String>();
        var used = new TreeSet<String>();
        each(DOCUMENT, "", (at, node) -> {
            if (node.path("$ref").isString()) {
                String target = node.path("$ref").asString();
                used.add(target);
                if (!target.startsWith("#/") || DOCUMENT.at(target.substring(1)).isMissingNode()) {
                    dangling.add(at + " -> " + target);
                }
            }
        });
        assertThat(dangling).isEmpty();
        var there = new TreeSet<String>();
        Stream.of("schemas", "responses", "parameters", "headers")
                .forEach(kind -> DOCUMENT.path("components").path(kind)
                        .propertyNames().forEach(name -> there.add("#/components/" + kind + "/" + name)));
        assertThat(there).as("what nobody refers to").isSubsetOf(used);
    }

    @Test
    void hasNoShorthandLeft() {
        each(DOCUMENT, "", (at, node) -> assertThat(at).doesNotContain("/x-problem", "${"));
        assertThat(DOCUMENT.at("/info/version").asString()).isNotEmpty().doesNotContain("$");
    }

    @Test
    void namesOperationsOnceAndTheirVariablesAll() {
        var ids = new ArrayList<String>();
        var tags = DOCUMENT.path("tags").valueStream().map(tag -> tag.path("name").asString()).toList();
        Description.eachOperation(DOCUMENT, (name, operation) -> {
            ids.add(operation.path("operationId").asString());
            assertThat(tags).as(name).contains(operation.at("/tags/0").asString());
            var path = name.substring(name.indexOf(' ') + 1);
            var told = Stream.concat(DOCUMENT.path("paths").path(path).path("parameters").valueStream(),
                    operation.path("parameters").valueStream())
                    .filter(parameter -> parameter.path("in").asString().equals("path"))
                    .map(parameter -> parameter.path("name").asString()).toList();
            assertThat(told).as(name).containsExactlyElementsOf(
                    VARIABLE.matcher(path).results().map(variable -> variable.group(1)).toList());
        });
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    static Stream<Arguments> examples() {
        var found = new ArrayList<Arguments>();
        each(DOCUMENT.path("paths"), "/paths", (at, node) -> {
            var schema = at + "/schema";
            if (at.contains("/requestBody/content/") && node.has("example")) {
                found.add(Arguments.of(schema, node.path("example")));
            }
            if (at.contains("/requestBody/content/") && node.has("examples") && node.has("schema")) {
                node.path("examples").forEach(example -> found.add(Arguments.of(schema, example.path("value"))));
            }
        });
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasExamplesThatItAllows(String schema, JsonNode example) {
        assertThat(complaints(schema(schema), example)).isEmpty();
    }

    @Test
    void hasAnExampleForEveryJsonBody() {
        Description.eachOperation(DOCUMENT, (name, operation) -> {
            var content = operation.at("/requestBody/content/application~1json");
            assertThat(content.isMissingNode() || content.has("example") || content.has("examples")
                    || operation.path("deprecated").asBoolean(false)).as(name).isTrue();
        });
    }
}
