package dev.interline.exchange;

import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and checks the {@code provider} object, which every client wire has (OpenRouter: provider selection). */
public final class PreferencesReader {
    private static final Names MEMBERS = Names.of("order", "only", "require", "ignore", "allow_fallbacks",
            "require_parameters", "data_collection", "zdr", "enforce_distillable_text", "quantizations", "sort",
            "preferred_min_throughput", "preferred_max_latency", "max_price");
    private static final Names COLLECTION = Names.of("allow", "deny");
    private static final Names QUANTIZATIONS = Names.of("int4", "int8", "fp4", "mxfp4", "nvfp4", "fp6", "fp8", "mxfp8",
            "fp16", "bf16", "fp32", "unknown");
    private static final String QUANTIZATION_LIST = "int4, int8, fp4, mxfp4, nvfp4, fp6, fp8, mxfp8, fp16, bf16, fp32, "
            + "unknown";
    private static final Names SORTS = Names.of("price", "throughput", "latency", "exacto");
    private static final String SORT_LIST = "price, throughput, latency, exacto";
    private static final Names SORT = Names.of("by", "partition");
    private static final Names PARTITIONS = Names.of("model", "none");
    private static final Names PERCENTILES = Names.of("p50", "p75", "p90", "p99");
    private static final Names PRICES = Names.of("prompt", "completion", "request", "image", "audio");

    private final RequestValues values;
    private List<String> order = List.of();
    private final List<String> only = new ArrayList<>();
    private List<String> ignore = List.of();
    private boolean allowFallbacks = true;
    private boolean requireParameters;
    private boolean denyDataCollection;
    private boolean zeroDataRetention;
    private boolean distillable;
    private final List<String> quantizations = new ArrayList<>();
    private Optional<String> sort = Optional.empty();
    private boolean sortAcrossModels;
    private Map<String, BigDecimal> throughput = Map.of();
    private Map<String, BigDecimal> latency = Map.of();
    private Map<String, BigDecimal> maxPrice = Map.of();

    private PreferencesReader(RequestValues values) {
        this.values = values;
    }

    /**
     * Reads the object that is next.
     *
     * @throws Rejected when it holds something that is not allowed
     */
    public static Preferences read(RequestValues values) throws MalformedJson {
        var reader = new PreferencesReader(values);
        return values.object("provider", MEMBERS, reader::member) ? reader.preferences() : Preferences.NONE;
    }

    private Preferences preferences() {
        return new Preferences(order, only, ignore, allowFallbacks, requireParameters, denyDataCollection,
                zeroDataRetention, distillable, quantizations, sort, sortAcrossModels, throughput, latency, maxPrice);
    }

    private void member(String name) throws MalformedJson {
        switch (name) {
            case "order" -> order = values.strings(name);
            case "only", "require" -> only.addAll(values.strings(name));
            case "ignore" -> ignore = values.strings(name);
            case "allow_fallbacks" -> allowFallbacks = values.flag(name).orElse(true);
            case "require_parameters" -> requireParameters = values.flag(name).orElse(false);
            case "data_collection" -> denyDataCollection = values.word(name, COLLECTION, "allow, deny")
                    .filter("deny"::equals).isPresent();
            case "zdr" -> zeroDataRetention = values.flag(name).orElse(false);
            case "enforce_distillable_text" -> distillable = values.flag(name).orElse(false);
            case "quantizations" -> quantizations();
            case "sort" -> sort();
            case "preferred_min_throughput" -> throughput = cutoffs(name);
            case "preferred_max_latency" -> latency = cutoffs(name);
            case "max_price" -> maxPrice = prices();
            default -> values.in().skip();
        }
    }

    private void quantizations() throws MalformedJson {
        if (!values.isNull()) {
            values.array("quantizations", "an array of strings", _ -> quantizations
                    .add(values.word("", QUANTIZATIONS, QUANTIZATION_LIST).orElse("unknown")));
        }
    }

    private void sort() throws MalformedJson {
        if (values.in().peek() != '{') {
            sort = values.word("sort", SORTS, SORT_LIST);
            return;
        }
        values.object("sort", SORT, name -> {
            switch (name) {
                case "by" -> sort = values.word(name, SORTS, SORT_LIST);
                case "partition" -> sortAcrossModels = values.word(name, PARTITIONS, "model, none")
                        .filter("none"::equals).isPresent();
                default -> values.in().skip();
            }
        });
    }

    /** A number means the median. */
    private Map<String, BigDecimal> cutoffs(String name) throws MalformedJson {
        if (values.isNull()) {
            return Map.of();
        }
        if (values.in().peek() != '{') {
            return Map.of("p50", decimal(name));
        }
        var cutoffs = new LinkedHashMap<String, BigDecimal>();
        values.object(name, PERCENTILES, percentile -> {
            if (percentile.isEmpty()) {
                values.in().skip();
            } else if (!values.isNull()) {
                cutoffs.put(percentile, decimal(percentile));
            }
        });
        return cutoffs;
    }

    private Map<String, BigDecimal> prices() throws MalformedJson {
        var prices = new LinkedHashMap<String, BigDecimal>();
        values.object("max_price", PRICES, unit -> {
            if (unit.isEmpty()) {
                values.in().skip();
            } else if (!values.isNull()) {
                prices.put(unit, decimal(unit));
            }
        });
        return prices;
    }

    /** A number that is not negative, or a string that holds one. */
    private BigDecimal decimal(String name) throws MalformedJson {
        int first = values.in().peek();
        if (first != '"' && first != '-' && (first < '0' || first > '9')) {
            throw values.wrong(name, "a number or a string that holds one");
        }
        String text = first == '"' ? values.in().string() : values.in().number();
        try {
            var value = new BigDecimal(text.strip());
            if (value.signum() >= 0 && Math.abs((long) value.scale()) < 100) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, together with the negative ones.
        }
        throw values.rejected(name, "'" + (text.length() > 40 ? text.substring(0, 40) : text)
                + "' is not allowed; expected a number of at least 0");
    }
}
