package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.ResponsesRules;
import dev.interline.it.harness.ResponsesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Open Responses hold for answers of all kinds, over upstreams of all wires. */
class OpenResponsesIT {
    private static final String PATH = "/api/v1/responses";
    private static final String SIMULATOR = "interline/simulator";
    private static final String CHAT = "acme/chat";
    private static final String CLAUDE = "acme/claude";
    private static final String NATIVE = "acme/native";
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"name\":\"look\",\"parameters\":{\"type\":"
            + "\"object\",\"properties\":{\"at\":{\"type\":\"string\"}},\"required\":[\"at\"]},\"strict\":false}],"
            + "\"tool_choice\":\"required\"";
    private static final FakeUpstream OPENAI = FakeUpstream.saying("unused");
    private static final FakeUpstream ANTHROPIC = FakeUpstream.saying("unused");
    private static final FakeUpstream RESPONSES = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().anthropic("claude-cloud", ANTHROPIC, CLAUDE)
            .openai("chat-cloud", OPENAI, CHAT).responses("native", RESPONSES, NATIVE)
            .config("responses: {store: {enabled: true}}").forClass();

    @BeforeEach
    void forget() {
        ANTHROPIC.forget().otherwise(Script.messages("Hello", " there"));
        OPENAI.forget().otherwise(Script.chat("Hello", " there"));
        RESPONSES.forget().otherwise(ResponsesWire.saying("Hello", " there"));
    }

    @AfterAll
    static void closeUpstreams() {
        ANTHROPIC.close();
        OPENAI.close();
        RESPONSES.close();
    }

    static Stream<Arguments> questions() {
        return Stream.of(SIMULATOR, CHAT, CLAUDE, NATIVE).flatMap(model -> Stream.of("\"metadata\":{}",
                "\"reasoning\":{\"effort\":\"high\"}", TOOLS, "\"max_output_tokens\":16",
                "\"instructions\":\"Be brief\",\"store\":false,\"temperature\":0.5,\"user\":\"ada\",\"metadata\":{\"a\":\"b\"}",
                "\"include\":[\"message.output_text.logprobs\"],\"top_logprobs\":2",
                "\"tools\":[{\"type\":\"custom\",\"name\":\"write\"}],\"tool_choice\":\"required\"",
                "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"s\",\"schema\":{\"type\":\"object\",\"properties\":"
                        + "{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}}}")
                .map(feature -> Arguments.of(model, feature)));
    }

    private static String question(String model, String feature, boolean stream) {
        return "{\"model\":\"%s\",\"input\":\"Hi, I am Ada.\",\"stream\":%b,%s}".formatted(model, stream, feature);
    }

    private static void assertKept(String body) {
        try (var stream = GATEWAY.stream(PATH, body).all()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.headers().value("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(stream.events().getLast().isDone()).isTrue();
            stream.events().stream().filter(event -> !event.isComment() && !event.isDone()).forEach(
                    event -> assertThat(event.name()).isEqualTo(event.json().path("type").asString()));
            assertThat(ResponsesRules.ofStream(stream.chunks())).as("%s", stream.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void hold(String model, String feature) {
        assertKept(question(model, feature, true));
        var answer = GATEWAY.post(PATH, question(model, feature, false));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(ResponsesRules.ofResponse(answer.json())).as(answer.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, CLAUDE, NATIVE})
    void holdForAnswersThatBreak(String model) {
        OPENAI.next(Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).then((_, to) -> to.reset()));
        ANTHROPIC.next(Script.begin(Stream.concat(MessagesWire.begin().stream(), Stream.of(MessagesWire.text("Once")))
                .toList()).then((_, to) -> to.reset()));
        RESPONSES.next(Script.begin(ResponsesWire.begun().thought("hm", "c2Vj").message().text("Once").events())
                .then((_, to) -> to.reset()));
        assertKept(question(model, "\"metadata\":{}", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut_after=5", "malformed_after=5", "finish=content_filter", "finish=length",
            "finish=error",
            "usage=none", "empty"})
    void holdForWhateverTheSimulatorDoes(String directive) {
        var body = question(SIMULATOR, "\"metadata\":{}", true).replace("Ada.", "Ada. [[simulate: " + directive + "]]");
        assertKept(body);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdForARefusalAndForThoughtsWithCalls(boolean call) {
        OPENAI.next(Script.begin(List.of(ChatWire.delta("{\"role\":\"assistant\",\"refusal\":\"\"}"),
                ChatWire.delta("{\"refusal\":\"I will\"}"), ChatWire.delta("{\"refusal\":\" not\"}"),
                ChatWire.finish("stop"), ChatWire.usageEvent(11, 7), ChatWire.DONE)).then((_, to) -> to.lastChunk()));
        RESPONSES.next(ResponsesWire.begun().thought("hm", "c2Vj").message().text("Yes").said("Yes", "completed")
                .call("look", "{\"at\":\"home\"}").end("completed").script());
        assertKept(question(call ? NATIVE : CHAT, "\"metadata\":{}", true));
    }
}
