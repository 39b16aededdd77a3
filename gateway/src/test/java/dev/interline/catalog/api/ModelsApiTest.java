package dev.interline.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Known;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Problem;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Performance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModelsApiTest {
    private static final Instant NOW = Instant.parse("2026-07-10T00:00:00Z");
    private static final String OWN = """
            providers:
              mine:
                base-url: http://127.0.0.1:9001/v1
                models:
                  - {id: acme/kept, zdr: true, region: eu-west, context-length: 5000, quantization: fp8,
                     pricing: {prompt: "0.0000000005", completion: "0"}}
                  - {id: acme/plain}
            """;
    private static final Catalog CATALOG = catalog(OWN);
    private static final Health HEALTH = new Health(() -> 0);
    private static final ModelsApi API = new ModelsApi(CATALOG, InstantSource.fixed(NOW), HEALTH);

    private static Catalog catalog(String yaml) {
        return new Assembly(Known.load(), Set.of("openai"), List.of(), new Environment(Map.of("OPENAI_API_KEY", "k")))
                .build(Config.of(yaml), Map.of());
    }

    private static Document document(Reply reply) {
        return switch (reply) {
            case Reply.Answered(Document document) -> document;
            case Reply.Refused(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    private static JsonNode json(Reply reply) {
        return Json.mapper().readTree(document(reply).body());
    }

    private static Map<String, String> query(String text) {
        var query = new HashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return query;
    }

    private static List<JsonNode> models(String query) {
        return List.copyOf(json(API.models(query(query))).path("data").valueStream().toList());
    }

    private static List<String> ids(String query) {
        return models(query).stream().map(model -> model.path("id").asString()).toList();
    }

    @Test
    void listsAllTextModelsWithoutParameters() {
        JsonNode list = json(API.models(Map.of()));
        assertThat(list.path("object").asString()).isEqualTo("list");
        assertThat(list.path("total_count").asInt()).isEqualTo(list.path("data").size());
        assertThat(list.path("links").path("next").isNull()).isTrue();
        assertThat(json(API.count(Map.of())).path("data").path("count").asInt()).isEqualTo(list.path("data").size());
        JsonNode one = list.path("data").valueStream().filter(model -> model.path("id").asString().equals(
                "openai/gpt-4o")).findFirst().orElseThrow();
        assertThat(one.path("object").asString()).isEqualTo("model");
        assertThat(one.path("owned_by").asString()).isEqualTo("openai");
        assertThat(one.path("pricing").path("prompt").asString()).isEqualTo("0.0000025");
        assertThat(one.path("description").asString()).contains("128,000 tokens");
    }

    @Test
    void givesTheSameBytesAndTagForTheSameCatalogAndOthersForAnother() {
        Document first = document(API.models(Map.of()));
        assertThat(document(API.models(Map.of()))).isSameAs(first);
        Document again = document(new ModelsApi(catalog(OWN), InstantSource.fixed(NOW), HEALTH).models(Map.of()));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.etag()).isEqualTo(first.etag()).matches("\"[\\w-]{10,}\"");
        assertThat(document(new ModelsApi(catalog(""), InstantSource.fixed(NOW), HEALTH).models(Map.of())).etag())
                .isNotEqualTo(first.etag());
    }

    @Test
    void matchesTagsAsConditionalRequestsWriteThem() {
        Document list = document(API.models(Map.of()));
        assertThat(list.gzipEtag()).isNotEqualTo(list.etag());
        for (String known : List.of(list.etag(), "W/" + list.etag(), "\"other\", " + list.gzipEtag(), "*")) {
            assertThat(list.matches(known)).as(known).isTrue();
        }
        assertThat(list.matches("\"other\"")).isFalse();
    }

    @Test
    void compressesToTheSameBytes() throws IOException {
        Document list = document(API.models(Map.of()));
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(list.gzip()))) {
            assertThat(plain.readAllBytes()).isEqualTo(list.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"category=programming", "sort=most-popular", "sort=top-weekly",
            "sort=throughput-high-to-low", "sort=latency-low-to-high", "sort=intelligence-high-to-low",
            "sort=coding-high-to-low", "sort=agentic-high-to-low", "sort=design-arena-elo-high-to-low",
            "distillable=false", "max_intelligence_index=10", "min_intelligence_index=0", "max_coding_index=1",
            "max_agentic_index=1", "max_tool_success_rate=1", "min_price=0", "min_age_days=0", "unheard=of", "q=",
            "output_modalities=text", "use_rss=false"})
    void keepsTheWholeListInItsOrderWhenNothingCanBeToldApart(String query) {
        assertThat(json(API.models(query(query))).path("data")).isEqualTo(json(API.models(Map.of())).path("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"distillable=true", "min_intelligence_index=1", "min_coding_index=0.1",
            "min_agentic_index=5", "min_tool_success_rate=0.9"})
    void leavesOutWhatIsUnknownWhereItIsDemanded(String query) {
        assertThat(ids(query)).isEmpty();
    }

    @Test
    void filtersByDeclaredFacts() {
        assertThat(ids("zdr=true")).containsExactly("acme/kept");
        assertThat(ids("region=eu")).containsExactly("acme/kept");
        assertThat(ids("region=us")).contains("anthropic/claude-sonnet-4.5").doesNotContain("acme/plain");
    }

    @Test
    void filtersByModalities() {
        assertThat(ids("output_modalities=embeddings")).contains("openai/text-embedding-3-small")
                .doesNotContain("openai/gpt-4o", "acme/plain");
        assertThat(ids("output_modalities=all")).contains("openai/text-embedding-3-small", "openai/gpt-4o");
        assertThat(ids("input_modalities=text,image")).contains("openai/gpt-4o")
                .doesNotContain("openai/gpt-3.5-turbo", "acme/plain");
        assertThat(json(API.count(query("output_modalities=embeddings"))).path("data").path("count").asInt())
                .isEqualTo(16);
    }

    @Test
    void filtersByParametersContextFamilyAuthorAndProvider() {
        assertThat(models("supported_parameters=tools,seed")).isNotEmpty().allSatisfy(
                model -> assertThat(model.path("supported_parameters").toString()).contains("\"tools\"", "\"seed\""));
        assertThat(models("context=1000000")).isNotEmpty().allSatisfy(
                model -> assertThat(model.path("context_length").asLong()).isGreaterThanOrEqualTo(1_000_000));
        assertThat(ids("arch=Claude")).contains("anthropic/claude-sonnet-5", "anthropic/claude-3-opus")
                .doesNotContain("openai/gpt-4o");
        assertThat(ids("arch=Llama")).contains("meta-llama/llama-2-70b-chat", "meta-llama/llama-3.1-70b-instruct");
        assertThat(ids("model_authors=OpenAI,anthropic")).contains("openai/gpt-4o", "~anthropic/claude-opus-latest")
                .allMatch(id -> id.contains("openai/") || id.contains("anthropic/"));
        assertThat(ids("providers=mine")).containsExactly("acme/kept", "acme/plain");
        assertThat(ids("providers=AWS Bedrock,mine")).contains("anthropic/claude-sonnet-4.5", "acme/plain");
    }

    @Test
    void filtersByPriceInDollarsPerMillionTokens() {
        assertThat(ids("max_price=0.0005")).contains("acme/kept").doesNotContain("openai/gpt-4o");
        assertThat(ids("max_price=0.0004")).doesNotContain("acme/kept");
        assertThat(ids("min_price=2.5&max_price=2.5")).contains("openai/gpt-4o");
        assertThat(ids("min_output_price=10&max_output_price=10")).contains("openai/gpt-4o");
        assertThat(ids("max_price=100000")).as("an unknown price keeps no bound").doesNotContain("openrouter/auto");
        assertThat(ids("min_price=0.0001")).doesNotContain("openrouter/auto");
    }

    @Test
    void filtersByAge() {
        assertThat(models("max_age_days=30")).isNotEmpty().allSatisfy(model -> assertThat(
                Instant.ofEpochSecond(model.path("created").asLong()))
                .isAfterOrEqualTo(NOW.minus(Duration.ofDays(30))));
        assertThat(ids("min_age_days=365")).contains("openai/gpt-4o")
                .doesNotContain("anthropic/claude-sonnet-5", "acme/plain");
    }

    @Test
    void searchesNamesAndIds() {
        assertThat(ids("q=GPT-4o mini")).contains("openai/gpt-4o-mini").doesNotContain("openai/gpt-4o");
    }

    @Test
    void sorts() {
        assertThat(models("sort=newest")).extracting(model -> -model.path("created").asLong()).isSorted();
        assertThat(models("sort=context-high-to-low")).extracting(model -> -model.path("context_length").asLong(0))
                .isSorted();
        List<String> cheapest = ids("sort=pricing-low-to-high");
        List<String> dearest = ids("sort=pricing-high-to-low");
        assertThat(cheapest.indexOf("openai/gpt-4o-mini")).isLessThan(cheapest.indexOf("openai/gpt-4o"));
        assertThat(dearest.indexOf("openai/gpt-4o")).isLessThan(dearest.indexOf("openai/gpt-4o-mini"));
        assertThat(cheapest.subList(cheapest.size() - 15, cheapest.size())).contains("openrouter/auto");
        assertThat(dearest.subList(dearest.size() - 15, dearest.size())).contains("openrouter/auto");
    }

    @Test
    void pagesOnlyWhenAsked() {
        List<String> all = ids("output_modalities=all");
        JsonNode page = json(API.models(query("output_modalities=all&offset=10&limit=5&q=")));
        assertThat(page.path("data").valueStream().map(model -> model.path("id").asString()).toList())
                .isEqualTo(all.subList(10, 15));
        assertThat(page.path("total_count").asInt()).isEqualTo(all.size());
        assertThat(page.path("links").path("next").asString())
                .isEqualTo("/api/v1/models?limit=5&offset=15&output_modalities=all&q=");
        JsonNode last = json(API.models(query("limit=1000")));
        assertThat(last.path("links").path("next").isNull()).isTrue();
        assertThat(json(API.models(query("offset=2000000000"))).path("data").isEmpty()).isTrue();
        assertThat(json(API.usableModels(query("limit=1"))).path("links").path("next").asString())
                .isEqualTo("/api/v1/models/user?limit=1&offset=1");
        assertThat(json(API.embeddingModels(query("limit=1"))).path("data").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"offset, -1, 0 or more", "offset, x, whole number", "limit, 0, from 1 to 1000",
            "limit, 1001, from 1 to 1000", "sort, best, newest", "category, cooking, marketing/seo",
            "output_modalities, smell, embeddings", "input_modalities, smell, audio", "context, 0, 1 or more",
            "context, 99999999999999, whole number", "min_price, -1, number of 0 or more",
            "max_price, cheap, number of 0 or more", "max_price, 1e999999999, number of 0 or more",
            "zdr, yes, one of true", "region, asia, eu", "distillable, maybe, false",
            "min_tool_success_rate, 2, 0 to 1",
            "max_age_days, 1.5, whole number", "use_rss, x, true", "min_coding_index, NaN, number"})
    void refusesBadValuesAndSaysWhatIsAllowed(String name, String value, String allowed) {
        assertThat(API.models(Map.of(name, value))).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().message()).contains(name, value, allowed);
        });
    }

    @Test
    void writesAFeed() {
        Document feed = document(API.models(query("use_rss=true&model_authors=acme&use_rss_chat_links=true")));
        assertThat(feed.contentType()).startsWith("application/rss+xml");
        assertThat(feed.toString()).contains("<rss version=\"2.0\">", "<guid isPermaLink=\"false\">acme/kept</guid>");
    }

    @Test
    void showsOneModelUnderEachOfItsNames() {
        assertThat(json(API.model("openai", "gpt-4o")).path("data").path("id").asString()).isEqualTo("openai/gpt-4o");
        assertThat(json(API.model("openai", "gpt-4o:nitro")).path("data").path("id").asString())
                .isEqualTo("openai/gpt-4o");
        assertThat(json(API.model("openai", "gpt-oss-20b:free")).path("data").path("id").asString())
                .isEqualTo("openai/gpt-oss-20b:free");
        assertThat(json(API.model("~anthropic", "claude-haiku-latest")).path("data").path("id").asString())
                .isEqualTo("anthropic/claude-haiku-4.5");
        assertThat(API.model("openai", "gpt-4oo")).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(404);
            assertThat(refused.problem().message()).contains("openai/gpt-4oo", "openai/gpt-4o");
        });
    }

    @Test
    void tellsTheTargetOfAnAliasInTheList() {
        JsonNode alias = models("q=claude-haiku-latest").getFirst();
        assertThat(alias.path("id").asString()).isEqualTo("~anthropic/claude-haiku-latest");
        assertThat(alias.path("alias_target").path("slug").asString()).isEqualTo("anthropic/claude-haiku-4.5");
        assertThat(alias.path("context_length")).isEqualTo(
                json(API.model("anthropic", "claude-haiku-4.5")).path("data").path("context_length"));
    }

    @Test
    void showsEndpointsWithTheirFactsAndTiers() {
        JsonNode grok = json(API.endpoints("x-ai", "grok-4.3")).path("data").path("endpoints").path(0);
        assertThat(grok.path("provider_name").asString()).isEqualTo("xAI");
        assertThat(grok.path("quantization").asString()).isEqualTo("unknown");
        assertThat(grok.path("status").asInt()).as("nobody configured it").isNegative();
        assertThat(grok.path("pricing").path("overrides").path(0).toString()).isEqualTo(
                "{\"min_prompt_tokens\":200000,\"prompt\":\"0.0000025\",\"completion\":\"0.000005\","
                        + "\"input_cache_read\":\"0.0000004\"}");
        JsonNode own = json(API.endpoints("acme", "kept")).path("data").path("endpoints");
        assertThat(own.size()).isEqualTo(1);
        assertThat(own.path(0).path("quantization").asString()).isEqualTo("fp8");
        assertThat(own.path(0).path("status").asInt()).isZero();
        assertThat(own.path(0).path("pricing").path("prompt").asString()).isEqualTo("0.0000000005");
    }

    @Test
    void showsUnknownPricesAsMinusOne() {
        assertThat(json(API.model("openrouter", "auto")).path("data").path("pricing").toString())
                .isEqualTo("{\"prompt\":\"-1\",\"completion\":\"-1\"}");
    }

    @Test
    void listsWhatCanBeServedWhatKeepsNothingAndWhoProvides() {
        assertThat(json(API.usableModels(Map.of())).path("data").valueStream()
                .map(model -> model.path("id").asString())).contains("openai/gpt-4o", "acme/plain")
                .doesNotContain("anthropic/claude-sonnet-4.5");
        assertThat(json(API.zdrEndpoints()).path("data").valueStream().map(one -> one.path("model_id").asString()))
                .containsExactly("acme/kept");
        assertThat(json(API.providers()).path("data").valueStream().map(one -> one.path("slug").asString()))
                .contains("openai", "anthropic", "mine", "openrouter").doesNotContain("generic");
    }

    @Test
    void showsHowEndpointsHaveDone() {
        var health = new Health(() -> 0);
        var api = new ModelsApi(CATALOG, InstantSource.fixed(NOW), health);
        JsonNode unknown = json(api.endpoints("acme", "kept")).path("data").path("endpoints").path(0);
        for (String name : List.of("uptime_last_5m", "uptime_last_30m", "uptime_last_1d", "latency_last_30m",
                "throughput_last_30m")) {
            assertThat(unknown.path(name).isNull()).as(name).isTrue();
        }

        var id = new EndpointId("acme/kept", unknown.path("tag").asString());
        for (int i = 0; i < 7; i++) {
            health.served(id, new Performance(Duration.ofMillis(250).toNanos(), 80, 1_000_000_000));
        }
        health.failed(id, Fault.RESET, Optional.empty());
        JsonNode known = json(api.endpoints("acme", "kept")).path("data").path("endpoints").path(0);
        assertThat(known.path("status").asInt()).isZero();
        assertThat(known.path("uptime_last_5m").decimalValue()).isEqualByComparingTo("87.5");
        assertThat(known.path("uptime_last_1d").decimalValue()).isEqualByComparingTo("87.5");
        assertThat(known.path("latency_last_30m").path("p50").doubleValue()).as("milliseconds").isBetween(235.0, 265.0);
        assertThat(known.path("throughput_last_30m").path("p99").doubleValue()).isBetween(75.0, 85.0);
        health.failed(id, Fault.RESET, Optional.empty());
        assertThat(json(api.endpoints("acme", "kept")).path("data").path("endpoints").path(0).path("status").asInt())
                .as("an outage").isEqualTo(-2);
    }
}
