package dev.interline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Cost;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole femto-dollars and decimals must come to the same, to the last nano-dollar. */
class RatesTest {
    private static final BigDecimal HOUR = new BigDecimal("1.6");

    private final Random random = new Random(2026);

    @Test
    void comesToWhatDecimalsComeTo() {
        for (int round = 0; round < 100_000; round++) {
            Map<PriceKey, BigDecimal> prices = prices();
            Usage usage = usage();
            assertThat(new Rates(prices).cost(usage)).as("%s %s", prices, usage).isEqualTo(decimal(prices, usage));
        }
    }

    /** Up to 22 decimal places, so that some fit femto-dollars and some do not, and dollars a token, which overflow. */
    private Map<PriceKey, BigDecimal> prices() {
        var prices = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        int places = random.nextInt(3) == 0 ? 16 + random.nextInt(7) : 9 + random.nextInt(6);
        for (PriceKey key : PriceKey.values()) {
            if (key == PriceKey.PROMPT || random.nextBoolean()) {
                prices.put(key, new BigDecimal(BigInteger.valueOf(random.nextInt(1 << random.nextInt(31))), places));
            }
        }
        return prices;
    }

    private Usage usage() {
        return new Usage(count(), count(), count(), count(), count(), count(), count(), count(), count(), count());
    }

    private long count() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(1 << random.nextInt(27));
    }

    /** The definition: the price of prompt and completion, and what each of their parts costs beyond it. */
    private static Cost decimal(Map<PriceKey, BigDecimal> prices, Usage usage) {
        BigDecimal prompt = price(prices, PriceKey.PROMPT);
        BigDecimal completion = price(prices, PriceKey.COMPLETION);
        BigDecimal fiveMinutes = prices.get(PriceKey.INPUT_CACHE_WRITE);
        BigDecimal hour = prices.getOrDefault(PriceKey.INPUT_CACHE_WRITE_1H,
                fiveMinutes == null ? prompt : fiveMinutes.multiply(HOUR));
        BigDecimal cache = times(usage.cacheRead(), price(prices, PriceKey.INPUT_CACHE_READ).subtract(prompt))
                .add(times(usage.cacheWrite(), price(prices, PriceKey.INPUT_CACHE_WRITE).subtract(prompt)))
                .add(times(usage.cacheWriteHour(), hour.subtract(prompt)));
        BigDecimal in = times(usage.prompt(), prompt).add(cache)
                .add(times(usage.audioInput(), price(prices, PriceKey.AUDIO).subtract(prompt)));
        BigDecimal out = times(usage.completion(), completion)
                .add(times(usage.reasoning(), price(prices, PriceKey.INTERNAL_REASONING).subtract(completion)))
                .add(times(usage.audioOutput(), price(prices, PriceKey.AUDIO_OUTPUT).subtract(completion)))
                .add(times(usage.imageOutput(), price(prices, PriceKey.IMAGE_OUTPUT).subtract(completion)));
        BigDecimal units = price(prices, PriceKey.REQUEST)
                .add(times(usage.webSearches(), price(prices, PriceKey.WEB_SEARCH)));
        return new Cost(Money.ofDollars(in.add(out).add(units)), Money.ofDollars(in), Money.ofDollars(out),
                Money.ofDollars(cache.negate()));
    }

    private static BigDecimal price(Map<PriceKey, BigDecimal> prices, PriceKey key) {
        return Pricing.price(prices, key);
    }

    private static BigDecimal times(long count, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(count));
    }
}
