package dev.interline.generations.activity;

import static dev.interline.generations.TestGenerations.NOON;
import static dev.interline.generations.activity.Recorded.FIRST;
import static dev.interline.generations.activity.Recorded.FOREIGN;
import static dev.interline.generations.activity.Recorded.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Rejected;
import dev.interline.generations.activity.AnalyticsQuery.Field;
import dev.interline.generations.activity.AnalyticsQuery.Filter;
import dev.interline.generations.activity.AnalyticsQuery.Order;
import dev.interline.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What analytics tells on every database. It is 2026-03-04 12:00, a Wednesday. */
abstract class AnalyticsContract {
    private static final String DAY = "2026-03-03";

    private Recorded recorded;
    private Analytics analytics;

    abstract Database database();

    @BeforeEach
    void open() {
        recorded = new Recorded(database());
        analytics = new Analytics(recorded.store(), () -> NOON);
    }

    @AfterEach
    void close() {
        recorded.close();
    }

    /** A question in the making: how many requests there were in these days, unless it is told otherwise. */
    private static final class Question {
        private List<Metric> metrics = List.of(Metric.REQUESTS);
        private List<Dimension> dimensions = List.of();
        private List<Filter> filters = List.of();
        private Optional<Granularity> granularity = Optional.empty();
        private Optional<TimeRange> range = Optional.of(during("2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z"));
        private Optional<Order> order = Optional.empty();
        private int limit = AnalyticsQuery.MOST_ROWS;
        private Optional<Integer> groupLimit = Optional.empty();

        Question of(Metric... wanted) {
            metrics = List.of(wanted);
            return this;
        }

        Question by(Dimension... wanted) {
            dimensions = List.of(wanted);
            return this;
        }

        Question where(Filter... wanted) {
            filters = List.of(wanted);
            return this;
        }

        Question each(Granularity wanted) {
            granularity = Optional.of(wanted);
            return this;
        }

        Question from(String start, String end) {
            range = Optional.of(during(start, end));
            return this;
        }

        Question usually() {
            range = Optional.empty();
            return this;
        }

        Question order(Field field, boolean descending) {
            order = Optional.of(new Order(field, descending));
            return this;
        }

        Question first(int rows) {
            limit = rows;
            return this;
        }

        Question firstOfGroup(int rows) {
            groupLimit = Optional.of(rows);
            return this;
        }

        AnalyticsQuery query() {
            return new AnalyticsQuery("acc_1", metrics, dimensions, filters, granularity, range, order, limit,
                    groupLimit);
        }
    }

    private static TimeRange during(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }

    private static Question howMany() {
        return new Question();
    }

    private static Filter in(Dimension dimension, String... values) {
        return new Filter(dimension, false, List.of(values), false);
    }

    private static Filter notIn(Dimension dimension, String... values) {
        return new Filter(dimension, true, List.of(values), false);
    }

    private static Filter withUnset(Filter filter) {
        return new Filter(filter.dimension(), filter.negated(), filter.values(), true);
    }

    /** Lines such as {@code 2026-03-03T00:00:00Z acme/small 2}. */
    private List<String> lines(Question question) {
        return analytics.ask(question.query()).lines().stream().map(line -> String.join(" ",
                Stream.of(line.begin().stream().map(Instant::toString), line.names().stream(),
                        line.sums().stream().map(Object::toString)).flatMap(part -> part).toList()))
                .toList();
    }

    private List<String> warnings(Question question) {
        return analytics.ask(question.query()).warnings();
    }

    @Test
    void addsUpEveryMetric() {
        recorded.large(FIRST, DAY + "T10:00:00Z").large(SECOND, DAY + "T10:00:00Z")
                .small(FIRST, DAY + "T10:00:00Z", 7).small(FOREIGN, DAY + "T10:00:00Z", 1_000);
        assertThat(lines(howMany().of(Metric.values()))).containsExactly("3 3000007 2400000 307 203 104 20");
        assertThat(lines(howMany().of(Metric.REQUESTS, Metric.CHARGED, Metric.TOKENS).each(Granularity.HOUR)))
                .containsExactly("2026-03-03T10:00:00Z 3 3000007 307");
        assertThat(lines(howMany().of(Metric.TOKENS, Metric.REQUESTS).by(Dimension.MODEL)))
                .containsExactly("acme/large 300 2", "acme/small 7 1");
    }

