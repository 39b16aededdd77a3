package dev.interline.dialect.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Usage;
import dev.interline.provider.openai.OpenAiProvider;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Recorded traffic of real upstreams, as a client of the same wire gets to see it. */
@Tag("shared")
class RecordedChatTest {
    /** Cuts of a stream lie at each of its first bytes, beyond that at random; a document is only kept until its end. */
    private static final int EVERY_CUT = 2048;
    private static final int FEW_CUTS = 32;

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#documents")
    void losesNothingOfAJsonAnswer(Cassette cassette) {
        JsonNode said = Json.mapper().readTree(cassette.body());
        JsonNode told = Json.mapper().readTree(ChatAnswer.whole(cassette.body()).text());

        assertThat(Losses.between(said, told)).isEmpty();
        assertThat(Losses.ofUsage(said.path("usage"), told.path("usage"))).isEmpty();
        assertThat(told.path("id").stringValue()).isEqualTo("gen-1-abc");
        assertThat(told.path("model").stringValue()).isEqualTo("acme/large");
        assertThat(told.path("provider").stringValue()).isEqualTo("Acme");
        assertThat(told.has("system_fingerprint")).isTrue();
        assertThat(told.path("choices").path(0).path("finish_reason").stringValue())
                .isIn("stop", "length", "tool_calls", "content_filter");
        assertThat(told.path("choices").path(0).path("native_finish_reason").isString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#streams")
    void losesNothingOfAStream(Cassette cassette) {
        ChatAnswer answer = ChatAnswer.streamed(cassette.body());

        assertThat(answer.failure()).isEmpty();
        List<JsonNode> told = events(answer.text());
        List<JsonNode> said = new ArrayList<>(cassette.events());
        JsonNode last = told.getLast();
        for (JsonNode event : said) {
            assertThat(told).as("a chunk that tells all of %s", event)
                    .anySatisfy(chunk -> assertThat(Losses.between(event, chunk)).isEmpty());
        }
        said.stream().map(event -> event.path("usage")).filter(JsonNode::isObject).reduce((_, next) -> next)
                .ifPresent(usage -> assertThat(Losses.ofUsage(usage, last.path("usage"))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#streams")
    void endsEveryStreamAlike(Cassette cassette) {
        ChatAnswer answer = ChatAnswer.streamed(cassette.body());
        List<JsonNode> told = events(answer.text());

        assertThat(answer.text()).endsWith("}\n\ndata: [DONE]\n\n");
        assertThat(told).allSatisfy(chunk -> {
            assertThat(chunk.path("choices")).hasSize(1);
            assertThat(chunk.path("id").stringValue()).isEqualTo("gen-1-abc");
            assertThat(chunk.path("object").stringValue()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("choices").path(0).has("finish_reason")).isTrue();
        });
        assertThat(told.subList(0, told.size() - 1)).noneMatch(chunk -> chunk.has("usage"));
        assertThat(told.getLast().path("usage").path("prompt_tokens").asLong())
                .isEqualTo(answer.tally().usage().map(Usage::prompt).orElse(0L));
        assertThat(told.get(told.size() - 2).path("choices").path(0).path("finish_reason").isString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#answers")
    void tellsTheSameHoweverTheBytesAreCut(Cassette cassette) {
        byte[] body = cassette.body().getBytes(StandardCharsets.UTF_8);
        boolean stream = cassette.isStream();
        var expected = ChatAnswer.of(body, stream, stream ? ChatAnswer.STREAM : ChatAnswer.JSON);

        int[] everywhere = IntStream.range(1, Math.max(1, body.length)).toArray();
        assertThat(ChatAnswer.of(body, stream, stream ? ChatAnswer.STREAM : ChatAnswer.JSON, everywhere))
                .as("byte by byte").isEqualTo(expected);
        int first = stream ? EVERY_CUT : FEW_CUTS;
        for (int cut = 0; cut <= Math.min(body.length, first); cut++) {
            assertThat(ChatAnswer.of(body, stream, stream ? ChatAnswer.STREAM : ChatAnswer.JSON, cut))
                    .isEqualTo(expected);
        }
        var random = new Random(body.length);
        for (int round = 0; round < 20; round++) {
            int[] cuts = IntStream.generate(() -> random.nextInt(body.length)).limit(1 + random.nextInt(40)).sorted()
                    .toArray();
            assertThat(ChatAnswer.of(body, stream, stream ? ChatAnswer.STREAM : ChatAnswer.JSON, cuts))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#documents")
    void streamsAJsonAnswerWithoutLoss(Cassette cassette) {
        ChatAnswer answer = ChatAnswer.of(cassette.body().getBytes(StandardCharsets.UTF_8), false, ChatAnswer.STREAM);

        List<JsonNode> told = events(answer.text());
        assertThat(told).hasSize(2);
        assertThat(Losses.between(Json.mapper().readTree(cassette.body()), told.getFirst())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#streams")
    void putsAStreamTogetherToOneJsonAnswer(Cassette cassette) {
        ChatAnswer answer = ChatAnswer.of(cassette.body().getBytes(StandardCharsets.UTF_8), true, ChatAnswer.JSON);

        JsonNode told = Json.mapper().readTree(answer.text());
        JsonNode message = told.path("choices").path(0).path("message");
        var content = new StringBuilder();
        var arguments = new StringBuilder();
        for (JsonNode event : cassette.events()) {
            JsonNode delta = event.path("choices").path(0).path("delta");
            content.append(delta.path("content").asString(""));
            for (JsonNode call : delta.path("tool_calls")) {
                arguments.append(call.path("function").path("arguments").asString(""));
            }
        }
        var toldArguments = new StringBuilder();
        message.path("tool_calls").forEach(call -> toldArguments.append(call.path("function").path("arguments")
                .asString("")));
        assertThat(message.path("content").asString("")).isEqualTo(content.toString());
        assertThat(toldArguments.toString()).hasSameSizeAs(arguments.toString());
        assertThat(told.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(told.path("usage").path("prompt_tokens").asLong())
                .isEqualTo(answer.tally().usage().map(Usage::prompt).orElse(0L));
        assertThat(told.path("choices").path(0).path("finish_reason").isString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#refusals")
    void knowsWhatARefusalMeans(Cassette cassette) {
        var failure = new OpenAiProvider(InstantSource.system()).classify(cassette.status(), Headers.NONE,
                cassette.body().getBytes(StandardCharsets.UTF_8));

        String fault = failure.fault().name();
        String expected = switch (cassette.status()) {
            case 401 -> "CREDENTIALS";
            case 404 -> "NO_SUCH_MODEL";
            case 429 -> "THROTTLED";
            default -> cassette.name().contains("context_length") ? "CONTEXT_OVERFLOW" : "REFUSED";
        };
        assertThat(fault).isEqualTo(expected);
        assertThat(failure.message()).doesNotStartWith("The provider answered with status");
    }

    private static List<JsonNode> events(String stream) {
        return stream.lines().filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                .map(line -> Json.mapper().readTree(line.substring("data: ".length()))).toList();
    }
}
