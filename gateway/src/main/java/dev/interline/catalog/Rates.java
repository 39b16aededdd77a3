package dev.interline.catalog;

import static dev.interline.catalog.PriceKey.AUDIO;
import static dev.interline.catalog.PriceKey.AUDIO_OUTPUT;
import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.IMAGE_OUTPUT;
import static dev.interline.catalog.PriceKey.INPUT_CACHE_READ;
import static dev.interline.catalog.PriceKey.INPUT_CACHE_WRITE;
import static dev.interline.catalog.PriceKey.INPUT_CACHE_WRITE_1H;
import static dev.interline.catalog.PriceKey.INTERNAL_REASONING;
import static dev.interline.catalog.PriceKey.PROMPT;
import static dev.interline.catalog.PriceKey.REQUEST;
import static dev.interline.catalog.PriceKey.WEB_SEARCH;

import dev.interline.exchange.Cost;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one set of prices makes of usage; the exact sum is rounded once, to nano-dollars.
 *
 * <p>The same sums are made in one of two ways. In whole femto-dollars, which nearly all prices and answers are, they fit
 * a long and take a few nanoseconds; whatever does not fit is summed in decimals, a hundred times dearer. Thread-safe.
 */
final class Rates {
    /** One hour of cache costs 2 times the prompt price where five minutes cost 1.25 (Anthropic: prompt caching). */
    private static final BigDecimal HOUR_TO_FIVE_MINUTES = new BigDecimal("1.6");

    private static final int FEMTO = 15;
    private static final long FEMTO_IN_NANO = 1_000_000;

    private final Map<PriceKey, BigDecimal> prices;
    /** Made when they are first needed: a start makes thousands of rates, of which few are ever asked. */
    private @Nullable Femto femto;
    private @Nullable Ceiling ceiling;

    Rates(Map<PriceKey, BigDecimal> prices) {
        this.prices = prices;
    }

    /** The most that these prices make of anything. */
    Ceiling ceiling() {
        Ceiling known = ceiling;
        if (known == null) {
            known = Ceiling.of(this);
            ceiling = known;
        }
        return known;
    }

    Cost cost(Usage usage) {
        Femto whole = femto;
        if (whole == null) {
            whole = wholes();
            femto = whole;
        }
        if (whole.fits()) {
            try {
                return whole.cost(usage);
            } catch (ArithmeticException e) {
                return decimalCost(usage);
            }
        }
        return decimalCost(usage);
    }

    /**
     * The prices in femto-dollars: those of prompt and completion, and what their parts cost beyond them.
     *
     * @param fits whether these are the prices; if not, they have too many places or are too high
     */
    private record Femto(boolean fits, long prompt, long completion, long cacheRead, long cacheWrite,
            long cacheWriteHour,
            long audio, long reasoning, long audioOutput, long imageOutput, long request, long webSearch) {
        private static final Femto NONE = new Femto(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        Cost cost(Usage usage) {
            long cache = sum(times(usage.cacheRead(), cacheRead), times(usage.cacheWrite(), cacheWrite),
                    times(usage.cacheWriteHour(), cacheWriteHour));
            long input = sum(times(usage.prompt(), prompt), cache, times(usage.audioInput(), audio));
            long output = Math.addExact(times(usage.completion(), completion), sum(times(usage.reasoning(), reasoning),
                    times(usage.audioOutput(), audioOutput), times(usage.imageOutput(), imageOutput)));
            long units = Math.addExact(request, times(usage.webSearches(), webSearch));
            return new Cost(money(sum(input, output, units)), money(input), money(output),
                    money(Math.negateExact(cache)));
        }

        private static long times(long count, long price) {
            return Math.multiplyExact(count, price);
        }

        private static long sum(long a, long b, long c) {
            return Math.addExact(Math.addExact(a, b), c);
        }

        /** Rounds as {@link Money#ofDollars} does: halves away from zero. */
        private static Money money(long femto) {
            long nanos = femto / FEMTO_IN_NANO;
            long rest = femto % FEMTO_IN_NANO;
            boolean up = Math.abs(rest) * 2 >= FEMTO_IN_NANO;
            nanos += up ? Long.signum(rest) : 0;
            return nanos == 0 ? Money.ZERO : new Money(nanos);
        }
    }

    private Femto wholes() {
        try {
            return new Femto(true, femto(price(PROMPT)), femto(price(COMPLETION)),
                    beyond(price(INPUT_CACHE_READ), PROMPT),
                    beyond(price(INPUT_CACHE_WRITE), PROMPT), beyond(cacheWriteHour(), PROMPT),
                    beyond(price(AUDIO), PROMPT), beyond(price(INTERNAL_REASONING), COMPLETION),
                    beyond(price(AUDIO_OUTPUT), COMPLETION), beyond(price(IMAGE_OUTPUT), COMPLETION),
                    femto(price(REQUEST)), femto(price(WEB_SEARCH)));
        } catch (ArithmeticException e) {
            return Femto.NONE;
        }
    }

    private long beyond(BigDecimal price, PriceKey base) {
        return femto(price.subtract(price(base)));
    }

    /** @throws ArithmeticException when it is no whole number, or none of 64 bits */
    private static long femto(BigDecimal dollars) {
        return dollars.scaleByPowerOfTen(FEMTO).longValueExact();
    }

    private Cost decimalCost(Usage usage) {
        BigDecimal perPrompt = price(PROMPT);
        BigDecimal perCompletion = price(COMPLETION);
        BigDecimal cache = times(usage.cacheRead(), price(INPUT_CACHE_READ).subtract(perPrompt))
                .add(times(usage.cacheWrite(), price(INPUT_CACHE_WRITE).subtract(perPrompt)))
                .add(times(usage.cacheWriteHour(), cacheWriteHour().subtract(perPrompt)));
        BigDecimal prompt = times(usage.prompt(), perPrompt)
                .add(cache)
                .add(times(usage.audioInput(), price(AUDIO).subtract(perPrompt)));
        BigDecimal completion = times(usage.completion(), perCompletion)
                .add(times(usage.reasoning(), price(INTERNAL_REASONING).subtract(perCompletion)))
                .add(times(usage.audioOutput(), price(AUDIO_OUTPUT).subtract(perCompletion)))
                .add(times(usage.imageOutput(), price(IMAGE_OUTPUT).subtract(perCompletion)));
        BigDecimal units = price(REQUEST).add(times(usage.webSearches(), price(WEB_SEARCH)));
        return new Cost(Money.ofDollars(prompt.add(completion).add(units)), Money.ofDollars(prompt),
                Money.ofDollars(completion), Money.ofDollars(cache.negate()));
    }

    private BigDecimal cacheWriteHour() {
        BigDecimal hour = prices.get(INPUT_CACHE_WRITE_1H);
        if (hour != null) {
            return hour;
        }
        BigDecimal fiveMinutes = prices.get(INPUT_CACHE_WRITE);
        return fiveMinutes == null ? price(PROMPT) : HOUR_TO_FIVE_MINUTES.multiply(fiveMinutes);
    }

    /** A price as these rates use it, with what it falls back to. */
    BigDecimal price(PriceKey key) {
        return key == INPUT_CACHE_WRITE_1H ? cacheWriteHour() : Pricing.price(prices, key);
    }

    private static BigDecimal times(long count, BigDecimal price) {
        return count == 0 ? BigDecimal.ZERO : price.multiply(BigDecimal.valueOf(count));
    }
}
