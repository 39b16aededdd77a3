package dev.interline.it.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.GatewaySetup;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded answers of real providers reach the client without loss, unknown members at every depth included, in
 * whatever pieces the network brings them. Each provider is known by its own name, so that its peculiarities count.
 */
@Tag("shared")
class RecordedTrafficIT {
    private static final List<String> CHAT_VENDORS = List.of("openai", "openrouter", "mistral", "deepseek", "xai",
            "groq", "cerebras", "perplexity", "moonshotai", "alibaba", "huggingface", "ollama", "zai",
            "openai-compatible");
    private static final String OPENAI_WIRE = "/chat/completions";
    private static final String ANTHROPIC_WIRE = "/messages";

    /** Values of an answer that are the gateway's to say; what the provider said is in {@code native_finish_reason}. */
    private static final Predicate<String> OURS = Pattern.compile(
            "/(id|model|provider|object|created|system_fingerprint)|"
                    + "/choices/[0-9]+/(native_)?finish_reason|/usage/(cost|cost_details|is_byok)(/.*)?|"
                    + "/message/(id|model)")
            .asMatchPredicate();
    /** Counts that are put right: xAI counts reasoning beside the output, and no prompt is both read from a cache and new. */
    private static final Predicate<String> JUDGED = Pattern
            .compile("/usage/(completion_tokens|prompt_tokens_details/cache_write_tokens)").asMatchPredicate();
    /** Values of a request that are the gateway's to say, or that a provider calls otherwise. */
    private static final Predicate<String> OURS_TO_ASK = Pattern.compile(
            "/(model|models|stream_options|max_tokens|max_completion_tokens|reasoning|reasoning_effort|provider|plugins|"
                    + "transforms|route|usage|include_reasoning|session_id|trace)(/.*)?|/messages/[0-9]+/role")
            .asMatchPredicate();

    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = everyVendor().forClass();

    private static GatewaySetup everyVendor() {
        var setup = TestGateway.with();
        CHAT_VENDORS.forEach(vendor -> setup.openai(slug(vendor), UPSTREAM, "recorded/" + vendor));
        return setup.anthropic("anthropic", UPSTREAM, "recorded/anthropic");
    }

    private static String slug(String folder) {
        return folder.equals("zai") ? "z-ai" : folder;
    }

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    static Stream<Recording> chats() {
        return Recording.of(CHAT_VENDORS, OPENAI_WIRE).stream();
    }

    static Stream<Recording> messages() {
        return Recording.of(List.of("anthropic"), ANTHROPIC_WIRE).stream();
    }

