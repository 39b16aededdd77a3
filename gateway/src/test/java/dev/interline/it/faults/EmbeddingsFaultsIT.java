package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.EmbeddingsWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the table that make sense for vectors: they come whole, or the second's do. */
class EmbeddingsFaultsIT {
    private static final FakeUpstream FIRST = FakeUpstream.throttling();
    private static final FakeUpstream SECOND = FakeUpstream.throttling();
    private static final String MODEL =
            "{id: acme/vectors, output-modalities: [embeddings], context-length: 100, pricing: {prompt: \"0.0000001\"}}";

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .openai("first", FIRST).having("  - " + MODEL)
            .openai("second", SECOND).having("  - " + MODEL)
            .config("timeouts: {response-headers: 500ms, first-content: 500ms}").forClass();

    @BeforeEach
    void forget() {
        FIRST.forget().hangUp();
        SECOND.forget().hangUp().otherwise(EmbeddingsWire.script(3));
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(Arguments.of(1, Script.error(429, "slow down", "Retry-After", "7")),
                Arguments.of(2, Script.error(429, "slow down")), Arguments.of(3, Script.error(500, "oops")),
                Arguments.of(4, Script.error(503, "come back")), Arguments.of(5, Script.reset()),
                Arguments.of(6, Script.silence()), Arguments.of(19, Script.html(200)),
                Arguments.of(19, Script.json(200, "{\"object\":\"list\"}")));
    }

    @ParameterizedTest(name = "row {0}")
    @MethodSource("faults")
    void theSecondServes(int row, Script fault) {
        FIRST.otherwise(fault);
        var answer = GATEWAY.post("/api/v1/embeddings", "{\"model\":\"acme/vectors\",\"input\":\"Hi\"}");
        assertThat(answer.status()).as("row %s: %s", row, answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/data/0/embedding").size()).isEqualTo(3);
        assertThat(FIRST.requests()).hasSize(1);
        assertThat(SECOND.requests()).hasSize(1);
    }
}
