package dev.interline.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.faults.Case.Said;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/**
 * A gateway before three upstreams, on sockets that can do anything. They are asked in their order, as all requests name it.
 * A model {@code acme/<purpose>-<case>} is one of the first and the second, or only of the first if its purpose begins with
 * {@code only}, of all three if it begins with
 * {@code three}, of the third with a larger context, too, if it begins with {@code large}.
 */
final class House implements AutoCloseable {
    /** What a whole answer costs: 11 tokens in and 7 out. */
    static final BigDecimal PRICE = new BigDecimal("0.000025");

    private static final String PRICES = "pricing: {prompt: \"0.000001\", completion: \"0.000002\"}";
    private static final String LIMITS =
            "timeouts: {connect: 1s, response-headers: %1$s, first-content: %1$s, idle: %1$s, total: 15s}\n"
                    + "service: {rates: {chat: 10000, stream: 10000}}";

    final FakeUpstream first = FakeUpstream.saying("first");
    final FakeUpstream second = FakeUpstream.saying("second");
    final FakeUpstream third = FakeUpstream.saying("third");
    private final TestGateway gateway;

    /** One for faults that are noticed at once. */
    House(String... purposes) {
        this(Duration.ofSeconds(5), purposes);
    }

    /** @param patience how long upstreams may be silent; what is too short for a busy machine fails tests */
    House(Duration patience, String... purposes) {
        var all = models(List.of(purposes), "");
        gateway = TestGateway.with().environment("INTERLINE_ROUTING_ORDER", "balanced")
                .environment("INTERLINE_ROUTING_RETRY_AFTER_LIMIT", "1h")
                .config(LIMITS.formatted(patience.toMillis() + "ms"))
                .openai("first", first, all)
                .openai("second", second, Stream.of(all).filter(model -> !model.startsWith("acme/only"))
                        .toArray(String[]::new))
                .openai("third", third, models(List.of(purposes), "three"))
                .having("  - {id: acme/other, upstream: other, " + PRICES + "}")
                .openai("large", third)
                .having(models(List.of(purposes), "large").length == 0 ? "enabled: false"
                        : Stream.of(models(List.of(purposes), "large")).map(model -> "  - {id: " + model
                                + ", upstream: large, context-length: 1000000, " + PRICES + "}")
                                .collect(Collectors.joining("\n    ")))
                .forClass();
    }

    private static String[] models(List<String> purposes, String beginning) {
        return purposes.stream().filter(purpose -> purpose.startsWith(beginning))
                .flatMap(purpose -> Case.all().stream().map(one -> one.model(purpose))).toArray(String[]::new);
    }

    TestGateway gateway() {
        return gateway;
    }

    /** What is done in one case. */
    interface Trial {
        void run(Case one) throws Exception;
    }

    /** A test for every case; each begins with upstreams that have forgotten everything and new connections. */
    Stream<DynamicTest> each(Trial trial) {
        return each(Case.all().stream(), trial);
    }

    Stream<DynamicTest> each(Stream<Case> cases, Trial trial) {
        return cases.map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
            reset();
            trial.run(one);
        }));
    }

    void reset() {
        first.forget().hangUp().otherwise(Script.chat("first"));
        second.forget().hangUp().otherwise(Script.chat("second"));
        third.forget().hangUp().otherwise(Script.chat("third"));
    }

    /** The client hears the second, whatever the first does, and nothing of the first. */
    void secondServes(Case one, Script fault, String purpose) {
        first.forget().otherwise(fault);
        second.forget();
        Said said = one.ask(gateway, purpose);
        assertThat(said.status()).as(said.text()).isEqualTo(200);
        assertThat(said.content()).as(said.text()).isEqualTo("second");
        assertThat(said.error()).isEmpty();
        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(1);
    }

    /** What the key that tests use was charged so far, in dollars. */
    BigDecimal charged() {
        return gateway.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    /** The record of a generation. */
    JsonNode record(Said said) {
        assertThat(said.generation()).as(said.text()).startsWith("gen-");
        var record = gateway.getWithKey("/api/v1/generation?id=" + said.generation());
        assertThat(record.status()).as(record.text()).isEqualTo(200);
        return record.json().path("data");
    }

    /** What is shown of an endpoint. */
    JsonNode endpoint(String model, String tag) {
        var shown = gateway.get("/api/v1/models/" + model + "/endpoints").json().at("/data/endpoints");
        return StreamSupport.stream(shown.spliterator(), false)
                .filter(endpoint -> endpoint.path("tag").asString().equals(tag)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        third.close();
    }
}
