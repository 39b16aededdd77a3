package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.catalog.Upstream.State;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.exchange.Money;
import dev.interline.exchange.Need;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Vendor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final Known KNOWN = Known.load();
    private static final StandIn STAND_IN = new StandIn(
            new Vendor("echo", "Echo", "echo", Optional.empty(), Optional.empty(), Quirks.GENERIC, Map.of()),
            List.of(model("interline/echo")));

    private static Model model(String id) {
        return new Model(id, id, id, 0, Optional.empty(), 8_192, Model.Architecture.UNKNOWN, Pricing.FREE,
                new Model.TopProvider(8_192, 0, false), Set.of(), Map.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private static Assembly assembly(Map<String, String> environment) {
        return new Assembly(KNOWN, Set.of("openai", "anthropic", "echo"), List.of(STAND_IN),
                new Environment(environment));
    }

    private static Catalog catalog(String yaml, Map<String, String> environment) {
        return assembly(environment).build(Config.of(yaml), Map.of());
    }

    private static Catalog listing(String yaml, String slug, String... ids) {
        var items = List.of(ids).stream().map(id -> new Listing.Item(id, 4_096)).toList();
        return assembly(Map.of()).build(Config.of(yaml), Map.of(slug, new Listing(items)));
    }

    private static List<String> servable(Catalog catalog, String id) {
        return catalog.endpointsOf(catalog.model(id).orElseThrow()).stream().filter(Endpoint::servable)
                .map(Endpoint::tag).toList();
    }

    private static Endpoint endpoint(Catalog catalog, String model, String tag) {
        return catalog.endpointsOf(catalog.model(model).orElseThrow()).stream()
                .filter(endpoint -> endpoint.tag().equals(tag)).findFirst().orElseThrow();
    }

    private static Upstream upstream(Catalog catalog, String slug) {
        return catalog.upstream(slug).orElseThrow();
    }

    @Test
    void takesCredentialsFromTheUsualVariables() {
        var catalog =
                catalog("", Map.of("OPENAI_API_KEY", "sk-1", "GEMINI_API_KEY", "g-1", "ANTHROPIC_API_KEY", "a-1"));
        assertThat(upstream(catalog, "openai").vendor().credential().orElseThrow().value()).isEqualTo("Bearer sk-1");
        assertThat(upstream(catalog, "google-ai-studio").state()).isEqualTo(State.READY);
        assertThat(upstream(catalog, "anthropic").vendor().credential().orElseThrow())
                .satisfies(key -> assertThat(key.header()).isEqualTo("x-api-key"))
                .satisfies(key -> assertThat(key.value()).isEqualTo("a-1"));
        assertThat(servable(catalog, "openai/gpt-4o")).containsExactly("openai");
    }

    @Test
    void prefersTheConfiguredKeyAndAddress() {
        var catalog = catalog("providers: {openai: {api-key: mine, base-url: 'http://127.0.0.1:9/v1'}}",
                Map.of("OPENAI_API_KEY", "sk-1"));
        var vendor = upstream(catalog, "openai").vendor();
        assertThat(vendor.credential().orElseThrow().value()).isEqualTo("Bearer mine");
        assertThat(vendor.baseUrl()).contains(URI.create("http://127.0.0.1:9/v1"));
        assertThat(vendor.name()).isEqualTo("OpenAI");
        assertThat(vendor.quirks().maxTokensField()).isEqualTo("max_completion_tokens");
    }

    @Test
    void saysWhatAVendorLacks() {
        var catalog = catalog("providers: {groq: {enabled: false}}",
                Map.of("GROQ_API_KEY", "k", "CLOUDFLARE_API_KEY", "k", "AWS_ACCESS_KEY_ID", "k"));
        assertThat(upstream(catalog, "groq").state()).isEqualTo(State.DISABLED);
        assertThat(upstream(catalog, "openai").state()).isEqualTo(State.NO_CREDENTIAL);
        assertThat(upstream(catalog, "cloudflare").state()).isEqualTo(State.NO_ADDRESS);
        assertThat(upstream(catalog, "amazon-bedrock").state()).isEqualTo(State.NO_DIALECT);
        assertThat(upstream(catalog, "ollama").state()).isEqualTo(State.NO_ADDRESS);
        assertThat(catalog.upstream("generic")).isEmpty();
    }

    @Test
    void fillsVariablesIntoAddresses() {
        var catalog = catalog("", Map.of("CLOUDFLARE_API_KEY", "k", "CLOUDFLARE_ACCOUNT_ID", "acc"));
        assertThat(upstream(catalog, "cloudflare").vendor().baseUrl())
                .contains(URI.create("https://api.cloudflare.com/client/v4/accounts/acc/ai/v1"));
        assertThat(upstream(catalog, "cloudflare").state()).isEqualTo(State.READY);
    }

    /** The gateway chooses by itself. */
    private static final Set<String> OWN_ROUTERS =
            Set.of("openrouter/auto", "openrouter/auto-beta", "openrouter/free", "openrouter/pareto-code");

    @Test
    void offersEveryModelAtOpenRouter() {
        var catalog = catalog("", Map.of("OPENROUTER_API_KEY", "k"));
        assertThat(catalog.models()).filteredOn(model -> model.aliasTarget().isEmpty()
                && !model.id().startsWith("interline/") && !OWN_ROUTERS.contains(model.id())).allSatisfy(
                        model -> assertThat(servable(catalog, model.id())).containsExactly("openrouter"));
        var model = catalog.model("anthropic/claude-3-opus").orElseThrow();
        assertThat(endpoint(catalog, model.id(), "openrouter").pricing()).isEqualTo(model.pricing());
    }

    @Test
    void addsAProviderWithItsModels() {
        var catalog = catalog("""
                providers:
                  my-vllm:
                    base-url: http://127.0.0.1:9001/v1/
                    models:
                      - id: acme/large
                        upstream: acme-large-fp8
                        context-length: 128000
                        pricing: {prompt: "0.000001", completion: "0.000002"}
                        zdr: true
                        quantization: fp8
                      - {id: openai/gpt-4o, upstream: gpt-4o-here}
                """, Map.of());
        var own = endpoint(catalog, "acme/large", "my-vllm");
        assertThat(own.servable()).isTrue();
        assertThat(own.target().upstreamModel()).isEqualTo("acme-large-fp8");
        assertThat(own.pricing().rate(Usage.of(3, 1)).total()).isEqualTo(new Money(5_000));
        assertThat(own.declared().zdr()).contains(true);
        assertThat(own.declared().quantization()).contains("fp8");
        assertThat(own.contextLength()).isEqualTo(128_000);
        assertThat(own.has(Need.TOOLS)).as("nobody declared, so the upstream will tell").isTrue();
        assertThat(catalog.resolve("large")).isInstanceOf(Resolution.Found.class);
        var known = catalog.model("openai/gpt-4o").orElseThrow();
        assertThat(endpoint(catalog, "openai/gpt-4o", "my-vllm").pricing()).isEqualTo(known.pricing());
        assertThat(catalog.endpointsOf(known).getFirst().tag()).as("the operator's own comes first")
                .isEqualTo("my-vllm");
        assertThat(upstream(catalog, "my-vllm").vendor().quirks()).isEqualTo(Quirks.GENERIC);
    }

    @Test
    void leavesAVendorOnlyTheModelsThatAreDeclaredForIt() {
        var catalog = catalog("providers: {openai: {api-key: k, models: [{id: openai/gpt-4o}]}}", Map.of());
        assertThat(servable(catalog, "openai/gpt-4o")).containsExactly("openai");
        assertThat(servable(catalog, "openai/gpt-4o-mini")).isEmpty();
    }

    @Test
    void changesModelsOfTheCatalog() {
        var catalog = catalog("""
                models:
                  openai/gpt-4o:
                    aliases: [best, gpt-4]
                    context-length: 1000
                    pricing: {completion: "0.000001"}
                """, Map.of("OPENAI_API_KEY", "k"));
        var model = catalog.model("openai/gpt-4o").orElseThrow();
        assertThat(model.contextLength()).isEqualTo(1_000);
        assertThat(model.pricing().price(PriceKey.PROMPT)).isEqualByComparingTo("0.0000025");
        assertThat(model.pricing().price(PriceKey.COMPLETION)).isEqualByComparingTo("0.000001");
        assertThat(endpoint(catalog, model.id(), "openai").pricing().price(PriceKey.COMPLETION))
                .isEqualByComparingTo("0.000001");
        assertThat(catalog.resolve("best")).isEqualTo(new Resolution.Found(model, Set.of()));
        assertThat(catalog.resolve("gpt-4")).as("the operator's alias goes before a bare name")
                .isEqualTo(new Resolution.Found(model, Set.of()));
    }

    @Test
    void standsInForEveryTextModelWhileNoRealProviderIsConfigured() {
        var catalog = catalog("", Map.of());
        assertThat(servable(catalog, "openai/gpt-4o")).containsExactly("echo");
        assertThat(servable(catalog, "interline/echo")).containsExactly("echo");
        assertThat(servable(catalog, "openai/text-embedding-3-small")).isEmpty();
        var latest = catalog.model("~anthropic/claude-sonnet-latest").orElseThrow();
        assertThat(catalog.endpointsOf(latest)).filteredOn(Endpoint::servable).hasSize(1).allSatisfy(
                endpoint -> assertThat(endpoint.model()).isEqualTo(latest.aliasTarget().orElseThrow().slug()));
        assertThat(endpoint(catalog, "openai/gpt-4o", "echo").pricing())
                .isEqualTo(catalog.model("openai/gpt-4o").orElseThrow().pricing());
    }

    @Test
    void keepsTheStandInToItsOwnModelWhenARealProviderIsConfigured() {
        var catalog = catalog("", Map.of("OPENAI_API_KEY", "k"));
        assertThat(servable(catalog, "openai/gpt-4o")).containsExactly("openai");
        assertThat(servable(catalog, "anthropic/claude-3-opus")).isEmpty();
        assertThat(servable(catalog, "interline/echo")).containsExactly("echo");
    }

    @Test
    void keepsTheStandInToItsOwnModelWhenOthersCanReachTheServer() {
        var catalog = catalog("host: 0.0.0.0", Map.of());
        assertThat(servable(catalog, "openai/gpt-4o")).isEmpty();
        assertThat(servable(catalog, "interline/echo")).containsExactly("echo");
    }

    @Test
    void letsTheStandInServeAlwaysLastInOrderOrNever() {
        var key = Map.of("OPENAI_API_KEY", "k");
        assertThat(servable(catalog("providers: {echo: {serve: always}}", key), "openai/gpt-4o"))
                .containsExactly("openai", "echo");
        var never = catalog("providers: {echo: {serve: never}}", Map.of());
        assertThat(servable(never, "openai/gpt-4o")).isEmpty();
        assertThat(never.model("interline/echo")).isEmpty();
    }

    @Test
    void doesNotCountAnOllamaThatWasFoundByItself() {
        var catalog = listing("", "ollama", "llama3:latest", "qwen3:8b");
        assertThat(servable(catalog, "ollama/llama3:latest")).containsExactly("ollama");
        assertThat(servable(catalog, "openai/gpt-4o")).containsExactly("echo");
        for (String name : List.of("llama3", "llama3:latest", "ollama/llama3:latest")) {
            assertThat(catalog.resolve(name)).isInstanceOfSatisfying(Resolution.Found.class,
                    found -> assertThat(found.model().id()).isEqualTo("ollama/llama3:latest"));
        }
        assertThat(servable(catalog("providers: {ollama: {}}", Map.of()), "openai/gpt-4o"))
                .as("a configured one counts").isEmpty();
    }

    @Test
    void attachesListedModelsToThoseOfTheCatalog() {
        String yaml = "providers: {my-vllm: {base-url: 'http://127.0.0.1:9001/v1'}}";
        var catalog = listing(yaml, "my-vllm", "meta-llama/Llama-3.1-70B-Instruct", "gpt-4o");
        var endpoint = endpoint(catalog, "meta-llama/llama-3.1-70b-instruct", "my-vllm");
        assertThat(endpoint.upstreamModel()).isEqualTo("meta-llama/Llama-3.1-70B-Instruct");
        assertThat(endpoint.pricing().isFree()).isTrue();
        assertThat(endpoint.contextLength()).isEqualTo(4_096);
        assertThat(servable(catalog, "my-vllm/gpt-4o")).containsExactly("my-vllm");
        assertThat(catalog.resolve("gpt-4o")).as("a listed name pushes nobody aside").isInstanceOfSatisfying(
                Resolution.Found.class, found -> assertThat(found.model().id()).isEqualTo("openai/gpt-4o"));
    }

    @Test
    void readsTheListsOfSelfHostedUpstreamsThatDeclareNoModels() {
        String yaml = """
                providers:
                  one: {base-url: 'http://127.0.0.1:9001/v1'}
                  two: {base-url: 'http://127.0.0.1:9002/v1', models: [{id: acme/x}]}
                  off: {base-url: 'http://127.0.0.1:9003/v1', enabled: false}
                  openai: {base-url: 'http://127.0.0.1:9004/v1'}
                """;
        assertThat(assembly(Map.of()).discoverable(Config.of(yaml))).extracting(Vendor::slug)
                .containsExactlyInAnyOrder("ollama", "one");
        assertThat(assembly(Map.of()).discoverable(Config.of("catalog: {ollama: false}"))).isEmpty();
    }

    @Test
    void findsVendorsByWhateverPeopleCallThem() {
        var catalog = catalog("", Map.of());
        assertThat(names(catalog, "AWS Bedrock")).containsExactly("amazon-bedrock");
        assertThat(names(catalog, "amazon bedrock")).containsExactly("amazon-bedrock");
        assertThat(names(catalog, "Google")).containsExactlyInAnyOrder("google-vertex", "google-ai-studio");
        assertThat(names(catalog, "Z.AI")).containsExactly("z-ai");
        assertThat(names(catalog, "OPENAI")).containsExactly("openai");
        assertThat(names(catalog, "nobody")).isEmpty();
    }

    private static List<String> names(Catalog catalog, String name) {
        return catalog.upstreamsNamed(name).stream().map(Upstream::slug).toList();
    }

    @Test
    void letsAVendorsNameMeanAllOfItsEndpointsAndATagOne() {
        var catalog = catalog("", Map.of());
        var plain = endpoint(catalog, "anthropic/claude-sonnet-4.5", "amazon-bedrock");
        var regional = endpoint(catalog, "anthropic/claude-sonnet-4.5", "amazon-bedrock/us");
        assertThat(catalog.isNamed(plain, "AWS Bedrock")).isTrue();
        assertThat(catalog.isNamed(regional, "amazon-bedrock")).isTrue();
        assertThat(catalog.isNamed(regional, "amazon-bedrock/us")).isTrue();
        assertThat(catalog.isNamed(plain, "amazon-bedrock/us")).isFalse();
        assertThat(catalog.isNamed(plain, "anthropic")).isFalse();
        assertThat(regional.declared().region()).contains("us");
    }
}
