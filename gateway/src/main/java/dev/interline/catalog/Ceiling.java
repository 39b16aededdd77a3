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

import dev.interline.exchange.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.stream.Stream;

/**
 * The most that a token, a request and a search can cost by some prices, in femto-dollars, rounded up: whatever the tokens
 * turn out to be (cached, written to a cache, audio, images, reasoning), {@link Rates} finds no more.
 */
record Ceiling(long prompt, long completion, long request, long search) {
    static final Ceiling NOTHING = new Ceiling(0, 0, 0, 0);

    private static final int FEMTO = 15;
    private static final long FEMTO_IN_NANO = 1_000_000;
    private static final Money ALL = new Money(Long.MAX_VALUE / FEMTO_IN_NANO);

    static Ceiling of(Rates rates) {
        BigDecimal prompt = rates.price(PROMPT);
        BigDecimal completion = rates.price(COMPLETION);
        // The parts overlap, and each adds by how its price differs: a cached token may be audio, too.
        BigDecimal cache = Stream.of(INPUT_CACHE_READ, INPUT_CACHE_WRITE, INPUT_CACHE_WRITE_1H)
                .map(key -> beyond(rates, key, prompt)).reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal output = Stream.of(INTERNAL_REASONING, AUDIO_OUTPUT, IMAGE_OUTPUT)
                .map(key -> beyond(rates, key, completion)).reduce(completion, BigDecimal::add);
        return new Ceiling(femto(prompt.add(cache).add(beyond(rates, AUDIO, prompt))), femto(output),
                femto(rates.price(REQUEST)), femto(rates.price(WEB_SEARCH)));
    }

    private static BigDecimal beyond(Rates rates, PriceKey key, BigDecimal base) {
        return rates.price(key).subtract(base).max(BigDecimal.ZERO);
    }

    private static long femto(BigDecimal dollars) {
        BigInteger whole = dollars.scaleByPowerOfTen(FEMTO).setScale(0, RoundingMode.CEILING).toBigInteger();
        return whole.bitLength() < Long.SIZE ? whole.longValue() : Long.MAX_VALUE;
    }

    /** These prices or the others, whichever are higher. */
    Ceiling or(Ceiling other) {
        return new Ceiling(Math.max(prompt, other.prompt), Math.max(completion, other.completion),
                Math.max(request, other.request), Math.max(search, other.search));
    }

    /** The most that so much can cost; about nine billion dollars stand for whatever is more. */
    Money cost(long promptTokens, long completionTokens, long searches) {
        try {
            long femto = Math.addExact(fixed(promptTokens, searches),
                    Math.multiplyExact(completionTokens, completion));
            return new Money(Math.ceilDiv(femto, FEMTO_IN_NANO));
        } catch (ArithmeticException e) {
            return ALL;
        }
    }

    /** How many completion tokens an amount is enough for, whatever they are; negative if not even for the prompt. */
    long completionTokens(Money amount, long promptTokens, long searches) {
        try {
            long left = Math.subtractExact(Math.multiplyExact(amount.nanos(), FEMTO_IN_NANO),
                    fixed(promptTokens, searches));
            return left < 0 ? -1 : completion == 0 ? Long.MAX_VALUE : left / completion;
        } catch (ArithmeticException e) {
            // More than nine thousand dollars for one request: the model's own limit comes first.
            return amount.compareTo(cost(promptTokens, 0, searches)) < 0 ? -1 : Long.MAX_VALUE;
        }
    }

    private long fixed(long promptTokens, long searches) {
        return Math.addExact(Math.multiplyExact(promptTokens, prompt),
                Math.addExact(request, Math.multiplyExact(searches, search)));
    }
}
