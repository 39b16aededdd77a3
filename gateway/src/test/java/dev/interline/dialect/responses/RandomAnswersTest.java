package dev.interline.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Event;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Reasoning;
import dev.interline.it.harness.ResponsesRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Answers of all kinds, cut anywhere: whoever follows the events has in the end what a document would have told. */
class RandomAnswersTest {
    private static final String REQUEST = "{'input':'x','tools':[{'type':'custom','name':'custom'}]}";

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    static LongStream someSeeds() {
        return seeds().limit(60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpToTheDocument(long seed) {
        List<Said> chunks = chunks(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        String stream = Said.stream(REQUEST, chunks);
        assertThat(stream).endsWith("data: [DONE]\n\n");
        var followed = new Followed();
        Said.data(stream).forEach(followed::event);
        assertThat(ResponsesRules.ofStream(Said.data(stream))).isEmpty();
        JsonNode document = Said.whole(REQUEST, chunks);
        assertThat(ResponsesRules.ofResponse(document)).isEmpty();
        assertThat(followed.response()).isEqualTo(document);
        assertThat(followed.output()).isEqualTo(document.path("output").valueStream().toList());
    }

    /** The cut must not matter, but for what a client sees earlier. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tellsTheSameHoweverItCame(long seed) {
        List<Said> chunks = chunks(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        List<Said> single = chunks.stream().flatMap(chunk -> chunk.events().stream()).map(Said::of).toList();
        assertThat(Said.whole(REQUEST, single)).isEqualTo(Said.whole(REQUEST, chunks));
        assertThat(Said.stream(REQUEST, single)).isEqualTo(Said.stream(REQUEST, chunks));
    }

    static List<Said> chunks(RandomGenerator random) {
        var events = new ArrayList<Event>();
        int calls = 0;
        int thoughts = 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            switch (random.nextInt(7)) {
                case 0, 1 ->
                    pieces("Hällo \"you\"\n😀 end", random).forEach(text -> events.add(new Event.Text(0, text)));
                case 2 -> pieces("I would rather not", random).forEach(text -> events.add(new Event.Refused(0, text)));
                case 3 -> think(Reasoning.Kind.values()[random.nextInt(3)], thoughts++, random, events);
                case 4 -> {
                    call(calls, 1 + random.nextInt(3), random, events);
                    calls += 3;
                }
                case 5 -> events.add(new Event.Pictured(0, "data:image/png;base64,QUJD"));
                default -> events.add(new Event.Annotated(0, "{\"type\":\"url_citation\",\"url\":\"https://a\"}"));
            }
        }
        events.add(new Event.Finished(0, FinishReason.values()[random.nextInt(4)], "why"));
        var chunks = new ArrayList<Said>();
        for (int from = 0; from < events.size();) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(3));
            chunks.add(new Said(List.copyOf(events.subList(from, to))));
            from = to;
        }
        return chunks;
    }

    private static void think(Reasoning.Kind kind, int index, RandomGenerator random, List<Event> to) {
        Optional<String> format = Optional.of("anthropic-claude-v1");
        for (String piece : pieces("let me think", random)) {
            to.add(new Event.Reasoned(0,
                    new Reasoning(kind, piece, Optional.empty(), Optional.empty(), format, index)));
        }
        if (random.nextBoolean()) {
            to.add(new Event.Reasoned(0,
                    new Reasoning(kind, "", Optional.of("proof"), Optional.empty(), format, index)));
        }
    }

    /** Some calls at once, their arguments interleaved. */
    private static void call(int first, int count, RandomGenerator random, List<Event> to) {
        var arguments = new ArrayList<List<String>>();
        for (int i = 0; i < count; i++) {
            arguments.add(new ArrayList<>(pieces("{\"input\":\"a { \\\" b\"}", random)));
            String name = random.nextBoolean() ? "custom" : "f";
            to.add(new Event.ToolCalled(0, first + i, Optional.of("call_" + (first + i)), Optional.of(name), ""));
        }
        while (arguments.stream().anyMatch(pieces -> !pieces.isEmpty())) {
            int i = random.nextInt(count);
            if (!arguments.get(i).isEmpty()) {
                to.add(new Event.ToolCalled(0, first + i, Optional.empty(), Optional.empty(),
                        arguments.get(i).removeFirst()));
            }
        }
    }

    private static List<String> pieces(String text, RandomGenerator random) {
        var pieces = new ArrayList<String>();
        for (int from = 0; from < text.length();) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(8));
            if (Character.isLowSurrogate(to < text.length() ? text.charAt(to) : ' ')) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
