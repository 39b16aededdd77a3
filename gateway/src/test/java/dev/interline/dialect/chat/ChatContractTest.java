package dev.interline.dialect.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.interline.bytes.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/** Holds what becomes of recorded answers, as a document and as a stream, to OpenRouter's description of its API. */
@Tag("shared")
class ChatContractTest {
    private static final String PREFIX = "https://contract.invalid/";
    private static final JsonNode COMPONENTS = components();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas((String iri) -> iri.startsWith(PREFIX)
                    ? COMPONENTS.path(iri.substring(PREFIX.length())).toString()
                    : "false"));
    private static final Schema DOCUMENT = schema("ChatResult");
    private static final Schema CHUNK = schema("ChatStreamChunk");

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#answers")
    void writesDocumentsAsDescribed(Cassette cassette) {
        byte[] body = cassette.body().getBytes(StandardCharsets.UTF_8);
        String told = ChatAnswer.of(body, cassette.isStream(), ChatAnswer.JSON).text();
        assertThat(DOCUMENT.validate(Json.mapper().readTree(told))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#answers")
    void writesChunksAsDescribed(Cassette cassette) {
        byte[] body = cassette.body().getBytes(StandardCharsets.UTF_8);
        String told = ChatAnswer.of(body, cassette.isStream(), ChatAnswer.STREAM).text();
        assertThat(told.lines().filter(line -> line.startsWith("data: {"))).allSatisfy(line -> assertThat(
                CHUNK.validate(Json.mapper().readTree(line.substring("data: ".length())))).isEmpty());
    }

    private static Schema schema(String name) {
        assertThat(COMPONENTS.has(name)).isTrue();
        return REGISTRY.getSchema(SchemaLocation.of(PREFIX + name), COMPONENTS.path(name));
    }

    /** The described types, each under an address of its own. */
    private static JsonNode components() {
        var settings = LoadSettings.builder().setCodePointLimit(1 << 24).setSchema(new CoreSchema()).build();
        Path file = Path.of(System.getProperty("interline.shared"), "reference", "openapi.yaml");
        try {
            JsonNode all = Json.mapper().valueToTree(new Load(settings).loadFromString(Files.readString(file)));
            return Json.mapper().readTree(
                    all.path("components").path("schemas").toString().replace("\"#/components/schemas/", '"' + PREFIX));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
