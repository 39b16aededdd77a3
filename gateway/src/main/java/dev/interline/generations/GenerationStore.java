package dev.interline.generations;

import dev.interline.exchange.Money;
import dev.interline.ledger.Book;
import dev.interline.ledger.Entry;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQL of generations and of what was charged for them. */
final class GenerationStore {
    private static final String INSERT =
            """
                    insert into generation (id, account, workspace, key_hash, created_at, model, provider, tokens, charged, document)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (id) do nothing
                    """;
    private static final String CHARGE_DAY = """
            insert into usage_day (key_hash, day, model, provider, account, workspace, charged, own, requests, prompt,
                completion, reasoning)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (key_hash, day, model, provider) do update set
                charged = usage_day.charged + excluded.charged,
                own = usage_day.own + excluded.own,
                requests = usage_day.requests + excluded.requests,
                prompt = usage_day.prompt + excluded.prompt,
                completion = usage_day.completion + excluded.completion,
                reasoning = usage_day.reasoning + excluded.reasoning
            """;

    private static final String SPENDING = """
            select key_hash,
                cast(sum(charged) as bigint) as ever,
                cast(sum(own) as bigint) as ever_byok,
                cast(sum(case when day >= ? then charged else 0 end) as bigint) as today,
                cast(sum(case when day >= ? then own else 0 end) as bigint) as today_byok,
                cast(sum(case when day >= ? then charged else 0 end) as bigint) as week,
                cast(sum(case when day >= ? then own else 0 end) as bigint) as week_byok,
                cast(sum(case when day >= ? then charged else 0 end) as bigint) as month,
                cast(sum(case when day >= ? then own else 0 end) as bigint) as month_byok
            from usage_day""";

    private GenerationStore() {}

