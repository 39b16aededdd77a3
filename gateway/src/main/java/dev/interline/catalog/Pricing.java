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
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an endpoint charges: exact decimals, by key, with prices of their own for long prompts and certain times.
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
    private final BigDecimal discount;
    private final Rates rates;
    private final List<Step> steps;
    /** Whether some tiers hold at certain times only. */
    private final boolean timed;
    /** What is left of them at some moment, by the tiers that hold then. */
    private final Map<List<Tier>, Pricing> byTiers = new ConcurrentHashMap<>(0);

    /**
     * Prices that hold instead of others when a prompt is long, for all of its tokens, or at certain times.
     *
     * @param minPromptTokens holds for prompts of strictly more tokens than this; {@link #ANY_PROMPT} for all
     * @param window holds for requests that are begun then
     * @param prices the prices that differ
     */
    public record Tier(long minPromptTokens, PriceWindow window, Map<PriceKey, BigDecimal> prices) {
        /** Below the shortest prompt. */
        public static final long ANY_PROMPT = -1;

        public Tier {
            prices = ordered(prices);
        }

        /** At all times. */
        public Tier(long minPromptTokens, Map<PriceKey, BigDecimal> prices) {
            this(minPromptTokens, PriceWindow.ALWAYS, prices);
        }

        boolean isAlways() {
            return window.equals(PriceWindow.ALWAYS);
        }
    }

    /** All tiers that hold for prompts beyond a length, laid over the base. */
    private record Step(long minPromptTokens, Rates rates) {}

    /** Prices that nothing is taken off. */
    public Pricing(Map<PriceKey, BigDecimal> base, List<Tier> tiers) {
        this(base, tiers, BigDecimal.ZERO);
    }

    /**
     * Prices in dollars per token or unit; none may be negative. Without a prompt price they are unknown.
     *
     * @param tiers of those that hold for a request the last one counts, for each price (OpenRouter: pricing overrides)
     * @param discount what is taken off all prices, as a share from 0 to 1
     */
    public Pricing(Map<PriceKey, BigDecimal> base, List<Tier> tiers, BigDecimal discount) {
        if (discount.signum() < 0 || discount.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a discount from 0 to 1, not " + discount);
        }
        this.base = ordered(base);
        this.discount = discount;
        this.rates = rates(this.base);
        if (tiers.isEmpty()) { // nearly all; a stream costs the start more than the rest of this
            this.tiers = List.of();
            this.steps = List.of();
            this.timed = false;
            return;
        }
        this.tiers = List.copyOf(tiers);
        List<Tier> always = tiers.stream().filter(Tier::isAlways).toList();
        this.steps = always.stream().map(Tier::minPromptTokens).distinct().sorted()
                .map(bound -> new Step(bound, rates(beyond(bound, always)))).toList();
        this.timed = always.size() < tiers.size();
    }

    /** The prices for prompts that are just longer than this. */
    private Map<PriceKey, BigDecimal> beyond(long bound, List<Tier> always) {
        Map<PriceKey, BigDecimal> prices = base;
        for (Tier tier : always) {
            if (tier.minPromptTokens() <= bound) {
                prices = over(prices, tier.prices());
            }
        }
        return prices;
    }

    private Rates rates(Map<PriceKey, BigDecimal> prices) {
        if (discount.signum() == 0) {
            return new Rates(prices);
        }
        var less = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        BigDecimal left = BigDecimal.ONE.subtract(discount);
        prices.forEach((key, price) -> less.put(key, price.multiply(left)));
        return new Rates(less);
    }

    /** The prices of requests that are begun at this moment: what holds at other times only is left out. */
    public Pricing at(Instant begun) {
        if (!timed) {
            return this;
        }
        List<Tier> holding = tiers.stream().filter(tier -> tier.window().contains(begun))
                .map(tier -> new Tier(tier.minPromptTokens(), tier.prices())).toList();
        return byTiers.computeIfAbsent(holding, _ -> new Pricing(base, holding, discount));
    }

    /** Base prices by key, in the order of the keys, before the discount. */
    public Map<PriceKey, BigDecimal> prices() {
        return base;
    }

    /** The tiers in their order: the last one that holds counts. */
    public List<Tier> tiers() {
        return tiers;
    }

    /** What is taken off all prices, as a share from 0 to 1. */
    public BigDecimal discount() {
        return discount;
    }

    /** Whether there are prices to rate by; if not, {@link #rate} finds everything free. */
    public boolean isKnown() {
        return base.containsKey(PROMPT);
    }

    /** Whether prompt and completion cost nothing. */
    public boolean isFree() {
        return isKnown() && price(PROMPT).signum() == 0 && price(COMPLETION).signum() == 0;
    }

    /** The price of a short prompt, or what it falls back to; zero without either. */
    public BigDecimal price(PriceKey key) {
        return (steps.isEmpty() || steps.getFirst().minPromptTokens() >= 0 ? rates : steps.getFirst().rates())
                .price(key);
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
        return new Pricing(merged, units ? tiers : List.of(), discount);
    }

    /** These prices with this much taken off. */
    public Pricing discounted(BigDecimal share) {
        return new Pricing(base, tiers, share);
    }

    /** These prices, each so many times; of what is unknown nobody knows more. */
    Pricing times(BigDecimal factor) {
        return new Pricing(times(base, factor), tiers.stream().map(
                tier -> new Tier(tier.minPromptTokens(), tier.window(), times(tier.prices(), factor))).toList(),
                discount);
    }

    private static Map<PriceKey, BigDecimal> times(Map<PriceKey, BigDecimal> prices, BigDecimal factor) {
        var multiplied = new EnumMap<PriceKey, BigDecimal>(PriceKey.class);
        prices.forEach((key, price) -> multiplied.put(key, price.multiply(factor)));
        return multiplied;
    }

    /** These base prices with other tiers. */
    public Pricing tiered(List<Tier> others) {
        return new Pricing(base, others, discount);
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
        return other instanceof Pricing pricing && base.equals(pricing.base) && tiers.equals(pricing.tiers)
                && discount.compareTo(pricing.discount) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + tiers.hashCode();
    }

    @Override
    public String toString() {
        return base + (tiers.isEmpty() ? "" : " " + tiers) + (discount.signum() == 0 ? "" : " -" + discount);
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
