package dev.interline.catalog;

import static dev.interline.catalog.PriceKey.AUDIO;
import static dev.interline.catalog.PriceKey.AUDIO_OUTPUT;
import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.IMAGE_OUTPUT;
import static dev.interline.catalog.PriceKey.INPUT_CACHE_READ;
import static dev.interline.catalog.PriceKey.INPUT_CACHE_WRITE;
import static dev.interline.catalog.PriceKey.INTERNAL_REASONING;
import static dev.interline.catalog.PriceKey.PROMPT;
import static dev.interline.catalog.PriceKey.REQUEST;
import static dev.interline.catalog.PriceKey.WEB_SEARCH;

import dev.interline.exchange.Cost;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an endpoint charges: exact decimals, by key, with prices of their own for long prompts.
 *
 * <p>{@link #rate} is the one place where usage becomes money.
 */
public final class Pricing {
    /** What a price falls back to when it is not told. */
    private static final Map<PriceKey, PriceKey> FALLBACK = Map.of(AUDIO, PROMPT, INPUT_CACHE_READ, PROMPT,
            INPUT_CACHE_WRITE, PROMPT, INTERNAL_REASONING, COMPLETION, AUDIO_OUTPUT, COMPLETION, IMAGE_OUTPUT,
            COMPLETION);

    /** Nobody told the prices, or they vary (a router's depend on what it picks); OpenRouter shows them as -1. */
    public static final Pricing UNKNOWN = new Pricing(Map.of(), List.of());

    /** Costs nothing, like a model on one's own machine. */
    public static final Pricing FREE = new Pricing(Map.of(PROMPT, BigDecimal.ZERO, COMPLETION, BigDecimal.ZERO),
            List.of());

    private final Map<PriceKey, BigDecimal> base;
    private final List<Tier> tiers;
    private final Rates rates;
    private final List<Step> steps;

    /**
     * Prices that replace the base prices for the whole request, all of its tokens, when the prompt is long.
     *
     * @param minPromptTokens the tier holds for prompts of strictly more tokens than this
     * @param prices the prices that differ
     */
    public record Tier(long minPromptTokens, Map<PriceKey, BigDecimal> prices) {
        public Tier {
            prices = ordered(prices);
        }
    }

    /** A tier laid over all that is below it. */
    private record Step(long minPromptTokens, Rates rates) {}

    /** Prices in dollars per token or unit; none may be negative. Without a prompt price they are unknown. */
    public Pricing(Map<PriceKey, BigDecimal> base, List<Tier> tiers) {
        this.base = ordered(base);
        this.rates = new Rates(this.base);
        if (tiers.isEmpty()) { // nearly all; a stream costs the start more than the rest of this
            this.tiers = List.of();
            this.steps = List.of();
            return;
        }
        this.tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::minPromptTokens)).toList();
        var whole = new ArrayList<Step>();
        Map<PriceKey, BigDecimal> below = this.base;
        for (Tier tier : this.tiers) {
            below = over(below, tier.prices());
            whole.add(new Step(tier.minPromptTokens(), new Rates(below)));
        }
        this.steps = List.copyOf(whole);
    }

    /** Base prices by key, in the order of the keys. */
    public Map<PriceKey, BigDecimal> prices() {
        return base;
    }

    /** The tiers, the shortest prompts first. */
    public List<Tier> tiers() {
        return tiers;
    }

    /** Whether there are prices to rate by; if not, {@link #rate} finds everything free. */
    public boolean isKnown() {
        return base.containsKey(PROMPT);
    }

    /** Whether prompt and completion cost nothing. */
    public boolean isFree() {
        return isKnown() && price(PROMPT).signum() == 0 && price(COMPLETION).signum() == 0;
    }

    /** The base price, or what it falls back to; zero without either. */
    public BigDecimal price(PriceKey key) {
        return price(base, key);
    }

    /** These prices with others in the place of those of the same key; tiers are kept only if no token price changes. */
    public Pricing with(Map<PriceKey, BigDecimal> others) {
        if (others.isEmpty()) {
            return this;
        }
        var merged = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        merged.putAll(base);
        merged.putAll(others);
        boolean units = others.keySet().stream().allMatch(key -> key == REQUEST || key == WEB_SEARCH);
        return new Pricing(merged, units ? tiers : List.of());
    }

    /**
     * What this usage costs, by the tier of its prompt; the exact sum is rounded once, to nano-dollars.
     *
     * <p>Cached, audio, image and reasoning tokens are parts of prompt and completion: each is charged by how its price
     * differs from theirs, so overlapping parts (cached audio) add up. Usage is taken as it is; judging it is the
     * settlement's business. The parts for prompt and completion are for display, rounded each on its own.
     */
    public Cost rate(Usage usage) {
        return isKnown() ? at(usage.prompt()).cost(usage) : Cost.FREE;
    }

    /**
     * The most that so much can cost, whatever the tokens turn out to be; {@link #rate} finds no more for any usage within
     * these numbers.
     */
    public Money most(long promptTokens, long completionTokens, long searches) {
        return ceiling(promptTokens).cost(promptTokens, completionTokens, searches);
    }

    /** How many completion tokens an amount is certainly enough for; negative if not even for the prompt. */
    public long affordable(Money amount, long promptTokens, long searches) {
        return ceiling(promptTokens).completionTokens(amount, promptTokens, searches);
    }

    private Ceiling ceiling(long promptTokens) {
        if (!isKnown()) {
            return Ceiling.NOTHING;
        }
        Ceiling highest = rates.ceiling();
        for (Step step : steps) {
            if (promptTokens > step.minPromptTokens()) {
                highest = highest.or(step.rates().ceiling());
            }
        }
        return highest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pricing pricing && base.equals(pricing.base) && tiers.equals(pricing.tiers);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + tiers.hashCode();
    }

    @Override
    public String toString() {
        return base + (tiers.isEmpty() ? "" : " " + tiers);
    }

    private Rates at(long promptTokens) {
        Rates found = rates;
        for (Step step : steps) {
            if (promptTokens > step.minPromptTokens()) {
                found = step.rates();
            }
        }
        return found;
    }

    /** Lays a tier over the prices below it; a price that equals its fallback there goes on to equal it. */
    private static Map<PriceKey, BigDecimal> over(Map<PriceKey, BigDecimal> below, Map<PriceKey, BigDecimal> tier) {
        var merged = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        merged.putAll(below);
        FALLBACK.forEach((key, fallback) -> {
            BigDecimal own = below.get(key);
            if (own != null && own.compareTo(price(below, fallback)) == 0) {
                merged.remove(key);
            }
        });
        merged.putAll(tier);
        return merged;
    }

    static BigDecimal price(Map<PriceKey, BigDecimal> prices, PriceKey key) {
        BigDecimal own = prices.get(key);
        if (own != null) {
            return own;
        }
        PriceKey fallback = FALLBACK.get(key);
        return fallback == null ? BigDecimal.ZERO : price(prices, fallback);
    }

    private static Map<PriceKey, BigDecimal> ordered(Map<PriceKey, BigDecimal> prices) {
        var copy = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        for (Map.Entry<PriceKey, BigDecimal> entry : prices.entrySet()) {
            if (entry.getValue().signum() < 0) {
                throw new IllegalArgumentException(
                        "a price of 0 or more for " + entry.getKey().text() + ", not " + entry.getValue());
            }
            copy.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(copy);
    }
}