    /** Records a group and charges for those that were not recorded before. */
    static void settle(Sql sql, Book book, List<Booking> group) throws SQLException {
        var inserted = sql.batch(INSERT, group.stream().map(GenerationStore::row).toList());
        var days = new LinkedHashMap<Day, Charges>();
        var entries = new ArrayList<Entry>(inserted.length);
        var apps = new ArrayList<Booking>(0);
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] > 0) {
                var booking = group.get(i);
                if (booking.isServed()) {
                    days.merge(Day.of(booking), Charges.of(booking), Charges::plus);
                }
                if (booking.app().isPresent()) {
                    apps.add(booking);
                }
                if (booking.charged() != 0) {
                    entries.add(Entry.charge(booking.owner().account(), booking.id(), new Money(booking.charged())));
                }
            }
        }
        if (!entries.isEmpty()) {
            book.append(sql, entries);
        }
        if (!days.isEmpty()) {
            charge(sql, days);
        }
        if (!apps.isEmpty()) {
            AppStore.add(sql, apps);
        }
    }

    private static void charge(Sql sql, Map<Day, Charges> days) throws SQLException {
        var accounts = new LinkedHashMap<String, Long>();
        var rows = new ArrayList<@Nullable Object[]>(days.size());
        days.forEach((day, charges) -> {
            accounts.merge(day.owner().account(), charges.charged(), Math::addExact);
            rows.add(new @Nullable Object[]{day.owner().keyHash(), day.day(), day.model(), day.provider(),
                    day.owner().account(), day.owner().workspace(), charges.charged(), charges.own(),
                    charges.requests(), charges.prompt(), charges.completion(), charges.reasoning()});
        });
        sql.batch(CHARGE_DAY, rows);
        var charged = new ArrayList<@Nullable Object[]>(accounts.size());
        accounts.forEach((id, amount) -> charged.add(new @Nullable Object[]{amount, id}));
        sql.batch("update account set charged = charged + ? where id = ?", charged);
    }

    private static @Nullable Object[] row(Booking booking) {
        var owner = booking.owner();
        return new @Nullable Object[]{booking.id(), owner.account(), owner.workspace(), owner.keyHash(),
                booking.createdAt(), booking.model(), booking.provider().orElse(null), booking.tokens().total(),
                booking.charged(), booking.document()};
    }

    static Optional<Generation> find(Sql sql, String account, String id) throws SQLException {
        return sql.first("select * from generation where id = ? and account = ?", GenerationStore::generation, id,
                account);
    }

    static boolean has(Sql sql, String account, String id) throws SQLException {
        return sql.first("select id from generation where id = ? and account = ?", row -> row.text("id"), id, account)
                .isPresent();
    }

    static void insert(Sql sql, String id, String account, Feedback feedback, Instant now) throws SQLException {
        sql.update("""
                insert into feedback (id, generation, account, category, comment, created_at) values (?, ?, ?, ?, ?, ?)
                """, id, feedback.generation(), account, feedback.category().name().toLowerCase(Locale.ROOT),
                feedback.comment().orElse(""), now);
    }

    /** The newest first. */
    static List<GenerationSummary> list(Sql sql, String account, LocalDate since, Page page) throws SQLException {
        return sql.list("""
                select id, model, created_at, tokens, charged from generation
                where account = ? and created_at >= ?
                order by created_at desc, id desc limit ? offset ?
                """, row -> new GenerationSummary(row.text("id"), row.text("model"), row.instant("created_at"),
                row.number("tokens"), new Money(row.number("charged"))), account,
                since.atStartOfDay(ZoneOffset.UTC).toInstant(), page.limit(), page.offset());
    }

    static Money charged(Sql sql, String account, LocalDate since) throws SQLException {
        return sql.first("select cast(coalesce(sum(charged), 0) as bigint) as total from usage_day"
                + " where account = ? and day >= ?", row -> new Money(row.number("total")), account,
                since.toEpochDay()).orElse(Money.ZERO);
    }

    /** What each key was charged over the periods that begin on these days; keys that were never charged are absent. */
    static Map<String, KeySpending> spending(Sql sql, Periods since) throws SQLException {
        var found = new LinkedHashMap<String, KeySpending>();
        sql.list(SPENDING + " group by key_hash", row -> found.put(row.text("key_hash"), spending(row)),
                since.arguments());
        return found;
    }

    /** The same for one key. */
    static KeySpending spending(Sql sql, Periods since, String keyHash) throws SQLException {
        var arguments = Stream.concat(Stream.of(since.arguments()), Stream.of(keyHash)).toArray();
        return sql.first(SPENDING + " where key_hash = ? group by key_hash", GenerationStore::spending, arguments)
                .orElse(KeySpending.NOTHING);
    }

    /** How many generations free models made for each account on one day. */
    static Map<String, Integer> freeRequests(Sql sql, LocalDate day) throws SQLException {
        var found = new LinkedHashMap<String, Integer>();
        sql.list("""
                select account, cast(sum(requests) as bigint) as requests from usage_day
                where day = ? and model like '%:free' group by account
                """, row -> found.put(row.text("account"), Math.toIntExact(row.number("requests"))), day.toEpochDay());
        return found;
    }

    private static KeySpending spending(Row row) throws SQLException {
        return new KeySpending(spent(row, "ever"), spent(row, "today"), spent(row, "week"), spent(row, "month"));
    }

    private static Spent spent(Row row, String period) throws SQLException {
        return new Spent(new Money(row.number(period)), new Money(row.number(period + "_byok")));
    }

    private static Generation generation(Row row) throws SQLException {
        var columns = new DocumentReader.Columns(row.text("id"),
                new Generation.Owner(row.text("account"), row.text("workspace"), row.text("key_hash")),
                row.instant("created_at"), row.text("model"));
        return DocumentReader.read(columns, row.text("document"));
    }

    /** What charges add up over. */
    private record Day(Generation.Owner owner, long day, String model, String provider) {
        static Day of(Booking booking) {
            return new Day(booking.owner(), booking.day(), booking.model(), booking.provider().orElse(""));
        }
    }

    /** What adds up. */
    private record Charges(long charged, long own, long requests, long prompt, long completion, long reasoning) {
        static Charges of(Booking booking) {
            var tokens = booking.tokens();
            return new Charges(booking.charged(), booking.own(), 1, tokens.prompt(), tokens.completion(),
                    tokens.reasoning());
        }

        Charges plus(Charges other) {
            return new Charges(Math.addExact(charged, other.charged), Math.addExact(own, other.own),
                    requests + other.requests, prompt + other.prompt, completion + other.completion,
                    reasoning + other.reasoning);
        }
    }
}
