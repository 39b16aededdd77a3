package dev.interline.catalog.api;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.PriceKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Which models a list shows (OpenRouter: list models). What nobody knows about a model does not satisfy a demand; a
 * minimum of zero and a maximum for a benchmark demand nothing. Use-case categories are not narrowed by, since who uses
 * a model for what is not recorded.
 */
final class ModelFilter {
    private static final List<String> INPUT = List.of("text", "image", "file", "audio", "video");
    private static final List<String> OUTPUT =
            List.of("text", "image", "embeddings", "audio", "video", "rerank", "speech", "transcription", "all");
    private static final List<String> CATEGORIES = List.of("programming", "roleplay", "marketing", "marketing/seo",
            "technology", "science", "translation", "legal", "finance", "health", "trivia", "academia");
    private static final List<String> BENCHMARKS =
            List.of("intelligence_index", "coding_index", "agentic_index", "tool_success_rate");
    private static final int MILLION_ZEROS = 6;
    private static final long DAY_SECONDS = 86_400;

    private final Catalog catalog;
    private final Parameters given;
    private final List<Predicate<Model>> demands = new ArrayList<>();

    private ModelFilter(Catalog catalog, Parameters given) {
        this.catalog = catalog;
        this.given = given;
    }

    /** @throws dev.interline.exchange.Rejected when a parameter has a value that it cannot have */
    static Predicate<Model> of(Catalog catalog, Parameters given, Instant now) {
        var filter = new ModelFilter(catalog, given);
        filter.content();
        filter.origin();
        filter.prices("min_price", "max_price", PriceKey.PROMPT);
        filter.prices("min_output_price", "max_output_price", PriceKey.COMPLETION);
        filter.age(now);
        filter.unmeasured();
        return filter.demands.stream().reduce(model -> true, Predicate::and);
    }

    /** Any of the output modalities; text when none is named. */
    static Predicate<Model> outputs(Parameters given) {
        List<String> wanted = given.items("output_modalities", OUTPUT);
        if (wanted.contains("all")) {
            return model -> true;
        }
        if (wanted.isEmpty()) {
            return Model::writesText;
        }
        return model -> model.architecture().output().stream().anyMatch(wanted::contains)
                || wanted.contains("text") && model.writesText();
    }

    private void content() {
        demands.add(outputs(given));
        List<String> inputs = given.items("input_modalities", INPUT);
        demands.add(model -> model.architecture().input().containsAll(inputs));
        List<String> parameters = given.items("supported_parameters");
        demands.add(model -> model.supportedParameters().containsAll(parameters));
        given.whole("context", 1, Integer.MAX_VALUE)
                .ifPresent(tokens -> demands.add(model -> model.contextLength() >= tokens));
        given.text("q").map(text -> text.toLowerCase(Locale.ROOT).split("\\s+"))
                .ifPresent(words -> demands.add(model -> {
                    String names =
                            (model.id() + ' ' + model.canonicalSlug() + ' ' + model.name()).toLowerCase(Locale.ROOT);
                    return List.of(words).stream().allMatch(names::contains);
                }));
    }

    private void origin() {
        List<String> families = given.items("arch");
        if (!families.isEmpty()) {
            demands.add(model -> families.stream().anyMatch(family -> isOf(family, model)));
        }
        List<String> authors = given.items("model_authors");
        if (!authors.isEmpty()) {
            demands.add(model -> authors.contains(Rows.owner(model).toLowerCase(Locale.ROOT)));
        }
        List<String> providers = given.items("providers");
        if (!providers.isEmpty()) {
            endpoint(endpoint -> providers.stream().anyMatch(name -> catalog.isNamed(endpoint, name)));
        }
        given.choice("zdr", List.of("true"))
                .ifPresent(_ -> endpoint(endpoint -> endpoint.declared().zdr().orElse(false)));
        given.choice("region", List.of("eu", "us")).ifPresent(region -> endpoint(
                endpoint -> endpoint.declared().region().filter(own -> own.startsWith(region)).isPresent()));
    }

    /** A model belongs to a family by its tokenizer ({@code Llama} means all of them) or by a word of its name. */
    private static boolean isOf(String family, Model model) {
        return model.architecture().tokenizer().toLowerCase(Locale.ROOT).startsWith(family)
                || List.of(model.slug().toLowerCase(Locale.ROOT).split("[-:]")).contains(family);
    }

    private void endpoint(Predicate<Endpoint> demand) {
        demands.add(model -> catalog.endpointsOf(model).stream().anyMatch(demand));
    }

    /** Bounds in dollars per million tokens. */
    private void prices(String lowest, String highest, PriceKey key) {
        Optional<BigDecimal> min = given.number(lowest, Optional.empty()).filter(price -> price.signum() > 0);
        Optional<BigDecimal> max = given.number(highest, Optional.empty());
        min.ifPresent(price -> demands.add(model -> model.pricing().isKnown()
                && perMillion(model, key).compareTo(price) >= 0));
        max.ifPresent(price -> demands.add(model -> model.pricing().isKnown()
                && perMillion(model, key).compareTo(price) <= 0));
    }

    private static BigDecimal perMillion(Model model, PriceKey key) {
        return model.pricing().price(key).movePointRight(MILLION_ZEROS);
    }

    private void age(Instant now) {
        OptionalInt min = given.whole("min_age_days", 0, Integer.MAX_VALUE);
        OptionalInt max = given.whole("max_age_days", 0, Integer.MAX_VALUE);
        min.ifPresent(days -> demands.add(model -> days == 0
                || model.created() > 0 && model.created() <= now.getEpochSecond() - days * DAY_SECONDS));
        max.ifPresent(days -> demands.add(model -> model.created() >= now.getEpochSecond() - days * DAY_SECONDS));
    }

    /** Facts that nobody declares or measures yet. */
    private void unmeasured() {
        given.choice("category", CATEGORIES);
        given.choice("distillable", List.of("true", "false")).filter("true"::equals)
                .ifPresent(_ -> demands.add(_ -> false));
        for (String benchmark : BENCHMARKS) {
            Optional<BigDecimal> most = benchmark.endsWith("_rate") ? Optional.of(BigDecimal.ONE) : Optional.empty();
            given.number("max_" + benchmark, most);
            given.number("min_" + benchmark, most).filter(bound -> bound.signum() > 0)
                    .ifPresent(_ -> demands.add(_ -> false));
        }
    }
}
