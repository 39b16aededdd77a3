package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.generations.activity.AnalyticsQuery;
import dev.interline.generations.activity.AnalyticsQuery.Field;
import dev.interline.generations.activity.AnalyticsQuery.Filter;
import dev.interline.generations.activity.AnalyticsQuery.Order;
import dev.interline.generations.activity.Dimension;
import dev.interline.generations.activity.Granularity;
import dev.interline.generations.activity.Metric;
import dev.interline.generations.activity.TimeRange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads what {@code POST /analytics/query} is asked. A word that is not known is refused with those that are. */
final class AnalyticsInput {
    static final Map<String, Metric> METRICS = words(Metric.values(), Metric::word);
    static final Map<String, Dimension> DIMENSIONS = words(Dimension.values(), Dimension::word);
    static final Map<String, Granularity> GRANULARITIES = words(Granularity.values(), Granularity::word);

    private static final int MOST_VALUES = 100;
    private static final String DATE = "date";

    private AnalyticsInput() {}

    /** How a filter compares: dimensions are names, which are the same or not, and come in no order. */
    enum Operator {
        EQ(false, false), NEQ(false, true), IN(true, false), NOT_IN(true, true);

        static final Map<String, Operator> WORDS = words(values(), Operator::word);

        private final boolean many;
        private final boolean negated;

        Operator(boolean many, boolean negated) {
            this.many = many;
            this.negated = negated;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it takes an array. */
        boolean many() {
            return many;
        }
    }

    private static <T> Map<String, T> words(T[] all, Function<T, String> word) {
        var words = new LinkedHashMap<String, T>();
        Arrays.stream(all).forEach(each -> words.put(word.apply(each), each));
        return words;
    }

    /**
     * What is asked.
     *
     * @param limited whether fewer rows are told than were asked for
     */
    record Asked(AnalyticsQuery query, boolean limited) {}

    static Asked read(Call call) {
        var input = call.input();
        var metrics = known("metrics", input.texts("metrics", 1, METRICS.size()), METRICS);
        var dimensions = known("dimensions", input.texts("dimensions", 0, AnalyticsQuery.MOST_DIMENSIONS), DIMENSIONS);
        var filters = input.objects("filters", 0, AnalyticsQuery.MOST_FILTERS).stream().map(AnalyticsInput::filter)
                .toList();
        var granularity = input.word("granularity", GRANULARITIES);
        var range = input.object("time_range").map(AnalyticsInput::range);
        var order = input.object("order_by").map(by -> order(by, metrics, dimensions, granularity.isPresent()));
        int limit = input.number("limit", 1, Integer.MAX_VALUE).orElse(AnalyticsQuery.MOST_ROWS);
        var groupLimit = boxed(input.number("group_limit", 1, Integer.MAX_VALUE));
        JsonNode none = Json.mapper().nullNode();
        input.refuse(Map.of("classifier_dimensions", none, "classifier_filters", none));
        input.done();
        return new Asked(new AnalyticsQuery(call.account(), metrics, dimensions, filters, granularity, range, order,
                Math.min(limit, AnalyticsQuery.MOST_ROWS), groupLimit), limit > AnalyticsQuery.MOST_ROWS);
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    /** What these words stand for, each once. */
    private static <T> List<T> known(String name, List<String> texts, Map<String, T> words) {
        var found = new LinkedHashSet<T>();
        for (var text : texts) {
            found.add(Optional.ofNullable(words.get(text)).orElseThrow(() -> invalid(name + ": \"" + text
                    + "\" is not known; there are " + String.join(", ", words.keySet()))));
        }
        return List.copyOf(found);
    }

    private static Filter filter(Input input) {
        var dimension = input.requiredWord("field", DIMENSIONS);
        var operator = input.requiredWord("operator", Operator.WORDS);
        var values = operator.many() ? input.texts("value", 1, MOST_VALUES) : List.of(input.text("value"));
        boolean unsetToo = operator.many() && input.flag("include_unset").orElse(false);
        if (!operator.many()) {
            input.refuse(Map.of("include_unset", Json.mapper().getNodeFactory().booleanNode(false)));
        }
        input.done();
        return new Filter(dimension, operator.negated, values, unsetToo);
    }

    private static TimeRange range(Input input) {
        var range = new TimeRange(input.requiredTime("start"), input.requiredTime("end"));
        input.done();
        return range;
    }

    private static Order order(Input input, List<Metric> metrics, List<Dimension> dimensions, boolean timed) {
        var fields = new LinkedHashMap<String, Field>();
        metrics.forEach(metric -> fields.put(metric.word(), new Field.Sum(metric)));
        fields.putIfAbsent(Metric.REQUESTS.word(), new Field.Sum(Metric.REQUESTS));
        dimensions.forEach(dimension -> fields.put(dimension.word(), new Field.Name(dimension)));
        if (timed) {
            fields.put(DATE, new Field.Date());
        }
        var directions = new LinkedHashMap<String, Boolean>();
        directions.put("asc", false);
        directions.put("desc", true);
        var order = new Order(input.requiredWord("field", fields), input.requiredWord("direction", directions));
        input.done();
        return order;
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}