    @Test
    void tellsNothingOfNothing() {
        assertThat(lines(howMany().of(Metric.CHARGED, Metric.REQUESTS))).containsExactly("0 0");
        assertThat(lines(howMany().by(Dimension.MODEL))).isEmpty();
        assertThat(lines(howMany().each(Granularity.HOUR))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MINUTE,2026-03-03T10:59:00Z,2026-03-03T11:00:00Z", "HOUR,2026-03-03T10:00:00Z,2026-03-03T11:00:00Z",
            "DAY,2026-03-03T00:00:00Z,2026-03-04T00:00:00Z"})
    void cutsTime(Granularity granularity, String one, String next) {
        recorded.small(FIRST, one, 1).small(FIRST, Instant.parse(next).minusMillis(1).toString(), 1)
                .small(FIRST, next, 1);
        assertThat(lines(howMany().from("2026-03-03T10:00:00Z", "2026-03-04T10:00:00Z").each(granularity)))
                .containsExactly(one + " 2", next + " 1");
    }

    @Test
    void cutsWeeksOnMondays() {
        recorded.small(FIRST, "2026-03-01T23:59:59Z", 1).small(FIRST, "2026-03-02T00:00:00Z", 1)
                .small(FIRST, "2026-03-04T00:00:00Z", 1).small(FIRST, "2026-02-23T00:00:00Z", 1);
        assertThat(lines(howMany().from("2026-02-01T00:00:00Z", "2026-03-05T00:00:00Z").each(Granularity.WEEK)))
                .containsExactly("2026-02-23T00:00:00Z 2", "2026-03-02T00:00:00Z 2");
    }

    @Test
    void cutsMonthsWhereTheyBegin() {
        recorded.small(FIRST, "2024-02-29T23:59:59Z", 1).small(FIRST, "2024-03-01T00:00:00Z", 1)
                .small(FIRST, "2025-12-31T23:59:59Z", 1).small(FIRST, "2026-01-01T00:00:00Z", 1)
                .small(FIRST, "2026-03-04T00:00:00Z", 1);
        assertThat(lines(howMany().from("2024-02-01T00:00:00Z", "2026-03-05T00:00:00Z").each(Granularity.MONTH)))
                .containsExactly("2024-02-01T00:00:00Z 1", "2024-03-01T00:00:00Z 1", "2025-12-01T00:00:00Z 1",
                        "2026-01-01T00:00:00Z 1", "2026-03-01T00:00:00Z 1");
        assertThat(lines(howMany().from("2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z").each(Granularity.MONTH)))
                .containsExactly("2026-03-01T00:00:00Z 1");
    }

    @Test
    void keepsDimensionsApart() {
        recorded.large(FIRST, DAY + "T10:00:00Z").large(SECOND, DAY + "T10:00:00Z")
                .small(SECOND, DAY + "T10:00:00Z", 1).small(FOREIGN, DAY + "T10:00:00Z", 1);
        for (var granularity : List.of(Granularity.DAY, Granularity.HOUR)) {
            var when = granularity == Granularity.DAY ? "2026-03-03T00:00:00Z " : "2026-03-03T10:00:00Z ";
            assertThat(lines(howMany().each(granularity).by(Dimension.MODEL, Dimension.API_KEY))).containsExactly(
                    when + "acme/large key-1 1", when + "acme/large key-2 1", when + "acme/small key-2 1");
            assertThat(lines(howMany().each(granularity).by(Dimension.PROVIDER)))
                    .containsExactly(when + " 1", when + "Acme 2");
            assertThat(lines(howMany().each(granularity).by(Dimension.USER)))
                    .containsExactly(when + " 1", when + "user_1 2");
            assertThat(lines(howMany().each(granularity).by(Dimension.WORKSPACE)))
                    .containsExactly(when + "ws-1 1", when + "ws-2 2");
        }
    }

    @Test
    void countsWhatIsOlderThanWorkspacesIntoTheDefaultOne() {
        recorded.small(FIRST, DAY + "T10:00:00Z", 1);
        recorded.store().write(sql -> sql.update("update usage_day set workspace = ''")
                + sql.update("update generation set workspace = ''"));
        assertThat(lines(howMany().by(Dimension.WORKSPACE))).containsExactly("ws-1 1");
        assertThat(lines(howMany().each(Granularity.HOUR).where(in(Dimension.WORKSPACE, "ws-1"))))
                .containsExactly("2026-03-03T10:00:00Z 1");
    }

