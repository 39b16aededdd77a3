package dev.interline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Known;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Usage;
import dev.interline.routing.auto.Skill;
import dev.interline.routing.auto.Strengths;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutersTest {
    private static final Known KNOWN = Known.load();
    private static final String CODE = "Write a Python function that parses a CSV file";
    private static final String GREETING = "Hi, how are you?";
    private static final Permit ME = new Permit(List.of(), List.of(), "me");

    /** From cheap to dear; only the third is for code. */
    private final Catalog catalog = catalog("""
            providers:
              one:
                base-url: http://127.0.0.1:1/v1
                models:
                  - {id: meta-llama/llama-3.1-8b-instruct, pricing: {prompt: "0.0000001", completion: "0.0000001"}}
                  - {id: google/gemini-2.5-flash, pricing: {prompt: "0.000001", completion: "0.000001"}}
                  - {id: openai/gpt-5.3-codex, pricing: {prompt: "0.000002", completion: "0.000002"}}
                  - {id: openai/gpt-5.4-mini, pricing: {prompt: "0.000003", completion: "0.000003"}}
                  - {id: anthropic/claude-opus-4.8, pricing: {prompt: "0.00001", completion: "0.00001"}}
                  - {id: acme/own, pricing: {prompt: "0.00000001", completion: "0.00000001"}}
                  - {id: acme/free, pricing: {prompt: "0", completion: "0"}}
                  - {id: acme/gratis, pricing: {prompt: "0", completion: "0"}, input-modalities: [text]}
            """);
    private final Sessions sessions = new Sessions(() -> 0);
    private long seed;
    private final Routing routing = new Routing(new Ranker(() -> Snapshot.NOTHING, () -> seed += 0x9E3779B97F4A7C15L,
            () -> false), sessions);

    @Test
    void picksByWhatThePromptAsks() {
        assertThat(picked(auto(CODE, "{'id':'auto-router','cost_quality_tradeoff':5}")).getFirst())
                .isEqualTo("openai/gpt-5.3-codex");
        assertThat(pick(auto(CODE, "{'id':'auto-router','cost_quality_tradeoff':5}"))).satisfies(pick -> {
            assertThat(pick.router()).isEqualTo("openrouter/auto");
            assertThat(pick.task()).isEqualTo("code");
            assertThat(pick.tier()).isEqualTo("tradeoff 5");
            assertThat(pick.model()).isEqualTo("openai/gpt-5.3-codex");
            assertThat(pick.reason()).contains("strength 91", "among 4");
        });
        assertThat(picked(auto(GREETING, ""))).startsWith("google/gemini-2.5-flash").doesNotContain("acme/own");
    }

    @ParameterizedTest
    @CsvSource({"low, google/gemini-2.5-flash", "medium, openai/gpt-5.3-codex", "high, openai/gpt-5.4-mini",
            "xhigh, anthropic/claude-opus-4.8", "max, anthropic/claude-opus-4.8"})
    void keepsToAFifthOfThePrices(String tier, String model) {
        String plugin = "{'id':'auto-router','cost_quality_tradeoff':0,'cost_tier':'%s'}".formatted(tier);
        assertThat(picked(auto(GREETING, plugin)).getFirst()).isEqualTo(model);
    }

    @Test
    void takesOnlyAllowedModelsThatAreNotExcluded() {
        assertThat(picked(auto(CODE, "{'id':'auto-router','allowed_models':['OpenAI/*','google/*'],"
                + "'excluded_models':['*codex']}"))).containsExactlyInAnyOrder("openai/gpt-5.4-mini",
                        "google/gemini-2.5-flash");
        assertThat(picked(auto(CODE, "{'id':'auto-router','allowed_models':['acme/own']}")))
                .containsExactly("acme/own");
        assertThat(picked(auto(CODE, "{'id':'auto-router','enabled':false,'allowed_models':['acme/own']}")))
                .doesNotContain("acme/own");
        assertThat(picked(ask("openrouter/auto-beta", CODE, "{'id':'auto-router','allowed_models':['acme/own']}")))
                .doesNotContain("acme/own");
        assertThat(picked(ask("openrouter/auto-beta", CODE, "{'id':'auto-beta-router','allowed_models':['acme/own']}")))
                .containsExactly("acme/own");
    }

    @Test
    void tellsWhatRestrictsTheChoice() {
        Problem problem = problem(auto(CODE, "{'id':'auto-router','allowed_models':['nobody/*']}"), ME);
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.message()).isEqualTo("No models match your request and model restrictions");
        assertThat(problem.availability().orElseThrow()).satisfies(availability -> {
            assertThat(availability.code()).isEqualTo("constraint_filtered");
            assertThat(availability.excludedBy()).containsExactly("allowed_models");
            assertThat(availability.requestedModels()).containsExactly("openrouter/auto");
            assertThat(availability.fallbackModels()).hasSize(3);
        });
        assertThat(problem(auto(CODE, ""),
                new Permit(List.of(new Allowed("the API key's", List.of("nobody/*"), List.of(), List.of())), List.of(),
                        "me"))
                .availability()
                .orElseThrow().constraint().orElseThrow().detail()).contains("the API key's allowed_models");
        var nothing = routing.route(catalog("{}"), auto(CODE, ""), ME, Instant.EPOCH);
        assertThat(nothing).isInstanceOfSatisfying(Ranking.Unroutable.class,
                told -> assertThat(told.problem().availability().orElseThrow().code()).isEqualTo("no_endpoints"));
    }

    @Test
    void staysWithTheModelOfTheConversation() {
        Exchange first = session("openrouter/auto", GREETING, "");
        assertThat(picked(first).getFirst()).isEqualTo("google/gemini-2.5-flash");
        sessions.served("me", "openrouter/auto", first.conversation(), "anthropic/claude-opus-4.8", "one", Usage.NONE);
        assertThat(picked(first).getFirst()).isEqualTo("anthropic/claude-opus-4.8");
        assertThat(pick(first).reason()).contains("answered this conversation before");
        assertThat(picked(session("openrouter/auto", GREETING,
                "{'id':'auto-router','excluded_models':['anthropic/*']}")).getFirst())
                .isEqualTo("google/gemini-2.5-flash");
        assertThat(picked(auto(GREETING, "")).getFirst()).as("no session").isEqualTo("google/gemini-2.5-flash");
    }

    @Test
    void goesOnWithThePinnedModel() {
        String messages =
                "[{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello','model':'openai/gpt-5.4-mini'},"
                        + "{'role':'user','content':'And now?'}]";
        assertThat(picked(exchange("{'model':'openrouter/auto','messages':" + messages
                + ",'plugins':[{'id':'auto-router','pin_model':true}]}")).getFirst()).isEqualTo("openai/gpt-5.4-mini");
        assertThat(picked(exchange("{'model':'openrouter/auto','messages':" + messages + "}")).getFirst())
                .isNotEqualTo("openai/gpt-5.4-mini");
    }

    @Test
    void drawsAmongFreeModels() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            List<String> models = picked(ask("openrouter/free", GREETING, ""));
            assertThat(models).containsExactlyInAnyOrder("acme/free", "acme/gratis");
            first.add(models.getFirst());
        }
        assertThat(first).hasSize(2);
        assertThat(
                picked(exchange("{'model':'openrouter/free','messages':[{'role':'user','content':[{'type':'image_url',"
                        + "'image_url':{'url':'https://example.com/a.png'}}]}]}")))
                .containsExactly("acme/free");
        assertThat(problem(ask("openrouter/free", GREETING, ""),
                new Permit(List.of(new Allowed("the API key's", List.of("openai/*"), List.of(), List.of())), List.of(),
                        ""))
                .message()).startsWith("No free model can serve this request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'id':'pareto-router'}                          | openai/gpt-5.3-codex | high",
            "{'id':'pareto-router','min_coding_score':0.5}   | google/gemini-2.5-flash | medium",
            "{'id':'pareto-router','min_coding_score':0.1}   | google/gemini-2.5-flash | low",
            "{'id':'pareto-router','max_price':2.5}          | openai/gpt-5.3-codex | max_price 2.5",
            "{'id':'pareto-router','max_price':100,'min_coding_score':0} | anthropic/claude-opus-4.8 | max_price 100"})
    void picksTheCheapestThatIsGoodAtCode(String plugin, String model, String tier) {
        Exchange exchange = ask("openrouter/pareto-code", CODE, plugin);
        assertThat(picked(exchange)).hasSizeBetween(2, 3).startsWith(model);
        assertThat(pick(exchange).tier()).isEqualTo(tier);
    }

    @Test
    void findsNothingBelowAnImpossiblePrice() {
        Problem problem =
                problem(ask("openrouter/pareto-code", CODE, "{'id':'pareto-router','max_price':0.000001}"), ME);
        assertThat(problem.type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(problem.message()).contains("max_price");
        assertThat(picked(ask("openrouter/pareto-code:nitro", CODE, ""))).startsWith("openai/gpt-5.3-codex");
    }

    @Test
    void putsOtherModelsBehindWhatARouterPicks() {
        Exchange exchange = exchange("{'models':['openrouter/free','openai/gpt-5.4-mini'],"
                + "'messages':[{'role':'user','content':'Hi'}]}");
        assertThat(picked(exchange)).hasSize(3).endsWith("openai/gpt-5.4-mini");
        assertThat(picked(exchange("{'model':'openrouter/auto','models':['openai/gpt-5.3-codex'],"
                + "'messages':[{'role':'user','content':'Hi'}]}"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openrouter/fusion", "openrouter/bodybuilder"})
    void refusesRoutersThatItDoesNotHave(String model) {
        Problem problem = problem(ask(model, CODE, ""), ME);
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.message()).startsWith(model + " is not supported").contains("openrouter/auto");
        Catalog own = catalog("providers: {openrouter: {api-key: k}}");
        assertThat(routing.route(own, ask(model, CODE, ""), ME, Instant.EPOCH)).isInstanceOf(Ranking.Ranked.class);
    }

    @ParameterizedTest
    @CsvSource({"openai/gpt-5.4-mini:online, does not search the web",
            "openai/gpt-4o:online, does not search the web",
            "openrouter/auto:online, does not search the web",
            "openai/gpt-5.4-mini:thinking, reasoning", "openai/gpt-5.4-mini:nitro:extended, no such variant"})
    void refusesVariantsThatItCannotServe(String model, String why) {
        Problem problem = problem(ask(model, CODE, ""), ME);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.message()).startsWith(model + " is not a valid model ID").contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "web-fetch", "fusion", "switchyard-router", "unheard-of"})
    void refusesPluginsThatItDoesNotHave(String plugin) {
        Problem problem = problem(ask("openai/gpt-5.4-mini", CODE, "{'id':'" + plugin + "'}"), ME);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.message()).contains("\"" + plugin + "\" is not supported");
        assertThat(picked(ask("openai/gpt-5.4-mini", CODE, "{'id':'" + plugin + "','enabled':false}"))).hasSize(1);
        Catalog both = catalog("providers: {openrouter: {api-key: k}, openai: {api-key: k}}");
        assertThat(routing.route(both, ask("openai/gpt-5.4-mini", CODE, "{'id':'" + plugin + "'}"), ME, Instant.EPOCH))
                .isInstanceOfSatisfying(Ranking.Ranked.class, ranked -> assertThat(ranked.candidates())
                        .extracting(Candidate::provider).containsOnly("OpenRouter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':'moderation'}", "{'id':'context-compression','engine':'middle-out'}",
            "{'id':'response-healing'}", "{'id':'file-parser','pdf':{'engine':'native'}}",
            "{'id':'file-parser','pdf':{'engine':'mistral-ocr'}}"})
    void takesPluginsThatChangeNothing(String plugin) {
        assertThat(picked(ask("openai/gpt-5.4-mini", CODE, plugin))).hasSize(1);
    }

    @Test
    void ratesOnlyModelsThatTheCatalogHas() {
        assertThat(Strengths.shipped().models()).hasSizeGreaterThan(100)
                .allSatisfy(id -> assertThat(catalog.model(id)).as(id).isPresent());
        assertThat(Strengths.shipped().of("openai/gpt-5.3-codex", Skill.CODE)).hasValue(91);
    }

    @Test
    void looksAtNoMoreOfAPromptThanItMust() {
        var asked = Prompts.of(auto("a".repeat(1_000_000), ""));
        assertThat(asked.text()).hasSize(4_000);
        assertThat(asked.bytes()).isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"*, a/b, true", "a/*, a/b, true", "a/*, b/a, false", "*b, a/b, true", "a/b, a/b, true",
            "a/b, a/bc, false",
            "*/*-mini, openai/gpt-mini, true", "*mini*, openai/gpt-mini-2, true", "a**c, abc, true", "a*, b, false"})
    void matchesPatterns(String pattern, String name, boolean matches) {
        assertThat(Patterns.matches(pattern, name)).isEqualTo(matches);
    }

    private static Exchange auto(String prompt, String plugin) {
        return ask("openrouter/auto", prompt, plugin);
    }

    private static Exchange ask(String model, String prompt, String plugin) {
        return exchange(
                "{'model':'%s','messages':[{'role':'user','content':'%s'}],'plugins':[%s]}".formatted(model, prompt,
                        plugin));
    }

    private static Exchange session(String model, String prompt, String plugin) {
        return exchange("{'model':'%s','session_id':'talk','messages':[{'role':'user','content':'%s'}],'plugins':[%s]}"
                .formatted(model, prompt, plugin));
    }

    private static Exchange exchange(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return switch (new ChatDialect().parse(Operation.GENERATE, body, body.length, Headers.NONE)) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    private List<String> picked(Exchange exchange) {
        var models = new ArrayList<String>();
        ranked(exchange).candidates().forEach(candidate -> models.add(candidate.endpoint().model()));
        return models;
    }

    private Pick pick(Exchange exchange) {
        return ranked(exchange).pick().orElseThrow();
    }

    private Ranking.Ranked ranked(Exchange exchange) {
        return switch (routing.route(catalog, exchange, ME, Instant.EPOCH)) {
            case Ranking.Ranked ranked -> ranked;
            case Ranking.Unroutable(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    private Problem problem(Exchange exchange, Permit permit) {
        return switch (routing.route(catalog, exchange, permit, Instant.EPOCH)) {
            case Ranking.Ranked ranked -> throw new AssertionError(ranked.toString());
            case Ranking.Unroutable(Problem problem) -> problem;
        };
    }

    private static Catalog catalog(String yaml) {
        return new Assembly(KNOWN, Set.of("openai"), List.of(), Environment.EMPTY).build(Config.of(yaml), Map.of());
    }
}
