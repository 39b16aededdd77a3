package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The catalog as it is served, and what is said about models that cannot be served. */
class ModelsIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, "acme/one").forClass();

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static List<JsonNode> models(String query) {
        return data("/api/v1/models" + query);
    }

    private static List<JsonNode> data(String path) {
        var answer = GATEWAY.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("data").spliterator(), false).toList();
    }

    private static Stream<String> ids(List<JsonNode> models) {
        return models.stream().map(model -> model.path("id").asString());
    }

    @Test
    void listsEveryModelWithoutAKey() {
        var answer = GATEWAY.get("/api/v1/models").json();
        assertThat(answer.path("object").asString()).isEqualTo("list");
        assertThat(answer.path("total_count").asInt()).isEqualTo(answer.path("data").size());
        assertThat(answer.at("/links/next").isNull()).isTrue();
        var models = models("");
        assertThat(models).hasSizeGreaterThan(300);
        assertThat(ids(models)).doesNotHaveDuplicates().contains("acme/one", "openai/gpt-4o",
                "openai/gpt-3.5-turbo", "anthropic/claude-3-opus", "meta-llama/llama-2-70b-chat", "google/gemini-pro");
        assertThat(models).allSatisfy(model -> {
            assertThat(model.path("object").asString()).isEqualTo("model");
            assertThat(model.path("owned_by").isString()).isTrue();
            assertThat(model.at("/pricing/prompt").isString()).as("prices of %s", model).isTrue();
        });
    }

    @Test
    void answersNotModifiedWhileNothingChanged() {
        var first = GATEWAY.get("/api/v1/models");
        var tag = first.header("ETag");
        assertThat(tag).matches("(W/)?\".+\"");
        var again = GATEWAY.get("/api/v1/models", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(GATEWAY.get("/api/v1/models", "If-None-Match", "\"other\", " + tag).status()).isEqualTo(304);
        assertThat(GATEWAY.get("/api/v1/models", "If-None-Match", "\"other\"").status()).isEqualTo(200);
        assertThat(GATEWAY.get("/api/v1/models?q=claude").header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void pagesWhenAsked() {
        var page = GATEWAY.get("/api/v1/models?offset=10&limit=5").json();
        assertThat(page.path("data").size()).isEqualTo(5);
        assertThat(page.path("total_count").asInt()).isGreaterThan(300);
        assertThat(page.at("/links/next").asString()).contains("offset=15").contains("limit=5");
        assertThat(ids(models("?offset=10&limit=5")))
                .containsExactlyElementsOf(ids(models("").subList(10, 15)).toList());
    }

    @Test
    void filtersAndSorts() {
        assertThat(ids(models("?model_authors=anthropic"))).isNotEmpty()
                .allMatch(id -> id.startsWith("anthropic/") || id.startsWith("~anthropic/"));
        assertThat(models("?supported_parameters=tools")).isNotEmpty()
                .allSatisfy(model -> assertThat(model.path("supported_parameters").toString()).contains("\"tools\""));
        assertThat(models("?input_modalities=image")).isNotEmpty().allSatisfy(
                model -> assertThat(model.at("/architecture/input_modalities").toString()).contains("image"));
        var contexts = models("?sort=context-high-to-low").stream().map(model -> model.path("context_length").asLong())
                .toList();
        assertThat(contexts).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(ids(models("?q=gpt-4o"))).contains("openai/gpt-4o");
        assertThat(models("?context=500000"))
                .allSatisfy(model -> assertThat(model.path("context_length").asLong())
                        .isGreaterThanOrEqualTo(500_000));
    }

    @Test
    void tellsAboutOneModel() {
        assertThat(GATEWAY.get("/api/v1/model/openai/gpt-4o").json().at("/data/id").asString())
                .isEqualTo("openai/gpt-4o");
        assertThat(GATEWAY.get("/api/v1/model/acme/one").json().at("/data/context_length").asInt())
                .isEqualTo(128_000);
        assertThat(GATEWAY.get("/api/v1/model/acme/nothing").status()).isEqualTo(404);
    }

    @Test
    void tellsWhoServesAModel() {
        var own = GATEWAY.get("/api/v1/models/acme/one/endpoints").json().path("data");
        assertThat(own.path("id").asString()).isEqualTo("acme/one");
        assertThat(own.at("/endpoints/0/provider_name").asString()).isEqualTo("acme");
        assertThat(own.at("/endpoints/0/pricing/prompt").asString()).isEqualTo("0.000001");
        assertThat(GATEWAY.get("/api/v1/models/openai/gpt-4o/endpoints").json().at("/data/endpoints").size())
                .isPositive();
        assertThat(GATEWAY.get("/api/v1/models/acme/nothing/endpoints").status()).isEqualTo(404);
    }

    @Test
    void countsModels() {
        assertThat(GATEWAY.get("/api/v1/models/count").json().at("/data/count").asInt()).isEqualTo(models("").size());
    }

    @Test
    void listsTheModelsOfAUser() {
        assertThat(GATEWAY.get("/api/v1/models/user").status()).isEqualTo(401);
        assertThat(GATEWAY.getWithKey("/api/v1/models/user").json().path("data").size()).isPositive();
    }

    @Test
    void listsProvidersEndpointsAndEmbeddingModels() {
        assertThat(data("/api/v1/providers").stream().map(provider -> provider.path("slug").asString()))
                .contains("openai", "anthropic", "acme");
        assertThat(GATEWAY.get("/api/v1/endpoints/zdr").status()).isEqualTo(200);
        assertThat(ids(data("/api/v1/embeddings/models"))).contains("openai/text-embedding-3-small");
        assertThat(ids(models(""))).doesNotContain("openai/text-embedding-3-small");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-4oo", "gpt4o", "openai/gtp-4o"})
    void suggestsNearMatchesForAnUnknownModel(String model) {
        var answer = GATEWAY.chat(model, "Hi");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errorMessage()).contains(model).contains("openai/gpt-4o");
        assertThat(answer.json().at("/error/availability/code").asString()).isEqualTo("model_not_found");
    }

    @Test
    void saysWhyAModelOfTheCatalogCannotBeServed() {
        var answer = GATEWAY.chat("anthropic/claude-sonnet-4.5", "Hi");
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.errorMessage()).contains("anthropic/claude-sonnet-4.5");
        var availability = answer.json().at("/error/availability");
        assertThat(availability.path("code").asString()).isEqualTo("no_endpoints");
        assertThat(availability.path("retryable").asBoolean(true)).isFalse();
        assertThat(availability.path("requested_models").toString()).contains("anthropic/claude-sonnet-4.5");
    }

    @Test
    void resolvesAliasesAndTheLatestOfAFamily() {
        var latest = GATEWAY.chat("~anthropic/claude-sonnet-latest", "Hi");
        assertThat(latest.status()).as("known, though nobody serves it here: " + latest.text()).isEqualTo(404);
    }
}