    @Test
    void picksRows() {
        recorded.large(FIRST, DAY + "T10:00:00Z").large(SECOND, DAY + "T10:00:00Z")
                .small(SECOND, DAY + "T10:00:00Z", 1).small(FOREIGN, DAY + "T10:00:00Z", 1);
        assertThat(lines(howMany().where(in(Dimension.MODEL, "acme/large")))).containsExactly("2");
        assertThat(lines(howMany().where(notIn(Dimension.MODEL, "acme/large")))).containsExactly("1");
        assertThat(lines(howMany().where(in(Dimension.MODEL, "acme/large", "acme/small"))))
                .containsExactly("3");
        assertThat(lines(howMany().where(in(Dimension.MODEL, "acme/large"), in(Dimension.API_KEY, "key-2"))))
                .containsExactly("1");
        assertThat(lines(howMany().where(in(Dimension.USER, "user_1")))).containsExactly("2");
        assertThat(lines(howMany().where(in(Dimension.API_KEY, "key-3")))).containsExactly("0");
    }

    @Test
    void picksRowsWithoutAValueOnlyIfAsked() {
        recorded.large(FIRST, DAY + "T10:00:00Z").small(FIRST, DAY + "T10:00:00Z", 1);
        assertThat(lines(howMany().where(in(Dimension.PROVIDER, "Acme")))).containsExactly("1");
        assertThat(lines(howMany().where(withUnset(in(Dimension.PROVIDER, "Acme"))))).containsExactly("2");
        assertThat(lines(howMany().where(notIn(Dimension.PROVIDER, "Acme")))).containsExactly("0");
        assertThat(lines(howMany().where(withUnset(notIn(Dimension.PROVIDER, "Acme"))))).containsExactly("1");
        assertThat(lines(howMany().where(in(Dimension.PROVIDER, "")))).containsExactly("0");
    }

    @Test
    void ordersRows() {
        recorded.small(FIRST, "2026-03-02T10:00:00Z", 5).named(FIRST, "2026-03-02T10:00:00Z", "b")
                .named(FIRST, "2026-03-03T10:00:00Z", "b").named(FIRST, "2026-03-03T10:00:00Z", "a");
        assertThat(lines(howMany().by(Dimension.MODEL))).containsExactly("b 2", "a 1", "acme/small 1");
        assertThat(lines(howMany().by(Dimension.MODEL).order(new Field.Name(Dimension.MODEL), true)))
                .containsExactly("b 2", "acme/small 1", "a 1");
        assertThat(lines(howMany().by(Dimension.MODEL).of(Metric.CHARGED)
                .order(new Field.Sum(Metric.CHARGED), true))).containsExactly("acme/small 5", "b 2", "a 1");
        assertThat(lines(howMany().by(Dimension.MODEL).of(Metric.CHARGED)
                .order(new Field.Sum(Metric.REQUESTS), false))).containsExactly("a 1", "acme/small 5", "b 2");
        assertThat(lines(howMany().each(Granularity.DAY).order(new Field.Date(), true)))
                .containsExactly("2026-03-03T00:00:00Z 2", "2026-03-02T00:00:00Z 2");
    }

    @Test
    void tellsSoManyRowsAndWhetherThereAreMore() {
        for (int i = 0; i < 5; i++) {
            recorded.named(FIRST, DAY + "T10:00:00Z", "m" + i);
        }
        var some = analytics.ask(howMany().by(Dimension.MODEL).first(4).query());
        assertThat(some.lines()).hasSize(4);
        assertThat(some.truncated()).isTrue();
        var all = analytics.ask(howMany().by(Dimension.MODEL).first(5).query());
        assertThat(all.lines()).hasSize(5);
        assertThat(all.truncated()).isFalse();
    }

