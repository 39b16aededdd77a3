package dev.interline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Known;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Prompt;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Performance;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RankerTest {
    private static final String MODEL = "acme/large";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int MANY = 20_000;

    private final Random random = new Random(7);
    private long clock;
    private Kept kept = Kept.NOWHERE;
    private final Health health = new Health(() -> clock);
    private final Catalog catalog = catalog("one: 1", "two: 2", "three: 3");

    @Test
    void spreadsRequestsByTheInverseSquareOfThePrice() {
        Map<String, Double> shares = shares(catalog, wishing(Preferences.NONE));
        double all = 1 + 1 / 4.0 + 1 / 9.0;
        assertThat(shares.get("one")).isCloseTo(1 / all, within(0.015));
        assertThat(shares.get("two")).isCloseTo(1 / 4.0 / all, within(0.015));
        assertThat(shares.get("three")).isCloseTo(1 / 9.0 / all, within(0.015));
    }

    @Test
    void spreadsRequestsEvenlyOverEqualPrices() {
        for (var equals : List.of(catalog("a: 1", "b: 1", "c: 1", "d: 1"), catalog("a: 0", "b: 0", "c: 0", "d: 0"))) {
            assertThat(shares(equals, wishing(Preferences.NONE)).values()).hasSize(4)
                    .allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(0.015)));
        }
    }

    @Test
    void asksWhatIsFreeBeforeWhatIsNot() {
        assertThat(shares(catalog("dear: 1", "free: 0", "gift: 0"), wishing(Preferences.NONE))).hasSize(2)
                .containsKeys("free", "gift");
    }

    @Test
    void triesTheRestFromCheapToDearWithThoseLastThatHadAnOutage() {
        fail("two", 2);
        for (int i = 0; i < 100; i++) {
            List<Choice> choices = rank(catalog, wishing(Preferences.NONE));
            assertThat(slugs(choices)).isIn(List.of("one", "three", "two"), List.of("three", "one", "two"));
            assertThat(choices).extracting(Choice::reason).containsExactly(Reason.DRAWN, Reason.PRICE, Reason.UNSTABLE);
        }
    }

    @Test
    void leavesAloneWhatAsksForIt() {
        health.failed(id("one"), Fault.THROTTLED, Optional.of(Duration.ofSeconds(5)));
        assertThat(shares(catalog, wishing(Preferences.NONE))).doesNotContainKey("one");
        assertThat(slugs(rank(catalog, ordering("one", "three")))).containsExactly("three", "two", "one");
        assertThat(rank(catalog, wishing(Preferences.NONE)).getLast())
                .isEqualTo(new Choice(endpoint(catalog, "one"), Reason.PAUSED));
        pass(Duration.ofSeconds(5));
        assertThat(shares(catalog, wishing(Preferences.NONE)).get("one")).isGreaterThan(0.7);
    }

    @Test
    void stillAsksSomebodyWhenAllHadOutages() {
        List.of("one", "two", "three").forEach(slug -> fail(slug, 2));
        assertThat(rank(catalog, wishing(Preferences.NONE))).hasSize(3).extracting(Choice::reason)
                .containsOnly(Reason.UNSTABLE);
    }

    @Test
    void keepsTheOrderThatTheRequestNames() {
        fail("three", 2);
        for (int i = 0; i < 50; i++) {
            List<Choice> choices = rank(catalog, ordering("three"));
            assertThat(slugs(choices)).containsExactly("three", "one", "two");
            assertThat(choices).extracting(Choice::reason).containsExactly(Reason.NAMED, Reason.PRICE, Reason.PRICE);
        }
    }

    @Test
    void keepsAConversationWhereItWasWhileNothingSpeaksAgainst() {
        kept = new Kept("three", true, 0);
        assertThat(shares(catalog, wishing(Preferences.NONE))).containsExactly(entry("three", 1.0));
        assertThat(rank(catalog, wishing(Preferences.NONE)).getFirst().reason()).isEqualTo(Reason.KEPT);
        assertThat(slugs(rank(catalog, ordering("two")))).containsExactly("two", "one", "three");
        assertThat(slugs(rank(catalog, sorting("price")))).containsExactly("one", "two", "three");
        fail("three", 2);
        assertThat(shares(catalog, wishing(Preferences.NONE))).containsOnlyKeys("one", "two");
    }

    @Test
    void countsTheDiscountThatWouldBeLostElsewhere() {
        Catalog cached = catalog("one: 2", "two: 3");
        // Of two's prompt nine tenths are in a cache that costs nothing: 1.5 + 0.15 against 2.
        kept = new Kept("two", false, 0.9);
        assertThat(shares(cached, wishing(Preferences.NONE))).containsExactly(entry("two", 1.0));
        assertThat(rank(cached, wishing(Preferences.NONE)).getFirst().reason()).isEqualTo(Reason.KEPT);
        assertThat(slugs(rank(cached, sorting("price")))).containsExactly("two", "one");
        kept = new Kept("two", false, 0.1);
        assertThat(slugs(rank(cached, sorting("price")))).containsExactly("one", "two");
        assertThat(shares(cached, wishing(Preferences.NONE)).get("one")).isBetween(0.6, 0.75);
        kept = new Kept("two", true, 0.1);
        assertThat(shares(cached, wishing(Preferences.NONE))).containsExactly(entry("two", 1.0));
    }

    @Test
    void putsBehindWhatIsAsBusyAsItGets() {
        for (int i = 0; i < 3; i++) {
            health.begun(id("one"));
        }
        health.failed(id("one"), Fault.THROTTLED, Optional.empty());
        pass(Duration.ofSeconds(2));
        assertThat(shares(catalog, wishing(Preferences.NONE))).containsOnlyKeys("two", "three");
        assertThat(rank(catalog, wishing(Preferences.NONE)).getLast().reason()).isEqualTo(Reason.FULL);
        assertThat(slugs(rank(catalog, ordering("one"))).getFirst()).isEqualTo("one");
    }

    @Test
    void keepsRequestsWithToolsFromWhereToolCallsFail() {
        Catalog four = catalog("one: 1", "two: 1", "three: 1", "four: 1");
        for (String slug : List.of("one", "two", "three", "four")) {
            for (int i = 0; i < 250; i++) {
                health.called(id(slug), i % 50 != 0 && !(slug.equals("one") && i % 5 == 0));
            }
        }
        assertThat(shares(four, wishing(Preferences.NONE))).as("without tools").containsKey("one");
        assertThat(shares(four, needingTools(Preferences.NONE))).containsOnlyKeys("two", "three", "four");
        assertThat(rank(four, needingTools(Preferences.NONE)).getLast().reason()).isEqualTo(Reason.POOR);
        assertThat(slugs(rank(four, needingTools(sorting("price").preferences()))).getFirst()).isEqualTo("one");
        serveAll(100);
        pass(Duration.ofSeconds(2));
        assertThat(slugs(rank(four, sorting("exacto"))).getLast()).isEqualTo("one");
    }

    private void serveAll(int times) {
        List.of("one", "two", "three", "four").forEach(slug -> serve(slug, times, Duration.ofMillis(100), 50));
    }

    private static Facts needingTools(Preferences wishes) {
        return new Facts(Operation.GENERATE, MODEL, List.of(), false, OptionalLong.empty(), Set.of(Need.TOOLS),
                Set.of(),
                wishes, Optional.empty(), Optional.empty(), Prompt.text(10), Output.PLAIN);
    }

    @Test
    void sortsByPrice() {
        assertThat(shares(catalog, sorting("price"))).containsExactly(entry("one", 1.0));
    }

    @Test
    void sortsBySpeed() {
        serve("one", 20, Duration.ofMillis(300), 50);
        serve("two", 20, Duration.ofMillis(900), 200);
        serve("three", 20, Duration.ofMillis(100), 100);
        assertThat(slugs(rank(catalog, sorting("throughput")))).containsExactly("two", "three", "one");
        assertThat(slugs(rank(catalog, sorting("latency")))).containsExactly("three", "one", "two");
        fail("two", 40);
        assertThat(slugs(rank(catalog, sorting("throughput")))).containsExactly("three", "one", "two");
    }

    @Test
    void triesNowAndThenHowFastTheOthersAre() {
        serve("three", 20, Duration.ofMillis(100), 100);
        Map<String, Double> shares = shares(catalog, sorting("latency"));
        assertThat(shares.get("three")).isCloseTo(0.95, within(0.01));
        assertThat(shares.get("one")).isCloseTo(0.025, within(0.01));
        assertThat(shares.get("two")).isCloseTo(0.025, within(0.01));
    }

    @Test
    void putsBehindWhatIsSlowerThanWished() {
        serve("one", 20, Duration.ofMillis(300), 50);
        serve("two", 20, Duration.ofMillis(900), 200);
        var fast = wishing(preferring(Map.of("p90", new BigDecimal("100")), Map.of()));
        assertThat(shares(catalog, fast)).as("nobody knows how fast three is").containsOnlyKeys("two", "three");
        assertThat(rank(catalog, fast).getLast()).isEqualTo(new Choice(endpoint(catalog, "one"), Reason.SLOW));
        var soon = wishing(preferring(Map.of("p50", new BigDecimal("10")), Map.of("p75", new BigDecimal("0.5"))));
        assertThat(shares(catalog, soon)).containsOnlyKeys("one", "three");
    }

    @Test
    void putsTheBestFirst() {
        Catalog four = catalog("a: 1", "b: 2", "c: 3", "d: 4", "new: 0.1");
        List.of("b", "c", "d").forEach(slug -> serve(slug, 100, Duration.ofMillis(100), 100));
        serve("a", 100, Duration.ofMillis(100), 20);
        serve("d", 1, Duration.ofMillis(100), 100);
        fail("d", 8);
        pass(Duration.ofMinutes(3));
        assertThat(slugs(rank(four, sorting("exacto")))).containsExactly("b", "c", "new", "a", "d");
    }

    @Test
    void asksAFlappingEndpointForLessThanOneInTwentyAfterAMinute() {
        Catalog three = catalog("a: 1", "b: 1", "flapping: 1");
        var script = new Random(3);
        drive(three, Duration.ofMinutes(1), () -> script.nextBoolean());
        assertThat(drive(three, Duration.ofMinutes(10), () -> script.nextBoolean())).isLessThan(0.05);
        drive(three, Duration.ofMinutes(3), () -> true);
        assertThat(drive(three, Duration.ofMinutes(2), () -> true)).as("healed").isCloseTo(1 / 3.0, within(0.05));
    }

    @Test
    void letsAHealedEndpointBackGradually() {
        Catalog three = catalog("a: 1", "b: 1", "flapping: 1");
        fail("flapping", 2);
        assertThat(drive(three, Duration.ofSeconds(30), () -> true)).isZero();
        double first = drive(three, Duration.ofSeconds(20), () -> true);
        double second = drive(three, Duration.ofSeconds(20), () -> true);
        double third = drive(three, Duration.ofSeconds(20), () -> true);
        assertThat(first).isBetween(0.01, 0.12);
        assertThat(second).isBetween(first, 0.25);
        assertThat(third).isBetween(second, 0.33);
    }

    /** Ten requests a second; the answer of "flapping" is as scripted. Its share of the first attempts. */
    private double drive(Catalog from, Duration time, BooleanSupplier works) {
        int asked = 0;
        int all = (int) (time.toSeconds() * 10);
        for (int i = 0; i < all; i++) {
            String first = slugs(rank(from, wishing(Preferences.NONE))).getFirst();
            if (first.equals("flapping")) {
                asked++;
            }
            if (!first.equals("flapping") || works.getAsBoolean()) {
                serve(first, 1, Duration.ofMillis(100), 100);
            } else {
                fail(first, 1);
            }
            pass(Duration.ofMillis(100));
        }
        return (double) asked / all;
    }

    private Map<String, Double> shares(Catalog from, Facts facts) {
        var shares = new HashMap<String, Double>();
        for (int i = 0; i < MANY; i++) {
            shares.merge(slugs(rank(from, facts)).getFirst(), 1.0 / MANY, Double::sum);
        }
        shares.replaceAll((_, share) -> Math.round(share * MANY) / (double) MANY);
        return shares;
    }

    private List<Choice> rank(Catalog from, Facts facts) {
        return Ranker.rank(endpoints(from),
                new Question(facts, Sort.of(facts.preferences(), Set.of()), from, kept, NOW),
                Snapshot.of(health), random);
    }

    private void serve(String slug, int times, Duration latency, long tokens) {
        for (int i = 0; i < times; i++) {
            health.served(id(slug), new Performance(latency.toNanos(), tokens, 1_000_000_000));
        }
    }

    private void fail(String slug, int times) {
        for (int i = 0; i < times; i++) {
            health.failed(id(slug), Fault.SERVER_ERROR, Optional.empty());
        }
    }

    private void pass(Duration time) {
        clock += time.toNanos();
    }

    private static EndpointId id(String slug) {
        return new EndpointId(MODEL, slug);
    }

    private static List<String> slugs(List<Choice> choices) {
        return choices.stream().map(choice -> choice.endpoint().upstream().slug()).toList();
    }

    private static Endpoint endpoint(Catalog from, String slug) {
        return endpoints(from).stream().filter(one -> one.upstream().slug().equals(slug)).findFirst().orElseThrow();
    }

    private static List<Endpoint> endpoints(Catalog from) {
        return from.endpointsOf(from.model(MODEL).orElseThrow()).stream().filter(Endpoint::servable)
                .filter(endpoint -> !endpoint.upstream().standIn()).toList();
    }

    /** Providers, each with a name and the price of a million tokens in and as many out. */
    private static Catalog catalog(String... prices) {
        var yaml = new StringBuilder("providers:\n");
        for (String price : prices) {
            String[] parts = price.split(": ");
            BigDecimal half = new BigDecimal(parts[1]).movePointLeft(6).divide(BigDecimal.TWO);
            yaml.append("""
                      %s:
                        base-url: http://127.0.0.1:1/v1
                        models: [{id: %s, pricing: {prompt: "%s", completion: "%s", input_cache_read: "0"}}]
                    """.formatted(parts[0], MODEL, half.toPlainString(), half.toPlainString()).indent(2));
        }
        return new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
                .build(Config.of(yaml.toString()), Map.of());
    }

    private static Facts wishing(Preferences wishes) {
        return new Facts(Operation.GENERATE, MODEL, List.of(), false, OptionalLong.empty(), Set.of(), Set.of(), wishes,
                Optional.empty(), Optional.empty(), Prompt.text(10), Output.PLAIN);
    }

    private static Facts ordering(String... providers) {
        return wishing(new Preferences(List.of(providers), List.of(), List.of(), true, false, false, false, false,
                List.of(), Optional.empty(), false, Map.of(), Map.of(), Map.of()));
    }

    private static Facts sorting(String sort) {
        return wishing(new Preferences(List.of(), List.of(), List.of(), true, false, false, false, false, List.of(),
                Optional.of(sort), false, Map.of(), Map.of(), Map.of()));
    }

    private static Preferences preferring(Map<String, BigDecimal> throughput, Map<String, BigDecimal> latency) {
        return new Preferences(List.of(), List.of(), List.of(), true, false, false, false, false, List.of(),
                Optional.empty(), false, throughput, latency, Map.of());
    }
}
