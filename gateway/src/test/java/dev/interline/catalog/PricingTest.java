package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interline.exchange.Cost;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
    private static Map<PriceKey, BigDecimal> prices(Object... pairs) {
        var prices = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        for (int i = 0; i < pairs.length; i += 2) {
            prices.put((PriceKey) pairs[i], new BigDecimal((String) pairs[i + 1]));
        }
        return prices;
    }

    private static Pricing of(Object... pairs) {
        return new Pricing(prices(pairs), List.of());
    }

    private static Money dollars(String amount) {
        return Money.ofDollars(new BigDecimal(amount));
    }

    @Test
    void ratesPromptAndCompletionExactly() {
        Cost cost = of(PriceKey.PROMPT, "0.0000025", PriceKey.COMPLETION, "0.00001").rate(Usage.of(1_000, 333));
        assertThat(cost.total()).isEqualTo(dollars("0.00583"));
        assertThat(cost.prompt()).isEqualTo(dollars("0.0025"));
        assertThat(cost.completion()).isEqualTo(dollars("0.00333"));
        assertThat(cost.cacheDiscount()).isEqualTo(Money.ZERO);
    }

    @Test
    void roundsOnceAtTheSum() {
        // 0.4 nano-dollars each: rounded apart they would vanish, together they are 0.8 and become 1
        var tiny = of(PriceKey.PROMPT, "0.0000000004", PriceKey.COMPLETION, "0.0000000004");
        Cost cost = tiny.rate(Usage.of(1, 1));
        assertThat(cost.total()).isEqualTo(new Money(1));
        assertThat(cost.prompt()).isEqualTo(Money.ZERO);
        assertThat(cost.completion()).isEqualTo(Money.ZERO);
    }

    @Test
    void keepsPricesBelowANanoDollarExact() {
        var cheap = of(PriceKey.PROMPT, "0.00000000033", PriceKey.COMPLETION, "0.000000001");
        assertThat(cheap.rate(Usage.of(1_000_000, 1)).total()).isEqualTo(dollars("0.000330001"));
    }

    @Test
    void chargesCacheReadsAndWritesAtTheirOwnPrices() {
        var claude = of(PriceKey.PROMPT, "0.000003", PriceKey.COMPLETION, "0.000015", PriceKey.INPUT_CACHE_READ,
                "0.0000003", PriceKey.INPUT_CACHE_WRITE, "0.00000375");
        // 1000 tokens: 200 plain, 500 read, 300 written
        Cost cost = claude.rate(new Usage(1_000, 0, 500, 300, 0, 0, 0, 0, 0, 0));
        assertThat(cost.total()).isEqualTo(dollars("0.001875"));
        assertThat(cost.cacheDiscount()).isEqualTo(dollars("0.001125"));
    }

    @Test
    void chargesAnHourOfCacheAtTwiceThePromptPriceWhenOnlyFiveMinutesAreTold() {
        var claude = of(PriceKey.PROMPT, "0.000003", PriceKey.COMPLETION, "0.000015", PriceKey.INPUT_CACHE_WRITE,
                "0.00000375");
        assertThat(claude.rate(new Usage(100, 0, 0, 0, 100, 0, 0, 0, 0, 0)).total()).isEqualTo(dollars("0.0006"));
        var told = of(PriceKey.PROMPT, "0.000003", PriceKey.COMPLETION, "0.000015", PriceKey.INPUT_CACHE_WRITE_1H,
                "0.000007");
        assertThat(told.rate(new Usage(100, 0, 0, 0, 100, 0, 0, 0, 0, 0)).total()).isEqualTo(dollars("0.0007"));
    }

    @Test
    void fallsBackToPromptAndCompletionPrices() {
        var plain = of(PriceKey.PROMPT, "0.000001", PriceKey.COMPLETION, "0.000002");
        var usage = new Usage(100, 50, 10, 10, 10, 20, 30, 5, 5, 3);
        assertThat(plain.rate(usage)).isEqualTo(plain.rate(Usage.of(100, 50)));
    }

    @Test
    void chargesReasoningAudioImagesRequestsAndSearches() {
        var all = of(PriceKey.PROMPT, "0.000001", PriceKey.COMPLETION, "0.000002", PriceKey.INTERNAL_REASONING,
                "0.000003", PriceKey.AUDIO, "0.00004", PriceKey.AUDIO_OUTPUT, "0.00008", PriceKey.IMAGE_OUTPUT,
                "0.00003", PriceKey.REQUEST, "0.005", PriceKey.WEB_SEARCH, "0.01");
        // prompt 60 + 40 audio; completion 10 + 20 reasoning + 30 audio + 40 image; 2 searches
        Cost cost = all.rate(new Usage(100, 100, 0, 0, 0, 20, 40, 30, 40, 2));
        assertThat(cost.prompt()).isEqualTo(dollars("0.00166"));
        assertThat(cost.completion()).isEqualTo(dollars("0.00368"));
        assertThat(cost.total()).isEqualTo(dollars("0.03034"));
    }

    @Test
    void chargesAllTokensAtTheTierOfAPromptStrictlyLongerThanItsBound() {
        var gemini = new Pricing(prices(PriceKey.PROMPT, "0.00000125", PriceKey.COMPLETION, "0.00001"),
                List.of(new Pricing.Tier(200_000, prices(PriceKey.PROMPT, "0.0000025", PriceKey.COMPLETION,
                        "0.000015"))));
        assertThat(gemini.rate(Usage.of(200_000, 10)).total()).isEqualTo(dollars("0.2501"));
        assertThat(gemini.rate(Usage.of(200_001, 10)).total()).isEqualTo(dollars("0.5001525"));
    }

    @Test
    void letsAPriceThatEqualledItsFallbackFollowItIntoTheTier() {
        var gemini = new Pricing(prices(PriceKey.PROMPT, "0.000001", PriceKey.COMPLETION, "0.00001",
                PriceKey.INTERNAL_REASONING, "0.00001", PriceKey.INPUT_CACHE_READ, "0.0000001"),
                List.of(new Pricing.Tier(10, prices(PriceKey.COMPLETION, "0.00002"))));
        // reasoning follows the completion price; the cache's own price stays
        assertThat(gemini.rate(new Usage(20, 10, 20, 0, 0, 10, 0, 0, 0, 0)).total()).isEqualTo(dollars("0.000202"));
    }

    /** OpenRouter: among applicable entries, later entries win per key. */
    @Test
    void takesForEachPriceTheLastTierThatHolds() {
        var tiers = List.of(new Pricing.Tier(10, prices(PriceKey.PROMPT, "0.000002", PriceKey.COMPLETION, "0.000009")),
                new Pricing.Tier(100, prices(PriceKey.PROMPT, "0.000003")));
        var pricing = new Pricing(prices(PriceKey.PROMPT, "0.000001", PriceKey.COMPLETION, "0"), tiers);
        assertThat(pricing.rate(Usage.of(10, 1)).total()).isEqualTo(dollars("0.00001"));
        assertThat(pricing.rate(Usage.of(100, 1)).total()).isEqualTo(dollars("0.000209"));
        assertThat(pricing.rate(Usage.of(101, 1)).total()).isEqualTo(dollars("0.000312"));
        var turned = new Pricing(prices(PriceKey.PROMPT, "0.000001", PriceKey.COMPLETION, "0"), tiers.reversed());
        assertThat(turned.rate(Usage.of(101, 1)).total()).isEqualTo(dollars("0.000211"));
    }

    @Test
    void takesADiscountOffAllPrices() {
        var pricing = new Pricing(prices(PriceKey.PROMPT, "0.000003", PriceKey.COMPLETION, "0.000015",
                PriceKey.INPUT_CACHE_READ, "0.0000003", PriceKey.REQUEST, "0.01"),
                List.of(new Pricing.Tier(1_000, prices(PriceKey.PROMPT, "0.000006"))), new BigDecimal("0.25"));
        // (600 * 3 + 400 * 0.3 + 100 * 15) micro-dollars and a cent, three quarters of it
        assertThat(pricing.rate(new Usage(1_000, 100, 400, 0, 0, 0, 0, 0, 0, 0)).total())
                .isEqualTo(dollars("0.010065"));
        // 1001 * 6 micro-dollars and a cent
        assertThat(pricing.rate(Usage.of(1_001, 0)).total()).isEqualTo(dollars("0.0120045"));
        assertThat(pricing.price(PriceKey.PROMPT)).isEqualByComparingTo("0.00000225");
        assertThat(pricing.prices()).containsEntry(PriceKey.PROMPT, new BigDecimal("0.000003"));
        assertThat(pricing.most(1_001, 0, 0)).isEqualTo(dollars("0.0120045"));
        assertThat(pricing.discounted(BigDecimal.ONE).rate(Usage.of(5_000, 5_000))).isEqualTo(Cost.FREE);
        assertThatIllegalArgumentException().isThrownBy(() -> pricing.discounted(new BigDecimal("1.01")));
        assertThat(pricing).isNotEqualTo(pricing.discounted(BigDecimal.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20T16:29:59.999Z,1", "2026-11-20T16:30:00Z,2", "2026-11-20T23:59:59Z,2",
            "2026-11-21T00:29:59Z,2", "2026-11-21T00:30:00Z,1", "2026-11-21T12:00:00Z,3", "2026-11-22T16:30:00Z,2"})
    void followsTheTimeOfTheDay(Instant begun, int microDollars) {
        var night = new Pricing.Tier(Pricing.Tier.ANY_PROMPT,
                new PriceWindow(OptionalInt.of(1630), OptionalInt.of(30), Set.of()),
                prices(PriceKey.PROMPT, "0.000002"));
        var saturday = new Pricing.Tier(5,
                new PriceWindow(OptionalInt.of(1200), OptionalInt.empty(), Set.of(DayOfWeek.SATURDAY)),
                prices(PriceKey.PROMPT, "0.000003"));
        var pricing = new Pricing(prices(PriceKey.PROMPT, "0.000001", PriceKey.COMPLETION, "0"),
                List.of(saturday, night));
        assertThat(pricing.at(begun).rate(Usage.of(1_000_000, 0)).total()).isEqualTo(dollars(microDollars + ""));
        assertThat(pricing.at(begun).most(1_000_000, 0, 0)).isEqualTo(dollars(microDollars + ""));
        assertThat(pricing.at(begun)).isSameAs(pricing.at(begun));
        assertThat(pricing.at(begun).price(PriceKey.PROMPT)).as("of a short prompt")
                .isEqualByComparingTo(microDollars == 2 ? "0.000002" : "0.000001");
        var plain = new Pricing(prices(PriceKey.PROMPT, "1"), List.of());
        assertThat(plain.at(begun)).isSameAs(plain);
    }

    @Test
    void findsUnknownPricesFreeAndSaysThatTheyAreUnknown() {
        assertThat(Pricing.UNKNOWN.rate(Usage.of(1_000, 1_000))).isEqualTo(Cost.FREE);
        assertThat(Pricing.UNKNOWN.isKnown()).isFalse();
        assertThat(Pricing.UNKNOWN.isFree()).isFalse();
        assertThat(Pricing.FREE.isFree()).isTrue();
    }

    @Test
    void refusesNegativePrices() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(PriceKey.PROMPT, "-1"))
                .withMessageContaining("prompt");
    }
}
