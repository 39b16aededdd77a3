package dev.interline.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * A service tier that a provider offers beside the ordinary one, for some of its models.
 *
 * @param tier which one
 * @param models ids of the models, or all whose id begins so ({@code openai/gpt-5*})
 * @param priceFactor what the provider's ordinary prices are multiplied by
 */
public record ServiceTierEntry(Tier tier, List<String> models, BigDecimal priceFactor) {
    /** The tiers that have prices of their own. */
    public enum Tier {
        /** Cheaper, and later. */
        FLEX,
        /** Sooner, and dearer. */
        PRIORITY
    }

    private static final BigDecimal MOST = BigDecimal.valueOf(100);
    private static final String ANY = "*";

    public ServiceTierEntry {
        models = List.copyOf(models);
        new Checks()
                .that(!models.isEmpty(), "models", models, "ids of models, or beginnings of ids with a * behind")
                .that(priceFactor.signum() > 0 && priceFactor.compareTo(MOST) <= 0, "price-factor", priceFactor,
                        "a number above 0 and up to 100")
                .done();
    }

    /** Whether the provider serves this model so. */
    public boolean isFor(String model) {
        return models.stream().anyMatch(name -> name.endsWith(ANY)
                ? model.startsWith(name.substring(0, name.length() - 1)) : model.equals(name));
    }
}
