package dev.interline.generations.activity;

import dev.interline.store.Store;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which models and which apps used most, over all accounts (OpenRouter: datasets). */
public final class Rankings {
    /** What all models that are not among the first come to. */
    public static final String OTHER = "other";

    private static final int TOP = 50;
    private static final int PERIODS_BEFORE = 3;

    private final Store store;

    public Rankings(Store store) {
        this.store = store;
    }

    /** UTC days from the first to the last. */
    public record Window(LocalDate first, LocalDate last) {
        long days() {
            return last.toEpochDay() - first.toEpochDay() + 1;
        }
    }

    /** What days are added up to: themselves, ISO weeks or months, each known by its first day. */
    public enum Period {
        DAY, WEEK, MONTH;

        LocalDate first(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }
    }

    /** What a model used in a period. */
    public record ModelUse(LocalDate period, String model, long tokens) {}

    /**
     * What an app used.
     *
     * @param growth tokens beyond the mean of the three windows before, of the same length
     */
    public record AppUse(long id, String name, long requests, long tokens, long growth) {}

    /** The order of apps. */
    public enum Sort {
        POPULAR(Comparator.comparingLong(AppUse::tokens).reversed().thenComparingLong(AppUse::id)),
        TRENDING(Comparator.comparingLong(AppUse::growth).reversed().thenComparingLong(AppUse::id));

        private final Comparator<AppUse> order;

        Sort(Comparator<AppUse> order) {
            this.order = order;
        }
    }

    /** Apps of some of these categories, or all apps if none is named; trending are only those that grow. */
    public List<AppUse> apps(Window window, Collection<String> categories, Sort sort) {
        return store.read(sql -> RankingStore.apps(sql, window, window.days() * PERIODS_BEFORE, categories)).stream()
                .map(app -> new AppUse(app.id(), app.name(), app.requests(), app.tokens(),
                        app.tokens() - Math.ceilDiv(app.before(), PERIODS_BEFORE)))
                .filter(app -> app.requests() > 0 && (sort != Sort.TRENDING || app.growth() > 0))
                .sorted(sort.order).toList();
    }

    /** The fifty models that used most in each period, then all others together; the oldest period first. */
    public List<ModelUse> models(Window window, Period period, Predicate<String> wanted) {
        Map<LocalDate, Map<String, Long>> periods = store.read(sql -> RankingStore.models(sql, window)).stream()
                .filter(use -> wanted.test(use.model()))
                .collect(Collectors.groupingBy(use -> period.first(use.period()), TreeMap::new,
                        Collectors.groupingBy(ModelUse::model, Collectors.summingLong(ModelUse::tokens))));
        var all = new ArrayList<ModelUse>();
        periods.forEach((first, models) -> all.addAll(top(first, models)));
        return all;
    }

    private static List<ModelUse> top(LocalDate period, Map<String, Long> models) {
        var ranked = models.entrySet().stream().map(use -> new ModelUse(period, use.getKey(), use.getValue()))
                .sorted(Comparator.comparingLong(ModelUse::tokens).reversed().thenComparing(ModelUse::model)).toList();
        if (ranked.size() <= TOP) {
            return ranked;
        }
        var top = new ArrayList<>(ranked.subList(0, TOP));
        top.add(new ModelUse(period, OTHER,
                ranked.subList(TOP, ranked.size()).stream().mapToLong(ModelUse::tokens).sum()));
        return top;
    }
}
