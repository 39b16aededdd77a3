package dev.interline.generations.activity;

import dev.interline.exchange.Money;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The SQL of activity. */
final class ActivityStore {
    private static final String SUMS = """
            select fact.day, fact.model, fact.provider, %s as place, cast(sum(fact.charged) as bigint) as charged,
                cast(sum(fact.own) as bigint) as own, cast(sum(fact.requests) as bigint) as requests,
                cast(sum(fact.prompt) as bigint) as prompt, cast(sum(fact.completion) as bigint) as completion,
                cast(sum(fact.reasoning) as bigint) as reasoning
            from usage_day fact where %s group by 1, 2, 3, 4
            """;

    private ActivityStore() {}

    static List<ActivityRow> list(Sql sql, ActivityFilter filter, LocalDate first, LocalDate last)
            throws SQLException {
        var where = new Conditions("fact.account = ? and fact.day >= ? and fact.day <= ?", filter.account(),
                first.toEpochDay(), last.toEpochDay());
        filter.keyHash().ifPresent(hash -> where.and("fact.key_hash = ?", hash));
        filter.member().ifPresent(member -> where.and(Columns.MEMBER + " = ?", member));
        filter.workspace().ifPresent(workspace -> where.and(Columns.WORKSPACE + " = ?", workspace));
        var place = filter.byWorkspace() ? Columns.WORKSPACE : "''";
        return sql.list(SUMS.formatted(place, where.text()), row -> row(row, filter.byWorkspace()),
                where.arguments().toArray());
    }

    private static ActivityRow row(Row row, boolean byWorkspace) throws SQLException {
        return new ActivityRow(LocalDate.ofEpochDay(row.number("day")), row.text("model"), row.text("provider"),
                byWorkspace ? Optional.ofNullable(row.textOrNull("place")) : Optional.empty(),
                new Money(row.number("charged")), new Money(row.number("own")), row.number("requests"),
                new ActivityRow.Tokens(row.number("prompt"), row.number("completion"), row.number("reasoning")));
    }
}