    @Test
    void tellsSoManyRowsOfEachGroup() {
        recorded.named(FIRST, "2026-03-01T10:00:00Z", "a").named(FIRST, "2026-03-02T10:00:00Z", "a")
                .named(FIRST, "2026-03-03T10:00:00Z", "a").named(FIRST, "2026-03-03T10:00:00Z", "b");
        assertThat(lines(howMany().each(Granularity.DAY).by(Dimension.MODEL).firstOfGroup(2))).containsExactly(
                "2026-03-01T00:00:00Z a 1", "2026-03-02T00:00:00Z a 1", "2026-03-03T00:00:00Z b 1");
        assertThat(lines(howMany().each(Granularity.DAY).firstOfGroup(1))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x'); delete from usage_day; --", "' or '1'='1", "\" or \"\"=\"", "%", "_", "a\\", "?",
            "$1",
            "%s %7$s", "名\u2603", "x' union select secret from provider_key --"})
    void takesHostileNamesForNames(String name) {
        recorded.named(FIRST, DAY + "T10:00:00Z", name).small(FIRST, DAY + "T10:00:00Z", 1);
        for (var dimension : Dimension.values()) {
            int found = dimension == Dimension.MODEL ? 1 : 0;
            assertThat(lines(howMany().where(in(dimension, name)))).containsExactly(Integer.toString(found));
            assertThat(lines(howMany().each(Granularity.HOUR).by(dimension).where(in(dimension, name)))).hasSize(found);
        }
        assertThat(lines(howMany().by(Dimension.MODEL).where(in(Dimension.MODEL, name)))).containsExactly(name + " 1");
        assertThat(lines(howMany().where(notIn(Dimension.MODEL, name)))).containsExactly("1");
        assertThat(lines(howMany())).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource(Granularity.class)
    void tellsTheRecentPastIfNotTold(Granularity granularity) {
        recorded.small(FIRST, NOON.toString(), 1).small(FIRST, NOON.minusSeconds(1).toString(), 1)
                .small(FIRST, NOON.minus(granularity.usual()).minusSeconds(1).toString(), 1);
        assertThat(lines(howMany().usually().each(granularity)).stream()
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1))).sum()).isEqualTo(2);
        assertThat(analytics.ask(howMany().usually().each(granularity).query()).truncated()).isFalse();
    }

    @Test
    void countsDaysWholeAndSaysSo() {
        recorded.small(FIRST, "2026-03-02T01:00:00Z", 1).small(FIRST, "2026-03-02T23:00:00Z", 1);
        var question = howMany().from("2026-03-02T12:00:00Z", "2026-03-04T12:00:01Z").each(Granularity.DAY);
        assertThat(lines(question)).containsExactly("2026-03-02T00:00:00Z 2");
        assertThat(warnings(question)).containsExactly(
                "UTC days are counted whole: this is from 2026-03-02T00:00:00Z to 2026-03-05T00:00:00Z");
        // What is left of today is still to come.
        assertThat(warnings(howMany().from("2026-03-02T00:00:00Z", "2026-03-04T12:00:01Z").each(Granularity.DAY)))
                .isEmpty();
    }

    @Test
    void tellsAnyTimeExactlyWithoutGranularityIfItCan() {
        recorded.small(FIRST, "2026-03-02T01:00:00Z", 1).small(FIRST, "2026-03-02T23:00:00Z", 1);
        var question = howMany().from("2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z");
        assertThat(lines(question)).containsExactly("1");
        assertThat(warnings(question)).isEmpty();
        assertThat(lines(question.of(Metric.PROMPT))).containsExactly("6");
        assertThat(warnings(question)).hasSize(1);
    }

    @Test
    void saysSoWhenGenerationsAreNotKeptAnyMore() {
        recorded.small(FIRST, "2026-03-02T01:00:00Z", 1).small(FIRST, "2026-03-03T01:00:00Z", 1);
        var question = howMany().each(Granularity.HOUR);
        assertThat(warnings(question)).isEmpty();
        recorded.store().write(sql -> sql.update("delete from generation where created_at < ?",
                Instant.parse("2026-03-03T00:00:00Z")));
        assertThat(lines(question)).hasSize(1);
        assertThat(warnings(question)).containsExactly("Single generations are kept since 2026-03-03T01:00:00Z;"
                + " ask for days, weeks or months to learn of earlier ones");
        assertThat(warnings(howMany().each(Granularity.DAY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"HOUR|2026-03-03T00:00:00Z|2026-03-03T00:00:00Z|start must be before end",
            "DAY|2026-03-03T00:00:00Z|2026-03-02T00:00:00Z|start must be before end",
            "MINUTE|2026-03-01T00:00:00Z|2026-03-02T00:00:01Z|at most 1 days by the minute",
            "HOUR|2026-01-01T00:00:00Z|2026-02-02T00:00:00Z|at most 31 days by the hour",
            "MONTH|2000-01-01T00:00:00Z|2026-02-02T00:00:00Z|at most 1830 days by the month",
            "DAY|1969-12-31T00:00:00Z|1970-02-02T00:00:00Z|from 1970 to 9998",
            "MINUTE|+999999999-01-01T00:00:00Z|+999999999-01-01T00:01:00Z|from 1970 to 9998"})
    void refusesTimes(Granularity granularity, String start, String end, String why) {
        assertThatThrownBy(() -> analytics.ask(howMany().each(granularity).from(start, end).query()))
                .isInstanceOf(Rejected.class).hasMessageContaining(why);
    }

    @Test
    void refusesWhatIsNotKnownByTheHour() {
        assertThatThrownBy(() -> analytics.ask(howMany().each(Granularity.HOUR).of(Metric.PROMPT).query()))
                .isInstanceOf(Rejected.class).hasMessageContaining("tokens_prompt is known by the day")
                .hasMessageContaining("request_count, total_usage, tokens_total");
    }
}
