package dev.interline.exchange;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads and checks the array {@code plugins}, which every client wire has (OpenRouter: plugins). */
public final class PluginsReader {
    private static final Names MEMBERS = Names.of("id", "enabled", "allowed_models", "excluded_models", "cost_tier",
            "cost_quality_tradeoff", "pin_model", "min_coding_score", "max_price", "price_source", "pdf");
    private static final Names PDF = Names.of("engine");
    private static final Names TIERS = Names.of("low", "medium", "high", "xhigh", "max");
    private static final Names SOURCES = Names.of("prompt", "weighted_avg");
    private static final int MOST_PATTERNS = 1024;
    private static final int PATTERN_LENGTH = 1024;
    private static final int ALL_PATTERNS = 65_536;
    /** What the gateway does without being asked, or what asks nothing of it: see docs/routers.md. */
    private static final List<String> WITHOUT_EFFECT = List.of("context-compression", "moderation");

    private final RequestValues values;
    private Plugins.Auto auto = Plugins.Auto.USUAL;
    private Plugins.Auto autoBeta = Plugins.Auto.USUAL;
    private Plugins.Pareto pareto = Plugins.Pareto.USUAL;
    private final List<String> others = new ArrayList<>(0);

    private PluginsReader(RequestValues values) {
        this.values = values;
    }

    /**
     * Reads the array that is next.
     *
     * @throws Rejected when it holds something that is not allowed
     */
    public static Plugins read(RequestValues values) throws MalformedJson {
        if (values.isNull()) {
            return Plugins.NONE;
        }
        var reader = new PluginsReader(values);
        values.array("plugins", "an array of objects", _ -> reader.plugin());
        return new Plugins(reader.auto, reader.autoBeta, reader.pareto, reader.others);
    }

    /** One plugin, whose members may come in any order. */
    private final class Entry {
        private String id = "";
        private boolean enabled = true;
        private List<String> allowed = List.of();
        private List<String> excluded = List.of();
        private Optional<String> tier = Optional.empty();
        private OptionalInt tradeoff = OptionalInt.empty();
        private boolean pinned;
        private Optional<BigDecimal> minScore = Optional.empty();
        private Optional<BigDecimal> maxPrice = Optional.empty();
        private String engine = "native";

        private void member(String name) throws MalformedJson {
            switch (name) {
                case "id" -> id = values.string(name).orElse("");
                case "enabled" -> enabled = values.flag(name).orElse(true);
                case "allowed_models" -> allowed = patterns(name);
                case "excluded_models" -> excluded = patterns(name);
                case "cost_tier" -> tier = values.word(name, TIERS, "low, medium, high, xhigh, max");
                case "cost_quality_tradeoff" -> {
                    OptionalLong given = values.integer(name, 0, 10);
                    tradeoff = given.isPresent() ? OptionalInt.of((int) given.getAsLong()) : OptionalInt.empty();
                }
                case "pin_model" -> pinned = values.flag(name).orElse(false);
                case "min_coding_score" -> minScore = number(name, 1);
                case "max_price" -> maxPrice = number(name, Double.MAX_VALUE);
                case "price_source" -> values.word(name, SOURCES, "prompt, weighted_avg");
                case "pdf" -> values.object(name, PDF, inner -> {
                    if (inner.isEmpty()) {
                        values.in().skip();
                    } else {
                        engine = values.string(inner).orElse("native");
                    }
                });
                default -> values.in().skip();
            }
        }

        private Optional<BigDecimal> number(String name, double most) throws MalformedJson {
            int from = values.in().position();
            return values.number(name, 0, most) ? Optional.of(values.written(from)) : Optional.empty();
        }
    }

    private void plugin() throws MalformedJson {
        values.expect('{', "", "an object");
        var entry = new Entry();
        values.object("", MEMBERS, entry::member);
        if (entry.id.isEmpty()) {
            throw values.rejected("", "must have an id");
        }
        if (!entry.enabled || WITHOUT_EFFECT.contains(entry.id)) {
            return;
        }
        switch (entry.id) {
            case "auto-router" -> auto = new Plugins.Auto(entry.allowed, entry.excluded, entry.tier, entry.tradeoff,
                    entry.pinned);
            case "auto-beta-router" -> autoBeta = new Plugins.Auto(entry.allowed, entry.excluded, entry.tier,
                    entry.tradeoff, false);
            case "pareto-router" -> pareto = new Plugins.Pareto(entry.minScore, entry.maxPrice);
            case "file-parser" -> {
                // Documents go to models that read them by themselves, which is the engine "native".
                if (!entry.engine.equals("native")) {
                    others.add(entry.id);
                }
            }
            case String other -> others.add(other);
        }
    }

    private List<String> patterns(String name) throws MalformedJson {
        List<String> patterns = values.strings(name);
        if (patterns.size() > MOST_PATTERNS) {
            throw values.rejected(name, "must have " + MOST_PATTERNS + " items or fewer");
        }
        int all = 0;
        for (String pattern : patterns) {
            if (pattern.isBlank() || pattern.length() > PATTERN_LENGTH) {
                throw values.rejected(name, "each must have from 1 to " + PATTERN_LENGTH + " characters");
            }
            all += pattern.length();
        }
        if (all > ALL_PATTERNS) {
            throw values.rejected(name, "must have " + ALL_PATTERNS + " characters or fewer in all");
        }
        return patterns;
    }
}
