package dev.interline.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.dialect.responses.ResponsesDialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Sign;
import dev.interline.it.harness.ResponsesRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded answers of vendors that speak Responses go through without loss, however they are cut. */
@Tag("shared")
class ResponsesTrafficTest {
    private static final List<String> VENDORS = List.of("openai", "openresponses", "xai", "azure", "openrouter");
    /** Members of an answer that are ours to change. */
    private static final Predicate<String> OURS = Pattern.compile("(/response)?/(id|model|store|previous_response_id"
            + "|user|safety_identifier)|/sequence_number|(/response)?/usage/(cost|is_byok|cost_details)(/.*)?")
            .asMatchPredicate();
    /** Members of a request that are. */
    private static final Predicate<String> ASKED = Pattern.compile("/(model|store|previous_response_id|user"
            + "|safety_identifier|include|background|conversation|prompt|plugins|provider)(/.*)?").asMatchPredicate();

    record Call(String name, JsonNode request, int status, byte[] body) {
        boolean streamed() {
            String begin = new String(body, 0, Math.min(body.length, 6), StandardCharsets.US_ASCII);
            return begin.startsWith("event:") || begin.startsWith("data:") || begin.startsWith(":");
        }

        boolean failed() {
            String text = new String(body, StandardCharsets.UTF_8);
            return streamed()
                    ? text.contains("event: response.failed") || !text.contains("\"type\":\"response.completed\"")
                            && !text.contains("\"type\":\"response.incomplete\"")
                    : !Json.mapper().readTree(text).path("output").isArray()
                            || !Json.mapper().readTree(text).path("status").asString("").matches(
                                    "completed|incomplete");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Call> calls() {
        Path folder = Path.of(System.getProperty("interline.shared", "../../shared"), "cassettes");
        var calls = new ArrayList<Call>();
        for (String vendor : VENDORS) {
            try (Stream<Path> files = Files.list(folder.resolve(vendor))) {
                files.filter(file -> file.toString().endsWith(".json")).sorted()
                        .forEach(file -> read(vendor, file, calls));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return calls;
    }

    private static void read(String vendor, Path file, List<Call> calls) {
        JsonNode root = Json.mapper().readTree(file.toFile());
        int i = 0;
        for (JsonNode call : root.path("interactions")) {
            String path = call.path("request").path("path").asString("").split("\\?")[0];
            JsonNode body = call.path("response").path("body");
            i++;
            if (path.endsWith("/responses") && body.isString()) {
                calls.add(new Call(vendor + "/" + file.getFileName() + "#" + i, call.path("request").path("json"),
                        call.path("response").path("status").asInt(),
                        body.asString().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    static List<Call> streams() {
        return calls().stream().filter(call -> call.status() == 200 && call.streamed() && !call.failed())
                .filter(ResponsesTrafficTest::isJson).toList();
    }

    /** One recording was put together by hand, and not well. */
    private static boolean isJson(Call call) {
        try {
            return !data(new String(call.body(), StandardCharsets.UTF_8)).isEmpty();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Those whose deltas are all there: some recordings were shortened. */
    static List<Call> wholeStreams() {
        return streams().stream().filter(call -> ResponsesRules
                .ofStream(data(new String(call.body(), StandardCharsets.UTF_8))).stream()
                .noneMatch(complaint -> complaint.contains(" tells ") && !complaint.startsWith("the response tells")))
                .toList();
    }

    static List<Call> documents() {
        return calls().stream().filter(call -> call.status() == 200 && !call.streamed() && !call.failed()).toList();
    }

    static List<Call> failures() {
        return calls().stream().filter(call -> call.status() == 200 && call.failed()).toList();
    }

    static List<Call> requests() {
        return calls().stream().filter(call -> call.request().isObject() && call.status() == 200
                && !call.request().path("background").asBoolean(false)
                && !call.request().hasNonNull("conversation")
                && !call.request().toString().contains("item_reference")).toList();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void splicesStreamsWithoutLossAtEveryCut(Call call) {
        byte[] body = call.body();
        String whole = Play.write(body, true, List.of(), Play.STREAMED);
        assertThat(whole).doesNotStartWith("FAILED").endsWith("data: [DONE]\n\n");
        List<JsonNode> before = data(new String(body, StandardCharsets.UTF_8));
        List<JsonNode> after = data(whole);
        assertThat(after).hasSameSizeAs(before);
        var lost = new ArrayList<String>();
        for (int i = 0; i < before.size(); i++) {
            lost(before.get(i), after.get(i), "", OURS, lost);
            assertThat(after.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
        }
        assertThat(lost).isEmpty();
        assertThat(Play.write(body, true, everywhere(body.length), Play.STREAMED)).isEqualTo(whole);
        for (int cut = 1; cut < Math.min(body.length, 600); cut++) {
            assertThat(Play.write(body, true, List.of(cut), Play.STREAMED)).isEqualTo(whole);
        }
        for (int seed = 0; seed < 10; seed++) {
            assertThat(Play.write(body, true, cuts(body.length, seed), Play.STREAMED)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void splicesDocumentsWithoutLossAtEveryCut(Call call) {
        byte[] body = call.body();
        String whole = Play.write(body, false, List.of(), Play.WHOLE);
        var lost = new ArrayList<String>();
        lost(Json.mapper().readTree(body), Json.mapper().readTree(whole), "", OURS, lost);
        assertThat(lost).isEmpty();
        assertThat(Play.write(body, false, everywhere(body.length), Play.WHOLE)).isEqualTo(whole);
    }

    /** What a vendor breaks itself is broken still; what its response object lacks is there. */
    @ParameterizedTest
    @MethodSource("streams")
    void breaksNoRuleOfStreams(Call call) {
        List<String> before = ResponsesRules.ofStream(data(new String(call.body(), StandardCharsets.UTF_8)));
        List<String> after = ResponsesRules.ofStream(data(Play.write(call.body(), true, List.of(), Play.STREAMED)));
        assertThat(after).isSubsetOf(before).noneMatch(complaint -> complaint.startsWith("the response has no"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void breaksNoRuleOfDocuments(Call call) {
        List<String> before = ResponsesRules.ofResponse(Json.mapper().readTree(call.body()));
        List<String> after = ResponsesRules
                .ofResponse(Json.mapper().readTree(Play.write(call.body(), false, List.of(), Play.WHOLE)));
        assertThat(after).isSubsetOf(before).noneMatch(complaint -> complaint.startsWith("the response has no"));
    }

    /** A client that asked for JSON gets the stream's last word. */
    @ParameterizedTest
    @MethodSource("wholeStreams")
    void saysTheSameAsADocument(Call call) {
        JsonNode document = Json.mapper().readTree(Play.write(call.body(), true, List.of(), Play.WHOLE));
        List<JsonNode> events = data(Play.write(call.body(), true, List.of(), Play.STREAMED));
        assertThat(document).isEqualTo(events.getLast().path("response"));
        var streamed = Play.listen(call.body(), true, List.of());
        var whole = Play.listen(document.toString().getBytes(StandardCharsets.UTF_8), false, List.of());
        assertThat(Said.of(streamed.events())).isEqualTo(Said.of(whole.events()));
        assertThat(whole.tally().finish()).isEqualTo(streamed.tally().finish());
        assertThat(whole.tally().usage()).isEqualTo(streamed.tally().usage());
        assertThat(streamed.signs()).contains(Sign.FINISH, Sign.USAGE, Sign.END);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsFailures(Call call) {
        assertThat(Play.listen(call.body(), call.streamed(), List.of()).failure()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void splicesRequestsWithoutLoss(Call call) {
        var request = (ObjectNode) call.request().deepCopy();
        request.remove(List.of("store", "previous_response_id"));
        // What costs more or less than the endpoint's prices say is not asked for.
        if (Set.of("priority", "flex", "scale").contains(request.path("service_tier").asString(""))) {
            request.remove("service_tier");
        }
        Exchange exchange = Play.exchange(new ResponsesDialect(InstantSource.system()), request.toString());
        var prepared = (Prepared.Call) Play.PROVIDER.prepare(exchange, Play.target("gpt-x"));
        JsonNode sent = Json.mapper().readTree(prepared.body().toBytes());
        var lost = new ArrayList<String>();
        lost(request, sent, "", ASKED, lost);
        assertThat(lost).isEmpty();
        assertThat(sent.path("store").asBoolean(true)).isFalse();
        assertThat(sent.path("model").asString()).isEqualTo("gpt-x");
    }

    static List<JsonNode> data(String stream) {
        return stream.replace("\r\n", "\n").lines().filter(line -> line.startsWith("data: {"))
                .map(line -> Json.mapper().readTree(line.substring(6))).toList();
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
    private static void lost(JsonNode before, JsonNode after, String path, Predicate<String> ours, List<String> lost) {
        if (ours.test(path)) {
            return;
        }
        if (before instanceof ObjectNode object) {
            object.properties().forEach(member -> lost(member.getValue(), after.path(member.getKey()),
                    path + "/" + member.getKey(), ours, lost));
        } else if (before.isArray()) {
            for (int i = 0; i < before.size(); i++) {
                lost(before.get(i), after.path(i), path + "/" + i, ours, lost);
            }
        } else if (!before.equals(after) && !before.isNull()) {
            lost.add(path + ": " + before + " became " + after);
        }
    }
}
