package dev.interline.generations.activity;

import static dev.interline.generations.TestGenerations.NOON;
import static dev.interline.generations.activity.Recorded.FIRST;
import static dev.interline.generations.activity.Recorded.FOREIGN;
import static dev.interline.generations.activity.Recorded.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.store.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about the last days on every database. Today is 2026-03-04. */
abstract class ActivityContract {
    private Recorded recorded;
    private Activity activity;

    abstract Database database();

    @BeforeEach
    void open() {
        recorded = new Recorded(database());
        activity = new Activity(recorded.store(), () -> NOON);
    }

    @AfterEach
    void close() {
        recorded.close();
    }

    private static ActivityFilter only(Optional<String> key, Optional<String> member, Optional<String> workspace) {
        return new ActivityFilter("acc_1", Optional.empty(), key, member, workspace, false);
    }

    private List<Long> requests(ActivityFilter filter) {
        return activity.list(filter).stream().map(ActivityRow::requests).toList();
    }

    @Test
    void addsUpWhatEachModelDidOnEachDay() {
        recorded.large(FIRST, "2026-03-03T10:00:00Z").large(SECOND, "2026-03-03T11:00:00Z")
                .small(FIRST, "2026-03-03T12:00:00Z", 7).small(FIRST, "2026-03-02T12:00:00Z", 9)
                .small(FOREIGN, "2026-03-03T12:00:00Z", 1_000);
        var day = LocalDate.parse("2026-03-03");
        assertThat(activity.list(ActivityFilter.of("acc_1"))).containsExactly(
                new ActivityRow(day, "acme/large", "Acme", Optional.empty(), new Money(3_000_000),
                        new Money(2_400_000), 2, new ActivityRow.Tokens(200, 100, 20)),
                new ActivityRow(day, "acme/small", "", Optional.empty(), new Money(7), Money.ZERO, 1,
                        new ActivityRow.Tokens(3, 4, 0)),
                new ActivityRow(day.minusDays(1), "acme/small", "", Optional.empty(), new Money(9), Money.ZERO, 1,
                        new ActivityRow.Tokens(3, 4, 0)));
    }

    @Test
    void tellsThirtyDaysThatAreOver() {
        recorded.small(FIRST, "2026-03-04T00:00:00Z", 1).small(FIRST, "2026-03-03T23:59:59Z", 10)
                .small(FIRST, "2026-02-02T00:00:00Z", 100).small(FIRST, "2026-02-01T23:59:59Z", 1_000);
        assertThat(activity.list(ActivityFilter.of("acc_1"))).extracting(ActivityRow::charged)
                .containsExactly(new Money(10), new Money(100));
    }

    private static ActivityFilter on(String day) {
        return new ActivityFilter("acc_1", Optional.of(LocalDate.parse(day)), Optional.empty(), Optional.empty(),
                Optional.empty(), false);
    }

    @Test
    void tellsOneOfThem() {
        recorded.small(FIRST, "2026-03-03T12:00:00Z", 1).small(FIRST, "2026-03-02T12:00:00Z", 2)
                .small(FIRST, "2026-02-02T12:00:00Z", 3);
        assertThat(activity.list(on("2026-03-02"))).extracting(ActivityRow::charged).containsExactly(new Money(2));
        assertThat(activity.list(on("2026-02-02"))).extracting(ActivityRow::charged).containsExactly(new Money(3));
        assertThat(activity.list(on("2026-02-20"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-04", "2026-03-05", "2026-02-01", "1970-01-01", "+999999999-12-31"})
    void refusesOtherDays(String day) {
        assertThatThrownBy(() -> activity.list(on(day))).isInstanceOf(Rejected.class)
                .hasMessageContaining("Date must be within the last 30 (completed) UTC days");
    }

    @Test
    void tellsOneKeyMemberOrWorkspace() {
        recorded.small(FIRST, "2026-03-03T12:00:00Z", 1).small(SECOND, "2026-03-03T12:00:00Z", 1)
                .small(SECOND, "2026-03-03T12:00:00Z", 1).small(FOREIGN, "2026-03-03T12:00:00Z", 1);
        assertThat(requests(only(Optional.of("key-1"), Optional.empty(), Optional.empty()))).containsExactly(1L);
        assertThat(requests(only(Optional.of("key-3"), Optional.empty(), Optional.empty()))).isEmpty();
        assertThat(requests(only(Optional.empty(), Optional.of("user_1"), Optional.empty()))).containsExactly(2L);
        assertThat(requests(only(Optional.empty(), Optional.empty(), Optional.of("ws-2")))).containsExactly(2L);
        assertThat(requests(only(Optional.empty(), Optional.of("' or '1'='1"), Optional.empty()))).isEmpty();
    }

    @Test
    void keepsWorkspacesApartIfAsked() {
        recorded.small(FIRST, "2026-03-03T12:00:00Z", 1).small(SECOND, "2026-03-03T12:00:00Z", 2);
        // As it was recorded before there were workspaces.
        recorded.store().write(sql -> sql.update("update usage_day set workspace = '' where key_hash = 'key-1'"));
        var apart = new ActivityFilter("acc_1", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), true);
        assertThat(activity.list(apart)).extracting(row -> row.workspace().orElseThrow(), ActivityRow::charged)
                .containsExactly(tuple("ws-1", new Money(1)),
                        tuple("ws-2", new Money(2)));
        assertThat(requests(ActivityFilter.of("acc_1"))).containsExactly(2L);
        assertThat(requests(only(Optional.empty(), Optional.empty(), Optional.of("ws-1")))).containsExactly(1L);
    }
}
