package dev.interline.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.interline.bytes.Json;
import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Known;
import dev.interline.catalog.Model;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/**
 * Holds every answer about the catalog to OpenRouter's description of its API. Provider names are any text there, since
 * an installation names its own.
 */
@Tag("shared")
class ModelsContractTest {
    private static final String PREFIX = "https://contract.invalid/";
    private static JsonNode description = Json.mapper().createObjectNode();

    private final Catalog catalog = new Assembly(Known.load(), Set.of("openai", "anthropic"), List.of(),
            new Environment(Map.of("OPENAI_API_KEY", "k", "OPENROUTER_API_KEY", "k"))).build(Config.of("""
                    providers:
                      mine:
                        base-url: http://127.0.0.1:9001/v1
                        models: [{id: acme/kept, zdr: true, quantization: fp8}, {id: bare}]
                    """), Map.of());
    private final ModelsApi api = new ModelsApi(catalog, InstantSource.system(), new Health(() -> 0));

    @BeforeAll
    static void load() throws IOException {
        var settings = LoadSettings.builder().setCodePointLimit(1 << 24).setSchema(new CoreSchema()).build();
        Path file = Path.of(System.getProperty("interline.shared"), "reference", "openapi.yaml");
        description = Json.mapper().valueToTree(new Load(settings).loadFromString(Files.readString(file)));
    }

    private static String component(String name) {
        return name.equals("ProviderName") ? "{\"type\":\"string\",\"minLength\":1}"
                : absolute(description.path("components").path("schemas").path(name));
    }

    private static String absolute(JsonNode schema) {
        return schema.toString().replace("\"#/components/schemas/", '"' + PREFIX);
    }

    private static Schema schema(String path) {
        JsonNode node = description.path("paths").path(path).path("get").path("responses").path("200").path("content")
                .path("application/json").path("schema");
        assertThat(node.isMissingNode()).isFalse();
        // only what the description itself holds is ever loaded
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder
                .schemas((String iri) -> iri.startsWith(PREFIX) ? component(iri.substring(PREFIX.length())) : "false"))
                .getSchema(SchemaLocation.of(PREFIX + "operation"), Json.mapper().readTree(absolute(node)));
    }

    private static void hold(Schema schema, Reply reply) {
        assertThat(reply).isInstanceOfSatisfying(Reply.Answered.class, answered -> assertThat(
                schema.validate(Json.mapper().readTree(answered.document().body()))).isEmpty());
    }

    @Test
    void listsModels() {
        hold(schema("/models"), api.models(Map.of("output_modalities", "all")));
        hold(schema("/models"), api.models(Map.of("offset", "3", "limit", "2")));
        hold(schema("/models/user"), api.usableModels(Map.of()));
        hold(schema("/embeddings/models"), api.embeddingModels(Map.of()));
        hold(schema("/models/count"), api.count(Map.of()));
    }

    @Test
    void showsEveryModelAndItsEndpoints() {
        Schema model = schema("/model/{author}/{slug}");
        Schema endpoints = schema("/models/{author}/{slug}/endpoints");
        for (Model one : catalog.models()) {
            if (one.id().contains("/")) {
                hold(model, api.model(one.author(), one.slug()));
                hold(endpoints, api.endpoints(one.author(), one.slug()));
            }
        }
        assertThat(catalog.endpoints().stream().flatMap(List::stream).filter(Endpoint::servable)).isNotEmpty();
    }

    @Test
    void listsProvidersAndEndpointsThatKeepNothing() {
        hold(schema("/providers"), api.providers());
        hold(schema("/endpoints/zdr"), api.zdrEndpoints());
    }

    @Test
    void noticesWhatIsWrongAtDepth() {
        Schema list = schema("/models");
        assertThat(list.validate(Json.mapper().readTree("{}"))).isNotEmpty();
        String good = ((Reply.Answered) api.models(Map.of("limit", "1"))).document().toString();
        assertThat(good).contains("\"is_moderated\":false");
        assertThat(list.validate(Json.mapper().readTree(good.replace("\"is_moderated\":false",
                "\"is_moderated\":\"no\"")))).hasSize(1);
    }

    @Test
    void satisfiesTheNewestClientsDemandForToolChoice() {
        assertThat(api.endpoints("openai", "gpt-4o")).isInstanceOfSatisfying(Reply.Answered.class,
                answered -> assertThat(
                        Json.mapper().readTree(answered.document().body()).path("data").path("endpoints").path(0)
                                .path("supports_tool_choice").toString())
                        .isEqualTo("{\"auto\":true,\"function\":true,\"none\":true,\"required\":true}"));
    }
}
