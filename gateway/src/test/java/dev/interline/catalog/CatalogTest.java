package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.exchange.Money;
import dev.interline.exchange.Need;
import dev.interline.exchange.Usage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private static final Known KNOWN = Known.load();
    private static final Catalog CATALOG = catalog("", Map.of());

    private static Catalog catalog(String yaml, Map<String, String> environment) {
        return new Assembly(KNOWN, Set.of("openai", "anthropic"), List.of(), new Environment(environment))
                .build(Config.of(yaml), Map.of());
    }

    @Test
    void tellsOpenRouterWhoseRequestsTheyAre() {
        var own = catalog("service: {site-url: 'https://example.com', site-name: Example}\nproviders: {openrouter:"
                + " {headers: {X-Title: Other}}}", Map.of());
        assertThat(own.upstream("openrouter").orElseThrow().vendor().headers())
                .isEqualTo(Map.of("HTTP-Referer", "https://example.com", "X-Title", "Other"));
        assertThat(own.upstream("openai").orElseThrow().vendor().headers()).isEmpty();
    }

    @Test
    void holdsAllKnownModelsAndEndpoints() {
        assertThat(KNOWN.models()).hasSizeGreaterThanOrEqualTo(389 + 9 + 16);
        assertThat(KNOWN.models().stream().mapToInt(model -> model.offers().size()).sum()).isEqualTo(725 + 22);
        assertThat(KNOWN.models().stream().filter(model -> model.model().architecture().output()
                .contains("embeddings"))).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-3.5-turbo", "openai/gpt-4", "openai/gpt-4-turbo", "anthropic/claude-3-opus",
            "anthropic/claude-3-sonnet", "anthropic/claude-3-haiku", "meta-llama/llama-2-70b-chat",
            "google/gemini-pro", "mistralai/mixtral-8x7b-instruct", "openai/gpt-4o", "anthropic/claude-opus-4.5",
            "openai/gpt-5.2-pro", "openai/o1-pro", "anthropic/claude-sonnet-4.5", "openai/gpt-5.2",
            "google/gemini-2.5-pro", "google/gemini-2.5-flash", "google/gemini-3-flash-preview",
            "anthropic/claude-sonnet-4", "anthropic/claude-opus-4", "anthropic/claude-3.5-haiku",
            "openai/gpt-4o-mini", "openai/o1-preview", "google/gemini-pro-1.5", "google/gemini-flash-1.5",
            "meta-llama/llama-3.1-405b-instruct", "meta-llama/llama-3.1-70b-instruct", "mistralai/mistral-large",
            "mistralai/mixtral-8x22b-instruct", "deepseek/deepseek-chat", "qwen/qwen-2.5-72b-instruct",
            "openrouter/auto", "openai/text-embedding-3-small"})
    void knowsEveryModelThatDocumentsName(String id) {
        assertThat(CATALOG.resolve(id)).isInstanceOfSatisfying(Resolution.Found.class,
                found -> assertThat(found.model().id()).isEqualTo(id));
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o, openai/gpt-4o", "claude-3-opus, anthropic/claude-3-opus", "gemini-pro, google/gemini-pro",
            "llama-3-70b, meta-llama/llama-3-70b-instruct", "gpt-4o-audio, openai/gpt-4o-audio-preview",
            "o1, openai/o1", "claude-opus-4.5, anthropic/claude-opus-4.5", "gpt-5.2, openai/gpt-5.2",
            "GPT-4o, openai/gpt-4o", "claude-sonnet-4-5-20250929, anthropic/claude-sonnet-4.5",
            "anthropic/claude-4.7-opus-fast-20260512, anthropic/claude-opus-4.7-fast"})
    void resolvesBareNamesAliasesAndCanonicalSlugs(String name, String id) {
        assertThat(CATALOG.resolve(name)).isEqualTo(new Resolution.Found(CATALOG.model(id).orElseThrow(), Set.of()));
    }

    @Test
    void ratesByTheTiersOfTheFacts() {
        var grok = CATALOG.model("x-ai/grok-4.3").orElseThrow();
        var endpoint = CATALOG.endpointsOf(grok).getFirst();
        assertThat(endpoint.tag()).isEqualTo("xai");
        assertThat(endpoint.pricing().rate(Usage.of(200_000, 0)).total()).isEqualTo(new Money(250_000_000));
        assertThat(endpoint.pricing().rate(Usage.of(200_001, 0)).total()).isEqualTo(new Money(500_002_500));
    }

    @Test
    void knowsWhatEndpointsCanDo() {
        var endpoint = CATALOG.endpointsOf(CATALOG.model("openai/gpt-4o").orElseThrow()).getFirst();
        assertThat(Set.of(Need.TOOLS, Need.STRUCTURED_OUTPUT, Need.IMAGE_INPUT)).allMatch(endpoint::has);
        assertThat(endpoint.has(Need.AUDIO_OUTPUT)).isFalse();
        assertThat(endpoint.declared()).isEqualTo(Endpoint.Declared.NOTHING);
    }
}
