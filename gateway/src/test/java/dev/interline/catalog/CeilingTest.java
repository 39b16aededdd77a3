package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CeilingTest {
    private static final Pricing SIMPLE = new Pricing(
            Map.of(PriceKey.PROMPT, new BigDecimal("0.000001"), PriceKey.COMPLETION, new BigDecimal("0.000004"),
                    PriceKey.REQUEST, new BigDecimal("0.01"), PriceKey.WEB_SEARCH, new BigDecimal("0.005")),
            List.of());

    @Test
    void isThePriceWhereOnlyTokensCost() {
        assertThat(SIMPLE.most(1_000, 500, 2)).isEqualTo(new Money(1_000_000 + 2_000_000 + 10_000_000 + 10_000_000));
    }

    @Test
    void tellsHowManyTokensAnAmountIsEnoughFor() {
        assertThat(SIMPLE.affordable(new Money(11_000_000 + 4_000 * 16), 1_000, 0)).isEqualTo(16);
        assertThat(SIMPLE.affordable(new Money(11_000_000 + 4_000 * 16 - 1), 1_000, 0)).isEqualTo(15);
        assertThat(SIMPLE.affordable(new Money(11_000_000), 1_000, 0)).isZero();
        assertThat(SIMPLE.affordable(new Money(10_999_999), 1_000, 0)).isNegative();
    }

    @Test
    void isNothingWherePricesAreUnknownOrFree() {
        assertThat(Pricing.UNKNOWN.most(1_000_000, 1_000_000, 10)).isEqualTo(Money.ZERO);
        assertThat(Pricing.FREE.most(1_000_000, 1_000_000, 10)).isEqualTo(Money.ZERO);
        assertThat(Pricing.FREE.affordable(Money.ZERO, 1_000_000, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void survivesAbsurdNumbers() {
        assertThat(SIMPLE.most(Long.MAX_VALUE, Long.MAX_VALUE, 0).nanos()).isGreaterThan(9_000_000_000_000L);
        assertThat(SIMPLE.affordable(new Money(Long.MAX_VALUE), 1_000, 0)).isEqualTo(Long.MAX_VALUE);
    }

    /** Whatever an upstream may report within the bounds, it costs no more. */
    @Test
    void isNeverBelowAnyUsageWithinItsBounds() {
        var random = new SplittableRandom(41);
        for (int i = 0; i < 20_000; i++) {
            var pricing = new Pricing(prices(random), random.nextBoolean() ? List.of()
                    : List.of(new Pricing.Tier(random.nextInt(2_000), prices(random)),
                            new Pricing.Tier(2_000 + random.nextInt(2_000), prices(random))));
            long prompt = random.nextLong(5_000);
            long completion = random.nextLong(5_000);
            var usage = usage(random, prompt, completion);
            assertThat(pricing.rate(usage).total()).as("%s %s", pricing, usage)
                    .isLessThanOrEqualTo(pricing.most(prompt, completion, 3));
        }
    }

    private static Map<PriceKey, BigDecimal> prices(SplittableRandom random) {
        var prices = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        prices.put(PriceKey.PROMPT, price(random));
        prices.put(PriceKey.COMPLETION, price(random));
        for (var key : PriceKey.values()) {
            if (random.nextInt(3) == 0) {
                prices.put(key, price(random));
            }
        }
        return prices;
    }

    private static BigDecimal price(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextLong(1_000_000), 6 + random.nextInt(12));
    }

    private static Usage usage(SplittableRandom random, long mostPrompt, long mostCompletion) {
        long prompt = random.nextLong(mostPrompt + 1);
        long completion = random.nextLong(mostCompletion + 1);
        long read = random.nextLong(prompt + 1);
        long write = random.nextLong(prompt - read + 1);
        return new Usage(prompt, completion, read, write, random.nextLong(prompt - read - write + 1),
                random.nextLong(completion + 1), random.nextLong(prompt + 1), random.nextLong(completion + 1),
                random.nextLong(completion + 1), random.nextLong(4));
    }
}
