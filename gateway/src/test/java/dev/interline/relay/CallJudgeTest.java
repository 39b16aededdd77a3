package dev.interline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallJudgeTest {
    private static final String SCHEMA =
            "{'type':'object','properties':{'city':{'type':'string'},'days':{'type':'integer'},"
                    + "'unit':{'enum':['c','f']},'tags':{'type':'array','items':{'type':'string'}},'near':{'type':['string','null']}},"
                    + "'required':['city'],'additionalProperties':false}";
    private static final String CHAT =
            "{'tools':[{'type':'function','function':{'name':'weather','parameters':" + SCHEMA
                    + "}},{'type':'function','function':{'name':'now'}}]}";

    @ParameterizedTest
    @ValueSource(strings = {"{'city':'Rome'}", "{'city':'Rome','days':3,'unit':'c','tags':['a'],'near':null}",
            "{'city':'Rome','days':3.0}"})
    void findsNothingWrong(String arguments) {
        assertThat(isSound("weather", arguments, CHAT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'city':'Ro", "[]", "'Rome'", "{}", "{'city':3}", "{'city':'Rome','days':1.5}",
            "{'city':'Rome','unit':'k'}", "{'city':'Rome','tags':[1]}", "{'city':'Rome','more':1}",
            "{'city':'Rome'} {}", ""})
    void findsWhatNoProgramCanRun(String arguments) {
        assertThat(isSound("weather", arguments, CHAT)).isFalse();
    }

    @Test
    void knowsTheToolsOfEveryWire() {
        assertThat(isSound("now", "", CHAT)).isTrue();
        assertThat(isSound("then", "{}", CHAT)).isFalse();
        assertThat(isSound("weather", "{}", "{'tools':[{'name':'weather','input_schema':" + SCHEMA + "}]}")).isFalse();
        assertThat(isSound("weather", "{}",
                "{'tools':[{'type':'function','name':'weather','parameters':" + SCHEMA + "}]}")).isFalse();
    }

    @Test
    void hearsCallsWhetherTheirWriterDecodesThemOrNot() {
        for (boolean decoding : new boolean[]{true, false}) {
            var watch = new CallWatch();
            var written = new ArrayList<Event>();
            for (Event event : List.of(called(0, "weather", "{\"ci"), new Event.Text(0, "so"),
                    called(0, "", "ty\":\"Rome\"}"),
                    called(1, "now", "{}"))) {
                Chunk chunk = watch.over(new Said(event));
                if (decoding) {
                    chunk.events(written::add);
                }
                watch.passed();
            }
            assertThat(watch.calls()).extracting(CallWatch.Call::name).containsExactly("weather", "now");
            assertThat(watch.calls()).extracting(CallWatch.Call::arguments)
                    .containsExactly("{\"city\":\"Rome\"}", "{}");
            assertThat(written).hasSize(decoding ? 4 : 0);
        }
    }

    @Test
    void judgesNothingThatIsTooLong() {
        var watch = new CallWatch();
        for (int i = 0; i < 300; i++) {
            watch.over(new Said(called(0, "weather", "x".repeat(1024))));
            watch.passed();
        }
        assertThat(watch.calls()).isEmpty();
    }

    private static Event called(int index, String name, String arguments) {
        return new Event.ToolCalled(0, index, Optional.of("id"), name.isEmpty() ? Optional.empty() : Optional.of(name),
                arguments);
    }

    private static boolean isSound(String name, String arguments, String request) {
        var watch = new CallWatch();
        watch.over(new Said(called(0, name, arguments.replace('\'', '"'))));
        watch.passed();
        byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try {
            return CallJudge.areSound(watch.calls(), JsonFields.scan(body, 0, body.length));
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private record Said(Event event) implements Chunk {
        @Override
        public boolean has(Sign sign) {
            return sign == Sign.CALL && event instanceof Event.ToolCalled;
        }

        @Override
        public Frame frame() {
            return new Frame(Wire.CHAT, "", new byte[0], 0, 0, new Spans(), false);
        }

        @Override
        public void events(Consumer<Event> to) {
            to.accept(event);
        }

        @Override
        public Optional<UpstreamFailure> failure() {
            return Optional.empty();
        }
    }
}
