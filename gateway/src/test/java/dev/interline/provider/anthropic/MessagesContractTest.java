package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Writer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every message, event and error to OpenRouter's description of its API, whatever recorded upstream answered.
 * Blocks that Anthropic sends and the description does not know are kept, and left out of the check.
 */
@Tag("shared")
class MessagesContractTest {
    private static final String PREFIX = "https://contract.invalid/";
    private static final Set<String> UNDESCRIBED = Set.of("mcp_tool_use", "mcp_tool_result", "fallback");
    private static final Map<String, String> EVENTS = Map.of("message_start", "MessagesStartEvent", "message_delta",
            "MessagesDeltaEvent", "message_stop", "MessagesStopEvent", "content_block_start",
            "MessagesContentBlockStartEvent", "content_block_delta", "MessagesContentBlockDeltaEvent",
            "content_block_stop", "MessagesContentBlockStopEvent", "ping", "MessagesPingEvent", "error",
            "MessagesErrorEvent");

    private static final Map<String, Schema> SCHEMAS = new HashMap<>();
    private static JsonNode components = Json.mapper().createObjectNode();

    @BeforeAll
    static void load() throws IOException {
        var settings = LoadSettings.builder().setCodePointLimit(1 << 24).setSchema(new CoreSchema()).build();
        Path file = Path.of(System.getProperty("interline.shared"), "reference", "openapi.yaml");
        JsonNode description = Json.mapper().valueToTree(new Load(settings).loadFromString(Files.readString(file)));
        components = description.path("components").path("schemas");
        withoutDiscriminators(components);
    }

    static List<AnthropicCassettes.Call> messages() {
        return AnthropicCassettes.calls().stream()
                .filter(call -> call.status() == 200 && !call.counts())
                .toList();
    }

    static List<AcrossWiresTest.Recorded> chatAnswers() throws IOException {
        return AcrossWiresTest.chatAnswers();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void holdsForAnthropicsAnswers(AnthropicCassettes.Call call) {
        stream(Play.write(call.body(), call.streamed(), List.of(), Play.STREAMED));
        document(Play.write(call.body(), call.streamed(), List.of(), Play.WHOLE));
    }

    @ParameterizedTest
    @MethodSource("chatAnswers")
    void holdsForAnswersOfTheChatWire(AcrossWiresTest.Recorded recorded) {
        stream(AcrossWiresTest.write(recorded, Play.STREAMED));
        document(AcrossWiresTest.write(recorded, Play.WHOLE));
    }

    @ParameterizedTest
    @EnumSource
    void holdsForErrors(ErrorType type) {
        byte[] body = new MessagesDialect().error(Problem.of(type, "why").with("raw", "x"), Optional.of("gen-1"));
        hold("AnthropicMessagesErrorResponse", Json.mapper().readTree(body));
        Writer writer = new MessagesDialect().writer(Play.anyExchange(), new Answer("gen-1", 1, "m", "P", true));
        var out = new ByteSink(256);
        writer.idle(out);
        writer.fail(Problem.of(type, "why"), Settled.NOTHING, out);
        stream(out.toString());
    }

    @Test
    void noticesWhatIsWrong() {
        JsonNode event = Json.mapper().readTree("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{}}");
        assertThat(schema("MessagesContentBlockDeltaEvent").validate(event)).isNotEmpty();
    }

    private static void stream(String events) {
        events.lines().filter(line -> line.startsWith("data: ")).forEach(line -> {
            JsonNode event = Json.mapper().readTree(line.substring(6));
            if (!UNDESCRIBED.contains(event.path("content_block").path("type").asString(""))) {
                hold(EVENTS.getOrDefault(event.path("type").asString(""), ""), event);
            }
        });
    }

    private static void document(String message) {
        JsonNode node = Json.mapper().readTree(message.getBytes(StandardCharsets.UTF_8));
        var described = Json.mapper().createArrayNode();
        for (JsonNode block : node.path("content")) {
            if (!UNDESCRIBED.contains(block.path("type").asString(""))) {
                described.add(block);
            }
        }
        ((ObjectNode) node).set("content", described);
        hold("MessagesResult", node);
    }

    private static void hold(String schema, JsonNode value) {
        assertThat(schema(schema).validate(value)).as(() -> schema + " " + value).isEmpty();
    }

    private static Schema schema(String name) {
        return SCHEMAS.computeIfAbsent(name, MessagesContractTest::compiled);
    }

    /** Only what the description itself holds is ever loaded. */
    private static Schema compiled(String name) {
        assertThat(components.has(name)).as(name).isTrue();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(
                (String iri) -> iri.startsWith(PREFIX) ? absolute(iri.substring(PREFIX.length())) : "false"))
                .getSchema(SchemaLocation.of(PREFIX + name));
    }

    private static String absolute(String name) {
        return name.equals("ProviderName")
                ? "{\"type\":\"string\",\"minLength\":1}"
                : components.path(name).toString().replace("\"#/components/schemas/", '"' + PREFIX);
    }

    /** They only repeat what the alternatives say, and validators read them differently. */
    private static void withoutDiscriminators(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("discriminator");
        }
        node.forEach(MessagesContractTest::withoutDiscriminators);
    }
}
