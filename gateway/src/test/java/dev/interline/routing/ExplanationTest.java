package dev.interline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Known;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static final String CONFIG = """
            providers:
              cheap:
                base-url: http://127.0.0.1:1/v1
                models:
                  - {id: acme/large, pricing: {prompt: "0.000001", completion: "0.000002"}, quantization: fp8}
                service-tiers: [{tier: flex, models: [acme/large], price-factor: 0.5}]
              dear:
                base-url: http://127.0.0.1:2/v1
                models:
                  - {id: acme/large, pricing: {prompt: "0.000003", completion: "0.000004"}, zdr: true}
                  - {id: acme/small, pricing: {prompt: "0.000001", completion: "0.000001"}}
            """;
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Catalog catalog = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
            .build(Config.of(CONFIG), Map.of());
    private final Routing routing = new Routing(Ranker.cheapestFirst(), new Sessions(() -> 0));

    private static Exchange asked(String members) {
        byte[] body = ("{" + members + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        return switch (new ChatDialect().parse(Operation.GENERATE, body, body.length, Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(var problem) -> throw new AssertionError(problem.message());
        };
    }

    private Routing.Explained explained(String members, Permit permit) {
        return routing.explained(catalog, asked(members), permit, NOW);
    }

    private Explanation explanation(String members) {
        return explained(members, Permit.ANYTHING).explanation();
    }

    private static List<String> told(Explanation explanation) {
        return explanation.excluded().stream().map(one -> one.endpoint().tag() + " " + one.by()
                + one.field().map(field -> " " + field).orElse("")).toList();
    }

    @Test
    void decidesAsIfNobodyAsked() {
        for (String members : List.of("\"model\":\"acme/large\"",
                "\"models\":[\"acme/small\",\"acme/large\"],\"provider\":{\"sort\":\"price\"}",
                "\"model\":\"acme/large\",\"service_tier\":\"flex\"")) {
            Routing.Explained explained = explained(members, Permit.ANYTHING);
            assertThat(explained.ranking()).isEqualTo(routing.route(catalog, asked(members), Permit.ANYTHING, NOW));
            assertThat(((Ranking.Ranked) explained.ranking()).candidates())
                    .isEqualTo(explained.explanation().candidates());
        }
    }

    @Test
    void namesTheFirstFilterThatEachFails() {
        assertThat(told(explanation("\"model\":\"acme/large\"")))
                .containsExactly("cheap/flex service_tier service_tier");
        assertThat(told(explanation("\"model\":\"acme/large\",\"service_tier\":\"flex\"")))
                .containsExactlyInAnyOrder("cheap service_tier service_tier", "dear service_tier service_tier");
        assertThat(
                told(explanation("\"model\":\"acme/large\",\"provider\":{\"zdr\":true,\"quantizations\":[\"fp8\"]}")))
                .containsExactlyInAnyOrder("cheap data_policy:zdr provider.zdr",
                        "cheap/flex data_policy:zdr provider.zdr", "dear quantization provider.quantizations");
        assertThat(told(explanation("\"model\":\"acme/large\",\"provider\":{\"allow_fallbacks\":false}")))
                .containsExactlyInAnyOrder("cheap/flex service_tier service_tier",
                        "dear allow_fallbacks provider.allow_fallbacks");
        assertThat(told(explained("\"model\":\"acme/large\"",
                new Permit(List.of(new Allowed("the API key's", List.of(), List.of("dear"), List.of())), List.of(), ""))
                .explanation()))
                .contains("cheap allowed_providers the API key's allowed_providers");
    }

    @Test
    void namesWhatIsNotConfigured() {
        assertThat(told(explanation("\"model\":\"openai/gpt-4o\""))).contains("openai not_configured");
        Permit owning = new Permit(List.of(),
                List.of(new OwnKey("openai", "sk-own", false, Optional.empty())), "");
        assertThat(told(explained("\"model\":\"openai/gpt-4o\"", owning).explanation()))
                .isNotEmpty().doesNotContain("openai not_configured");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"model\":\"acme/large\" | direct | acme/large",
            "\"model\":\"ACME/Large:nitro\" | direct | ACME/Large:nitro",
            "\"model\":\"large\" | alias | large",
            "\"model\":\"acme/large\",\"models\":[\"acme/small\"] | fallback | acme/large",
            "\"models\":[\"acme/small\",\"acme/large\"] | fallback | acme/small",
            "\"model\":\"openrouter/auto\" | auto | openrouter/auto",
            "\"model\":\"openrouter/free\" | free | openrouter/free",
            "\"model\":\"openrouter/pareto-code\" | pareto | openrouter/pareto-code",
            "\"model\":\"openrouter/fusion\" | fusion | openrouter/fusion",
            "\"model\":\"~openai/gpt-latest\" | latest | ~openai/gpt-latest",
            "\"model\":\"acme/none\" | direct | acme/none"})
    void saysHowModelsWereChosen(String members, String strategy, String requested) {
        Explanation explanation = explanation(members);
        assertThat(explanation.strategy()).isEqualTo(strategy);
        assertThat(explanation.requested()).isEqualTo(requested);
    }

    @Test
    void tellsWhatARouterPicked() {
        Explanation explanation = explanation("\"model\":\"openrouter/auto\"");
        assertThat(explanation.pick().orElseThrow().model())
                .isEqualTo(explanation.candidates().getFirst().endpoint().model());
        assertThat(explanation("\"model\":\"acme/none\"").candidates()).isEmpty();
    }
}
