package dev.interline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Known;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.StandIn;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.OwnKey;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Vendor;
import dev.interline.exchange.Wire;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final String TWO_VENDORS = """
            providers:
              cheap:
                base-url: http://127.0.0.1:1/v1
                models:
                  - {id: acme/large, pricing: {prompt: "0.000001", completion: "0.000002"}, quantization: fp8,
                     input-modalities: [text], supported-parameters: [max_tokens, tools]}
              dear:
                base-url: http://127.0.0.1:2/v1
                models:
                  - {id: acme/large, pricing: {prompt: "0.000003", completion: "0.000004"}, zdr: true,
                     input-modalities: [text, image], max-completion-tokens: 1000}
                  - {id: acme/small, pricing: {prompt: "0.000001", completion: "0.000001"}}
            """;

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Catalog catalog = catalog(TWO_VENDORS);
    private final Routing routing = new Routing(Ranker.cheapestFirst(), new Sessions(() -> 0));

    @Test
    void triesTheCheapestFirst() {
        assertThat(providers(facts("acme/large", Preferences.NONE))).containsExactly("cheap", "dear");
    }

    @Test
    void triesOtherModelsBehindTheFirst() {
        Facts facts = new Facts(Operation.GENERATE, "acme/small", List.of("acme/large"), false, OptionalLong.empty(),
                Set.of(), Set.of(), Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(10),
                Output.PLAIN);
        assertThat(candidates(facts)).extracting(candidate -> candidate.endpoint().model())
                .containsExactly("acme/small", "acme/large", "acme/large");
    }

    @Test
    void followsTheOrderThatTheRequestNames() {
        assertThat(providers(facts("acme/large", order(List.of("DEAR"), true)))).containsExactly("dear", "cheap");
        assertThat(providers(facts("acme/large", order(List.of("dear"), false)))).containsExactly("dear");
    }

    @Test
    void takesTheWishBehindAModelsName() {
        assertThat(providers(facts("acme/large:floor", Preferences.NONE))).containsExactly("cheap", "dear");
        assertThat(reasons(facts("acme/large:floor", Preferences.NONE))).containsOnly(Reason.PRICE);
        assertThat(reasons(facts("acme/large:nitro", Preferences.NONE))).containsOnly(Reason.THROUGHPUT);
        assertThat(reasons(facts("acme/large:exacto", Preferences.NONE))).containsOnly(Reason.QUALITY);
        assertThat(reasons(facts("acme/large:nitro", sorted("price", false)))).containsOnly(Reason.PRICE);
    }

    @Test
    void sortsEndpointsOfAllModelsTogetherIfWished() {
        assertThat(candidates(either(sorted("price", true)))).extracting(candidate -> candidate.provider() + ' '
                + candidate.endpoint().model())
                .containsExactly("dear acme/small", "cheap acme/large", "dear acme/large");
        assertThat(candidates(either(sorted("price", false)))).extracting(candidate -> candidate.provider() + ' '
                + candidate.endpoint().model())
                .containsExactly("cheap acme/large", "dear acme/large", "dear acme/small");
    }

    private static final String TIERED = """
            providers:
              open:
                base-url: http://127.0.0.1:1/v1
                models:
                  - {id: acme/large, pricing: {prompt: "0.000002", completion: "0.000002"}}
                  - {id: acme/small, pricing: {prompt: "0.000001", completion: "0.000001"}}
                service-tiers:
                  - {tier: flex, models: [acme/large], price-factor: 0.5}
                  - {tier: priority, models: ["acme/l*"], price-factor: 2}
              other:
                base-url: http://127.0.0.1:2/v1
                models: [{id: acme/large, pricing: {prompt: "0.000003", completion: "0.000003"}}]
            """;

    @Test
    void servesATierOfItsOwnOnlyToWhoAsksForIt() {
        assertThat(tags("acme/large", Preferences.NONE, "")).containsExactly("open", "other");
        assertThat(tags("acme/large", Preferences.NONE, "auto")).containsExactly("open", "other");
        assertThat(tags("acme/large", Preferences.NONE, "flex")).containsExactly("open/flex");
        assertThat(tags("acme/small", Preferences.NONE, "flex")).containsExactly("open");
        assertThat(tags("acme/large", Preferences.NONE, "fast")).containsExactly("open/priority", "open", "other");
        assertThat(tags("acme/large:floor", Preferences.NONE, "")).containsExactly("open/flex", "open", "other");
        assertThat(tags("acme/large:floor", Preferences.NONE, "default")).containsExactly("open", "other");
        assertThat(tags("acme/large:nitro", Preferences.NONE, "")).containsExactlyInAnyOrder("open/priority", "open",
                "other");
        assertThat(tags("acme/large:nitro", order(List.of("other"), true), "")).containsExactly("other", "open");
        assertThat(tags("acme/large", order(List.of("open/flex"), true), "")).containsExactly("open/flex", "open",
                "other");
        assertThat(tags("acme/large", filter(List.of("open"), List.of()), "")).containsExactly("open");
        assertThat(tags("acme/large", filter(List.of("open/priority"), List.of()), ""))
                .containsExactly("open/priority");
    }

    @Test
    void chargesATierByItsOwnPrices() {
        Endpoint flex =
                endpoints(TIERED).stream().filter(one -> one.tag().equals("open/flex")).findFirst().orElseThrow();
        assertThat(flex.pricing().price(PriceKey.PROMPT)).isEqualByComparingTo("0.000001");
        assertThat(flex.tier().ordinary().price(PriceKey.PROMPT)).isEqualByComparingTo("0.000002");
        assertThat(flex.target().tier()).isEqualTo(ServiceTier.FLEX);
    }

    private static List<Endpoint> endpoints(String yaml) {
        Catalog from = catalog(yaml);
        return from.endpointsOf(from.model("acme/large").orElseThrow());
    }

    private List<String> tags(String model, Preferences wishes, String tier) {
        String body = tier.isEmpty() ? "{}" : "{\"service_tier\":\"" + tier + "\"}";
        return switch (routing.route(catalog(TIERED), exchange(facts(model, wishes), body), Permit.ANYTHING, NOW)) {
            case Ranking.Ranked(List<Candidate> candidates, _) -> candidates.stream()
                    .map(candidate -> candidate.endpoint().tag()).toList();
            case Ranking.Unroutable(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    @Test
    void keepsToWhatWasDeclared() {
        String declared = """
                providers:
                  kept:
                    base-url: http://127.0.0.1:1/v1
                    zdr: true
                    data-collection: deny
                    models: [{id: acme/large}]
                  open:
                    base-url: http://127.0.0.1:2/v1
                    data-collection: allow
                    models: [{id: acme/large}, {id: acme/small, data-collection: deny, zdr: true}]
                models:
                  acme/small: {distillable: true}
                """;
        Preferences denying = new Preferences(List.of(), List.of(), List.of(), true, false, true, false, false,
                List.of(), Optional.empty(), false, Map.of(), Map.of(), Map.of());
        assertThat(opened(catalog(declared), facts("acme/large", denying), Permit.ANYTHING)).containsExactly("kept");
        assertThat(opened(catalog(declared), facts("acme/small", denying), Permit.ANYTHING)).containsExactly("open");
        Preferences teaching = new Preferences(List.of(), List.of(), List.of(), true, false, false, false, true,
                List.of(), Optional.empty(), false, Map.of(), Map.of(), Map.of());
        assertThat(opened(catalog(declared), facts("acme/small", teaching), Permit.ANYTHING)).containsExactly("open");
        assertThat(routing.route(catalog(declared), exchange(facts("acme/large", teaching)), Permit.ANYTHING, NOW))
                .isInstanceOfSatisfying(Ranking.Unroutable.class, no -> assertThat(no.problem().message())
                        .contains("others may be trained with").contains("acme/small"));
    }

    @Test
    void servesWhatBothKeyAndAccountAllow() {
        var key = new Allowed("the API key's", List.of(), List.of("cheap", "dear"), List.of());
        var account = new Allowed("the account's", List.of("acme/*"), List.of("dear"), List.of());
        assertThat(opened(catalog, facts("acme/large", Preferences.NONE),
                new Permit(List.of(key, account), List.of(), "")))
                .containsExactly("dear");
        var nobody = new Allowed("the account's", List.of(), List.of("nobody"), List.of());
        assertThat(problem(facts("acme/large", Preferences.NONE), new Permit(List.of(key, nobody), List.of(), ""))
                .message()).contains("the account's allowed_providers").doesNotContain("API key");
    }

    @Test
    void needsAContextThatHoldsTheWholeAnswer() {
        Catalog small = catalog("""
                providers:
                  small: {base-url: "http://127.0.0.1:1/v1", models: [{id: acme/large, context-length: 8000}]}
                  large: {base-url: "http://127.0.0.1:2/v1", models: [{id: acme/large, context-length: 32000}]}
                """);
        Facts lengthy = needing(Set.of(), OptionalLong.of(9000));
        assertThat(opened(small, lengthy, Permit.ANYTHING)).containsExactly("large");
    }

    @Test
    void servesOnlyInTheRegionsOfTheKey() {
        String regional = """
                providers:
                  ireland: {base-url: "http://127.0.0.1:1/v1", region: eu-west-1, models: [{id: acme/large}]}
                  anywhere: {base-url: "http://127.0.0.1:2/v1", models: [{id: acme/large}]}
                  america: {base-url: "http://127.0.0.1:3/v1", region: us, models: [{id: acme/large}]}
                """;
        assertThat(opened(catalog(regional), facts("acme/large", Preferences.NONE), in("eu")))
                .containsExactly("ireland");
        assertThat(opened(catalog(regional), facts("acme/large", Preferences.NONE), in("US", "eu")))
                .containsExactlyInAnyOrder("america", "ireland");
        assertThat(routing.route(catalog(regional), exchange(facts("acme/large", Preferences.NONE)), in("asia"), NOW))
                .isInstanceOfSatisfying(Ranking.Unroutable.class, no -> assertThat(
                        no.problem().availability().orElseThrow().excludedBy()).containsExactly("data_region"));
    }

    private static Permit in(String... regions) {
        return new Permit(List.of(new Allowed("the API key's", List.of(), List.of(), List.of(regions))), List.of(), "");
    }

    private static Facts either(Preferences wishes) {
        return new Facts(Operation.GENERATE, "acme/large", List.of("acme/small"), false, OptionalLong.empty(),
                Set.of(), Set.of(), wishes, Optional.empty(), Optional.empty(), Prompt.text(10), Output.PLAIN);
    }

    private static Preferences sorted(String by, boolean together) {
        return new Preferences(List.of(), List.of(), List.of(), true, false, false, false, false, List.of(),
                Optional.of(by), together, Map.of(), Map.of(), Map.of());
    }

    private List<Reason> reasons(Facts facts) {
        return candidates(facts).stream().map(Candidate::reason).toList();
    }

    @Test
    void triesOnlyTheTopWithoutFallbacks() {
        assertThat(providers(facts("acme/large", order(List.of(), false)))).containsExactly("cheap");
    }

    @Test
    void leavesOutWhatTheRequestRulesOut() {
        assertThat(providers(facts("acme/large", filter(List.of("dear"), List.of())))).containsExactly("dear");
        assertThat(providers(facts("acme/large", filter(List.of(), List.of("cheap"))))).containsExactly("dear");
        assertThat(providers(needing(Set.of(Need.IMAGE_INPUT), OptionalLong.empty()))).containsExactly("dear");
        assertThat(providers(needing(Set.of(Need.TOOLS), OptionalLong.empty()))).containsExactly("cheap", "dear");
        assertThat(providers(needing(Set.of(), OptionalLong.of(5000)))).containsExactly("cheap");
    }

    @Test
    void countsAFactThatNobodyDeclaredAsNotMet() {
        assertThat(providers(facts("acme/large", preferences(true, List.of(), Map.of())))).containsExactly("dear");
        assertThat(providers(facts("acme/large", preferences(false, List.of("fp8"), Map.of()))))
                .containsExactly("cheap");
        assertThat(providers(facts("acme/large", preferences(false, List.of("unknown"), Map.of()))))
                .containsExactly("dear");
    }

    @Test
    void refusesModelsThatDoSomethingElse() {
        assertThat(problem(asked("openai/gpt-4o", Operation.EMBED))).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.message()).startsWith("Invalid model for embeddings: openai/gpt-4o gives text");
            assertThat(problem.availability().orElseThrow().code()).isEqualTo("wrong_endpoint");
        });
        for (var operation : List.of(Operation.GENERATE, Operation.COUNT_TOKENS)) {
            assertThat(problem(asked("openai/text-embedding-3-small", operation))).satisfies(problem -> {
                assertThat(problem.status()).isEqualTo(400);
                assertThat(problem.message()).isEqualTo("openai/text-embedding-3-small makes embeddings and writes no "
                        + "text; ask it at POST /api/v1/embeddings");
                assertThat(problem.availability().orElseThrow().code()).isEqualTo("wrong_endpoint");
            });
        }
    }

    @Test
    void letsModelsDoWhatNobodyKnowsOfThem() {
        assertThat(candidates(asked("acme/large", Operation.EMBED))).hasSize(2);
        assertThat(candidates(asked("acme/large", Operation.GENERATE))).hasSize(2);
    }

    private static Facts asked(String model, Operation operation) {
        return new Facts(operation, model, List.of(), false, OptionalLong.empty(), Set.of(), Set.of(),
                Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(10), Output.PLAIN);
    }

    @Test
    void comparesMaxPriceByTheMillion() {
        assertThat(providers(facts("acme/large", preferences(false, List.of(), Map.of("prompt", new BigDecimal("1"))))))
                .containsExactly("cheap");
        assertThat(problem(facts("acme/large", preferences(false, List.of(), Map.of("prompt", new BigDecimal("0.9"))))))
                .satisfies(problem -> {
                    assertThat(problem.status()).isEqualTo(404);
                    assertThat(problem.availability().orElseThrow().excludedBy()).containsExactly("max_price");
                });
    }

    @Test
    void goesByThePricesOfTheMoment() {
        var nightly = catalog("""
                providers:
                  usual:
                    base-url: http://127.0.0.1:1/v1
                    models: [{id: acme/large, pricing: {prompt: "0.000002", completion: "0"}}]
                  nightly:
                    base-url: http://127.0.0.1:2/v1
                    models:
                      - id: acme/large
                        pricing: {prompt: "0.000004", completion: "0"}
                        discount: 0.25
                        pricing-overrides: [{utc-end: 600, pricing: {prompt: "0.000001"}}]
                """);
        var cheap = facts("acme/large", preferences(false, List.of(), Map.of("prompt", new BigDecimal("1.9"))));
        assertThat(opened(nightly, facts("acme/large", Preferences.NONE), Permit.ANYTHING))
                .containsExactly("usual", "nightly");
        var night = Instant.parse("2026-11-20T05:59:00Z");
        assertThat(routing.route(nightly, exchange(cheap), Permit.ANYTHING, NOW))
                .isInstanceOf(Ranking.Unroutable.class);
        assertThat(routing.route(nightly, exchange(cheap), Permit.ANYTHING, night)).isInstanceOfSatisfying(
                Ranking.Ranked.class,
                ranked -> assertThat(ranked.candidates()).extracting(Candidate::provider).containsExactly("nightly"));
    }

    @Test
    void saysWhichWishLeftNothingOver() {
        Problem problem = problem(facts("acme/large", filter(List.of("nobody"), List.of())));
        assertThat(problem.type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(problem.message()).contains("acme/large").contains("provider.only");
        assertThat(problem.availability().orElseThrow().code()).isEqualTo("constraint_filtered");
        assertThat(problem.availability().orElseThrow().constraint().orElseThrow().field()).isEqualTo("provider.only");
    }

    @Test
    void saysWhichKeyWouldMakeAModelUsable() {
        Problem problem = problem(facts("openai/gpt-4o", Preferences.NONE));
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.message()).contains("OPENAI_API_KEY").contains("OPENROUTER_API_KEY");
        assertThat(problem.availability().orElseThrow().code()).isEqualTo("no_endpoints");
        assertThat(problem.availability().orElseThrow().fallbackModels()).contains("acme/large");
    }

    @Test
    void helpsWithAMisspelledModel() {
        Problem problem = problem(facts("openai/gpt4-o", Preferences.NONE));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.message()).startsWith("openai/gpt4-o is not a valid model ID").contains("openai/gpt-4o");
    }

    @Test
    void triesACallersOwnKeysBeforeAndBehindTheGatewaysAccounts() {
        var facts = facts("acme/large", order(List.of("cheap"), true));
        assertThat(opened(facts, own("dear", "b", false), own("cheap", "f", true), own("dear", "a", false)))
                .containsExactly("dear b", "dear a", "cheap", "dear", "cheap f");
    }

    @Test
    void usesAnOwnKeyOnlyWhereItIsFor() {
        var small = new OwnKey("dear", "s", false, Optional.of(Set.of("acme/small")));
        assertThat(opened(facts("acme/large", Preferences.NONE), small)).containsExactly("cheap", "dear");
        assertThat(opened(facts("acme/small", Preferences.NONE), small)).containsExactly("dear s", "dear");
        assertThat(opened(facts("acme/large", filter(List.of("cheap"), List.of())), own("dear", "a", false)))
                .containsExactly("cheap");
        assertThat(opened(facts("acme/large", order(List.of(), false)), own("dear", "a", false)))
                .containsExactly("dear a", "dear");
    }

    @Test
    void servesWithAnOwnKeyWhatTheGatewayHasNoKeyFor() {
        var facts = facts("openai/gpt-4o", Preferences.NONE);
        assertThat(opened(facts, own("openai", "a", false))).containsExactly("openai a");
        assertThat(opened(facts, own("openai", "a", true))).containsExactly("openai a");
        assertThat(problem(facts("openai/gpt-4o", filter(List.of("azure"), List.of())), own("openai", "a", false))
                .availability().orElseThrow().code()).isEqualTo("constraint_filtered");
        assertThat(problem(facts, own("amazon-bedrock", "a", false)).availability().orElseThrow().code())
                .isEqualTo("no_endpoints");
    }

    @Test
    void putsNoStandInBehindAnOwnKey() {
        var echo = new Vendor("echo", "Echo", "echo", Optional.empty(), Optional.empty(), Quirks.GENERIC, Map.of());
        var alone = new Assembly(Known.load(), Set.of("openai"), List.of(new StandIn(echo, List.of())),
                Environment.EMPTY).build(Config.of(""), Map.of());
        var facts = facts("openai/gpt-4o", Preferences.NONE);
        assertThat(opened(alone, facts)).containsExactly("echo");
        assertThat(opened(alone, facts, own("openai", "a", false))).containsExactly("openai a");
        assertThat(opened(alone, facts, own("groq", "a", false), own("echo", "a", false))).containsExactly("echo");
    }

    @Test
    void leavesOutWhatTheCallerMayNotUse() {
        assertThat(opened(catalog, facts("acme/large", Preferences.NONE), providers("Dear"))).containsExactly("dear");
        for (String allowed : List.of("acme/large", "large", "ACME/Large:nitro", "acme/*", "*")) {
            assertThat(opened(catalog, facts("acme/large", Preferences.NONE), models(allowed)))
                    .as(allowed).containsExactly("cheap", "dear");
        }
        Facts both = new Facts(Operation.GENERATE, "acme/large", List.of("acme/small"), false, OptionalLong.empty(),
                Set.of(), Set.of(), Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(10),
                Output.PLAIN);
        assertThat(opened(catalog, both, models("acme/small", "gone/away"))).containsExactly("dear");
    }

    @Test
    void saysThatTheCallerMayNotUseAModel() {
        for (String allowed : List.of("acme/small", "openai/*", "gone/away")) {
            var problem = problem(facts("acme/large", Preferences.NONE), models(allowed));
            assertThat(problem.status()).isEqualTo(404);
            assertThat(problem.message()).contains("acme/large").contains("the API key's allowed_models");
            var availability = problem.availability().orElseThrow();
            assertThat(availability.excludedBy()).containsExactly("allowed_models");
            assertThat(availability.fallbackModels()).as("only what it may use")
                    .isEqualTo(allowed.equals("acme/small") ? List.of("acme/small") : List.of());
        }
        assertThat(problem(facts("acme/large", Preferences.NONE), providers("nobody")).availability().orElseThrow()
                .excludedBy()).containsExactly("allowed_providers");
    }

    private static Permit models(String... names) {
        return new Permit(List.of(new Allowed("the API key's", List.of(names), List.of(), List.of())), List.of(), "");
    }

    private static Permit providers(String... names) {
        return new Permit(List.of(new Allowed("the API key's", List.of(), List.of(names), List.of())), List.of(), "");
    }

    private static Permit owning(OwnKey... own) {
        return new Permit(List.of(), List.of(own), "");
    }

    private static OwnKey own(String vendor, String secret, boolean fallback) {
        return new OwnKey(vendor, secret, fallback, Optional.empty());
    }

    /** The providers, each with the own key that opens it. */
    private List<String> opened(Facts facts, OwnKey... own) {
        return opened(catalog, facts, owning(own));
    }

    private List<String> opened(Catalog from, Facts facts, OwnKey... own) {
        return opened(from, facts, owning(own));
    }

    private List<String> opened(Catalog from, Facts facts, Permit permit) {
        return switch (routing.route(from, exchange(facts), permit, NOW)) {
            case Ranking.Ranked(List<Candidate> candidates, _) -> candidates.stream()
                    .map(candidate -> candidate.target().vendor().slug() + (candidate.byok()
                            ? candidate.target().vendor().credential().orElseThrow().value().replace("Bearer", "")
                            : ""))
                    .toList();
            case Ranking.Unroutable(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    @Test
    void asksForAModel() {
        assertThat(problem(facts("", Preferences.NONE)).message()).contains("model");
    }

    private List<String> providers(Facts facts) {
        return candidates(facts).stream().map(candidate -> candidate.target().vendor().slug()).toList();
    }

    private List<Candidate> candidates(Facts facts) {
        return switch (routing.route(catalog, exchange(facts), Permit.ANYTHING, NOW)) {
            case Ranking.Ranked(List<Candidate> candidates, _) -> candidates;
            case Ranking.Unroutable(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    private Problem problem(Facts facts, OwnKey... own) {
        return problem(facts, owning(own));
    }

    private Problem problem(Facts facts, Permit permit) {
        return switch (routing.route(catalog, exchange(facts), permit, NOW)) {
            case Ranking.Ranked(List<Candidate> candidates, _) -> throw new AssertionError(candidates.toString());
            case Ranking.Unroutable(Problem problem) -> problem;
        };
    }

    private static Catalog catalog(String yaml) {
        var assembly = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY);
        return assembly.build(Config.of(yaml), Map.of());
    }

    private static Exchange exchange(Facts facts) {
        return exchange(facts, "{}");
    }

    private static Exchange exchange(Facts facts, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            return new Exchange(Wire.CHAT, facts, JsonFields.scan(bytes, 0, bytes.length), Headers.NONE, _ -> {
                throw new AssertionError("routing does not read prompts");
            });
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static Facts facts(String model, Preferences preferences) {
        return facts(model, preferences, Set.of(), OptionalLong.empty());
    }

    private static Facts needing(Set<Need> needs, OptionalLong maxTokens) {
        return facts("acme/large", Preferences.NONE, needs, maxTokens);
    }

    private static Facts facts(String model, Preferences preferences, Set<Need> needs, OptionalLong maxTokens) {
        return new Facts(Operation.GENERATE, model, List.of(), false, maxTokens, needs, Set.of(), preferences,
                Optional.empty(), Optional.empty(), Prompt.text(10), Output.PLAIN);
    }

    private static Preferences order(List<String> order, boolean fallbacks) {
        return new Preferences(order, List.of(), List.of(), fallbacks, false, false, false, false, List.of(),
                Optional.empty(), false, Map.of(), Map.of(), Map.of());
    }

    private static Preferences filter(List<String> only, List<String> ignore) {
        return new Preferences(List.of(), only, ignore, true, false, false, false, false, List.of(), Optional.empty(),
                false, Map.of(), Map.of(), Map.of());
    }

    private static Preferences preferences(boolean zdr, List<String> quantizations, Map<String, BigDecimal> maxPrice) {
        return new Preferences(List.of(), List.of(), List.of(), true, false, false, zdr, false, quantizations,
                Optional.empty(), false, Map.of(), Map.of(), maxPrice);
    }
}
