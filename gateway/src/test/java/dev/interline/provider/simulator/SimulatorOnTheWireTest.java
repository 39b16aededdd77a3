package dev.interline.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Fault;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Script;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.provider.openai.OpenAiProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The simulator read as any upstream of its wire is read. */
class SimulatorOnTheWireTest {
    private final Provider chat = new OpenAiProvider(Clock.systemUTC());
    private final List<Event> events = new ArrayList<>();
    private final List<UpstreamFailure> failures = new ArrayList<>();

    @Test
    void isReadAsAStream() {
        Played played = Asking.user("My name is Ada").streaming().play();
        Reader reader = read(Asking.user("My name is Ada").streaming());

        assertThat(reader.end(this::take)).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(text()).isEqualTo(played.streamed(0, "/content"));
        assertThat(reader.tally().finish()).contains(FinishReason.STOP);
        assertThat(reader.tally().usage().orElseThrow().completion())
                .isEqualTo(Asking.TOKENIZERS.forModel("").count(text()));
    }

    @Test
    void isReadAsJson() {
        Reader reader = read(Asking.user("My name is Ada"));

        assertThat(reader.end(this::take)).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(text()).contains("Ada");
        assertThat(reader.tally().usage()).isPresent();
    }

    @Test
    void reasonsAndCallsToolsOnce() {
        var thinking = new Thinking(Optional.of(true), Optional.empty(), OptionalLong.empty(), false, false);
        Asking asking = Asking.user("Weather in Oslo?")
                .tool("get_weather",
                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}")
                .thinking(thinking);
        String reasoning = asking.play().message().get("reasoning").asString();
        Reader reader = read(asking.streaming());

        assertThat(reader.end(this::take)).isEmpty();
        assertThat(events.stream()
                .filter(Event.Reasoned.class::isInstance)
                .map(event -> ((Event.Reasoned) event).piece().text())
                .collect(Collectors.joining())).isEqualTo(reasoning);
        assertThat(events.stream()
                .filter(Event.ToolCalled.class::isInstance)
                .map(event -> ((Event.ToolCalled) event).arguments())
                .collect(Collectors.joining())).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(reader.tally().finish()).contains(FinishReason.TOOL_CALLS);
        assertThat(reader.tally().usage().orElseThrow().reasoning()).isPositive();
    }

    @Test
    void breaksAsUpstreamsBreak() {
        assertThat(read(Asking.user("x [[simulate: cut_after=3]]").streaming()).end(this::take)).isPresent();
        assertThat(read(Asking.user("x [[simulate: finish=none]]").streaming()).end(this::take)).isPresent();
        assertThat(read(Asking.user("x [[simulate: cut_after=3]]")).end(this::take)).isPresent();
        assertThat(failures).isEmpty();

        read(Asking.user("x [[simulate: malformed_after=3]]").streaming());
        assertThat(failures).singleElement().extracting(UpstreamFailure::fault).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void failsAsUpstreamsFail() {
        assertThat(failed("status=503 retry_after=2")).satisfies(failure -> {
            assertThat(failure.fault()).isEqualTo(Fault.OVERLOADED);
            assertThat(failure.status()).isEqualTo(503);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
        });
        assertThat(failed("status=429").fault()).isEqualTo(Fault.THROTTLED);
        assertThat(failed("status=500").fault()).isEqualTo(Fault.SERVER_ERROR);
        assertThat(failed("status=401").fault()).isEqualTo(Fault.CREDENTIALS);
        assertThat(failed("status=402").fault()).isEqualTo(Fault.ACCOUNT_EMPTY);
        assertThat(failed("status=413").fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(failed("status=400").fault()).isEqualTo(Fault.REFUSED);
        assertThat(failed("oops").message()).contains("'oops'");
    }

    private UpstreamFailure failed(String directive) {
        Played played = Asking.user("x [[simulate: " + directive + "]]").play();
        return chat.classify(played.status(), Headers.of(played.head().headers()), played.bytes());
    }

    private Reader read(Asking asking) {
        Played played = asking.play();
        Reader reader = chat.reader(asking.exchange(), Asking.TARGET,
                Optional.ofNullable(played.head().headers().get("content-type")));
        for (Script.Step step : played.steps()) {
            if (step instanceof Script.Step.Send(_, byte[] bytes)) {
                reader.read(bytes, 0, bytes.length, this::take);
            }
        }
        return reader;
    }

    private void take(Chunk chunk) {
        chunk.events(events::add);
        if (chunk.has(Sign.FAILURE)) {
            failures.add(chunk.failure().orElseThrow());
        }
    }

    private String text() {
        return events.stream()
                .filter(Event.Text.class::isInstance)
                .map(event -> ((Event.Text) event).text())
                .collect(Collectors.joining());
    }
}
