package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Sign;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded traffic of Anthropic's API goes through without loss, however it is cut. */
@Tag("shared")
class AnthropicTrafficTest {
    /** Members of an answer that are ours to change. */
    private static final Set<String> OURS = Set.of("/id", "/model", "/message/id", "/message/model");

    static List<AnthropicCassettes.Call> requests() {
        return AnthropicCassettes.calls().stream().filter(call -> call.request().isObject()).toList();
    }

    static List<AnthropicCassettes.Call> streams() {
        return answers().stream().filter(AnthropicCassettes.Call::streamed).toList();
    }

    static List<AnthropicCassettes.Call> documents() {
        return answers().stream().filter(call -> !call.streamed() && !call.counts()).toList();
    }

    private static List<AnthropicCassettes.Call> answers() {
        return AnthropicCassettes.calls().stream().filter(call -> call.status() == 200).toList();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void splicesRequestsWithoutLoss(AnthropicCassettes.Call call) {
        Operation operation = call.counts() ? Operation.COUNT_TOKENS : Operation.GENERATE;
        Exchange exchange = Play.exchange(operation, call.request().toString(), Map.of());
        var prepared = (Prepared.Call) new AnthropicProvider().prepare(exchange,
                Play.target(call.request().path("model").asString("")));
        JsonNode sent = Json.mapper().readTree(prepared.body().toBytes());
        assertThat(sent).isEqualTo(call.request());
        assertThat(prepared.path()).isEqualTo(call.counts() ? "/messages/count_tokens" : "/messages");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void splicesStreamsWithoutLossAtEveryCut(AnthropicCassettes.Call call) {
        byte[] body = oneMessage(call.body());
        String whole = Play.write(body, true, List.of(), Play.STREAMED);
        assertThat(whole).doesNotStartWith("FAILED");
        List<JsonNode> before = withoutRepeatedStart(data(new String(body, StandardCharsets.UTF_8)));
        List<JsonNode> after = data(whole);
        assertThat(after).hasSameSizeAs(before);
        var lost = new ArrayList<String>();
        for (int i = 0; i < before.size(); i++) {
            lost(before.get(i), after.get(i), "", lost);
        }
        assertThat(lost).isEmpty();
        assertThat(Play.write(body, true, everywhere(body.length), Play.STREAMED)).isEqualTo(whole);
        for (int cut = 1; cut < Math.min(body.length, 2048); cut++) {
            assertThat(Play.write(body, true, List.of(cut), Play.STREAMED)).isEqualTo(whole);
        }
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Play.write(body, true, cuts(body.length, seed), Play.STREAMED)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void splicesDocumentsWithoutLossAtEveryCut(AnthropicCassettes.Call call) {
        byte[] body = call.body();
        String whole = Play.write(body, false, List.of(), Play.WHOLE);
        var lost = new ArrayList<String>();
        lost(Json.mapper().readTree(body), Json.mapper().readTree(whole), "", lost);
        assertThat(lost).isEmpty();
        assertThat(Play.write(body, false, everywhere(body.length), Play.WHOLE)).isEqualTo(whole);
        for (int cut = 1; cut < Math.min(body.length, 300); cut++) {
            assertThat(Play.write(body, false, List.of(cut), Play.WHOLE)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void assemblesStreamsIntoDocumentsThatReplayTheSame(AnthropicCassettes.Call call) {
        byte[] body = oneMessage(call.body());
        String document = Play.write(body, true, List.of(), Play.WHOLE);
        JsonNode message = Json.mapper().readTree(document);
        assertThat(message.path("type").asString("")).isEqualTo("message");
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        String replayed = Play.write(bytes, false, List.of(), Play.STREAMED);
        String again = Play.write(replayed.getBytes(StandardCharsets.UTF_8), true, List.of(), Play.WHOLE);
        assertThat(Json.mapper().readTree(again)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void saysTheSameInNeutralWordsAsAStreamAndAsADocument(AnthropicCassettes.Call call) {
        byte[] body = oneMessage(call.body());
        Play.Heard streamed = Play.listen(body, true, List.of());
        byte[] document = Play.write(body, true, List.of(), Play.WHOLE).getBytes(StandardCharsets.UTF_8);
        Play.Heard whole = Play.listen(document, false, List.of());
        assertThat(Accumulated.of(streamed.events())).isEqualTo(Accumulated.of(whole.events()));
        assertThat(whole.tally().usage()).isEqualTo(streamed.tally().usage());
        assertThat(whole.tally().deliveredBytes()).isEqualTo(streamed.tally().deliveredBytes());
        assertThat(streamed.signs()).contains(Sign.FINISH, Sign.USAGE, Sign.END);
    }

    /** Some recordings hold several answers, one behind the other: the first is taken. */
    private static byte[] oneMessage(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String end = "\"message_stop\"}";
        int at = text.indexOf(end);
        int line = text.indexOf("message_stop\ndata");
        int stop = Math.max(at, line < 0 ? at : text.indexOf("\n\n", line));
        return (text.substring(0, text.indexOf("\n\n", stop)) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> withoutRepeatedStart(List<JsonNode> events) {
        var kept = new ArrayList<JsonNode>();
        boolean started = false;
        for (JsonNode event : events) {
            boolean start = event.path("type").asString("").equals("message_start");
            if (!start || !started) {
                kept.add(event);
            }
            started |= start;
        }
        return kept;
    }

    private static List<JsonNode> data(String stream) {
        return stream.lines().filter(line -> line.startsWith("data: "))
                .map(line -> Json.mapper().readTree(line.substring(6)))
                .toList();
    }

    /** Every boundary at once: byte by byte. */
    private static List<Integer> everywhere(int length) {
        return IntStream.range(1, length).boxed().toList();
    }

    private static List<Integer> cuts(int length, int seed) {
        var random = new Random(seed);
        var cuts = new ArrayList<Integer>();
        for (int at = 1 + random.nextInt(40); at < length; at += 1 + random.nextInt(seed % 2 == 0 ? 9 : 400)) {
            cuts.add(at);
        }
        return cuts;
    }

    /** Notes every value of {@code before} that {@code after} lacks. */
    private static void lost(JsonNode before, JsonNode after, String path, List<String> lost) {
        if (OURS.contains(path)) {
            return;
        }
        if (before instanceof ObjectNode object) {
            object.properties().forEach(
                    member -> lost(member.getValue(), after.path(member.getKey()), path + "/" + member.getKey(), lost));
        } else if (before.isArray()) {
            for (int i = 0; i < before.size(); i++) {
                lost(before.get(i), after.path(i), path + "/" + i, lost);
            }
        } else if (!before.equals(after)) {
            lost.add(path + ": " + before + " became " + after);
        }
    }
}