    @ParameterizedTest
    @MethodSource("chats")
    void chatGoesThroughWithoutLoss(Recording recording) {
        goesThrough(recording, "/api/v1/chat/completions");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesGoThroughWithoutLoss(Recording recording) {
        goesThrough(recording, "/api/v1/messages");
    }

    /** What was said arrives also at clients of the other wire. */
    @ParameterizedTest
    @MethodSource("chats")
    void chatIsHeardByClientsOfMessages(Recording recording) {
        if (recording.status() == 200) {
            var said = recording.streamed()
                    ? recording.events().stream().map(event -> said(event.path("choices"), "delta"))
                            .reduce("", String::concat)
                    : said(Json.tree(recording.body()).path("choices"), "message");
            assertHeard(recording, "/api/v1/messages", said);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesAreHeardByClientsOfChat(Recording recording) {
        if (recording.status() == 200) {
            var said = new StringBuilder();
            if (recording.streamed()) {
                recording.events().forEach(event -> said.append(event.at("/delta/text").asString("")));
            } else {
                Json.tree(recording.body()).path("content")
                        .forEach(block -> said.append(block.path("text").asString("")));
            }
            assertHeard(recording, "/api/v1/chat/completions", said.toString());
        }
    }

    private static String said(JsonNode choices, String member) {
        var content = choices.path(0).path(member).path("content");
        if (content.isArray()) {
            var text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").asString("")));
            return text.toString();
        }
        return content.asString("");
    }

    private static void assertHeard(Recording recording, String path, String said) {
        play(recording, new Random(recording.name().hashCode()));
        var question = TestGateway.question("recorded/" + recording.vendor(), "Hi", recording.streamed());
        if (!recording.streamed()) {
            var answer = GATEWAY.post(path, question);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            var heard = new StringBuilder(said(answer.json().path("choices"), "message"));
            answer.json().path("content").forEach(block -> heard.append(block.path("text").asString("")));
            assertThat(heard.toString()).as(answer.text()).isEqualTo(said);
            return;
        }
        try (var stream = GATEWAY.stream(path, question).all()) {
            assertThat(stream.content()).isEqualTo(said);
            assertThat(stream.chunks()).noneMatch(RecordedTrafficIT::isError);
        }
    }

    private static boolean isError(JsonNode chunk) {
        return chunk.has("error");
    }

    private static void goesThrough(Recording recording, String path) {
        play(recording, new Random(recording.name().hashCode()));
        var question = question(recording);
        var wanted = recording.status() == 200 && recording.streamed();
        if (wanted) {
            try (var stream = GATEWAY.stream(path, question.toString()).all()) {
                assertThat(lost(recording, stream.chunks())).as("%s", stream.events()).isEmpty();
            }
        } else {
            assertAnswered(recording, GATEWAY.post(path, question.toString()));
        }
        assertThat(Loss.between(question, UPSTREAM.request().json(), OURS_TO_ASK)).as("lost of the request").isEmpty();
    }

    /** The recorded question, or any, for the model by which the recording's provider is known here. */
    private static ObjectNode question(Recording recording) {
        var question = recording.status() == 200 && recording.request() instanceof ObjectNode recorded
                && recorded.has("messages")
                        ? recorded.deepCopy()
                        : Json.object(TestGateway.question("", "Hi", false));
        question.put("model", "recorded/" + recording.vendor());
        question.remove(List.of("models", "provider", "plugins", "preset"));
        if (recording.streamed()) {
            question.put("stream", true);
        } else {
            question.remove("stream");
        }
        return question;
    }

    private static void play(Recording recording, Random random) {
        UPSTREAM.otherwise((_, to) -> {
            to.write("HTTP/1.1 " + recording.status() + " Recorded\r\nContent-Type: "
                    + (recording.streamed() ? "text/event-stream; charset=utf-8" : "application/json")
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            to.inPieces(Json.bytes(recording.body()), random);
            to.lastChunk();
        });
    }

    private static void assertAnswered(Recording recording, Answer answer) {
        if (recording.status() == 200) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            var body = Json.tree(recording.body());
            var twice = body.at("/choices/0/message").isObject() && body.at("/choices/0/delta").isObject();
            assertThat(Loss.between(body, answer.json(),
                    OURS.or(JUDGED).or(path -> twice && path.equals("/choices/0/delta")))).isEmpty();
        } else if (recording.status() == 401) {
            assertThat(answer.status()).as("our credentials are not the caller's fault").isEqualTo(502);
        } else {
            assertThat(answer.status()).as(answer.text()).isGreaterThanOrEqualTo(400);
            var told = Json.tree(recording.body());
            var message = told.at("/error/message").asString(told.path("message").asString(""));
            assertThat(answer.text()).as("the provider's own words").contains(
                    Json.text(Json.text(message)).replaceAll("^\"..|..\"$", ""));
        }
    }

    /** What the client's events lack of the provider's, each looked for in the client's order. */
    private static List<String> lost(Recording recording, List<JsonNode> heard) {
        var lost = new ArrayList<String>();
        int at = 0;
        var starts = 0;
        for (var event : recording.events()) {
            if (event.path("type").asString("").equals("message_start") && starts++ > 0) {
                continue;
            }
            var best = List.of("the stream ended before " + event);
            for (int i = at; i < heard.size(); i++) {
                var missing = Loss.between(event, heard.get(i), OURS.or(ignoring(event)));
                if (missing.isEmpty()) {
                    best = missing;
                    at = i;
                    break;
                }
                best = i == at ? missing : best;
            }
            lost.addAll(best);
        }
        recording.events().stream().map(event -> event.path("usage")).filter(JsonNode::isObject)
                .reduce((_, next) -> next).filter(_ -> !recording.vendor().equals("anthropic"))
                .ifPresent(usage -> lost.addAll(Loss.between(usage, heard.getLast().path("usage"),
                        OURS.or(path -> path.matches("/(cost|cost_details|is_byok)(/.*)?")))));
        return lost;
    }

    /**
     * The usage of chat is told in the last event, with one empty choice; and what is said twice, as what is added and
     * as all so far, is told once.
     */
    private static Predicate<String> ignoring(JsonNode event) {
        boolean usageOnly = event.path("choices").isArray() && event.path("choices").isEmpty();
        boolean twice = event.at("/choices/0/message").isObject() && event.at("/choices/0/delta").isObject();
        return path -> path.equals("/usage") && event.has("choices") || usageOnly && path.equals("/choices")
                || twice && path.equals("/choices/0/delta");
    }
}
