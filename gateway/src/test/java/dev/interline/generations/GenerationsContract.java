package dev.interline.generations;

import static dev.interline.generations.TestGenerations.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.ledger.Book;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told about recorded generations on every database. */
abstract class GenerationsContract {
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");
    private static final Generation.Owner OTHER = new Generation.Owner("acc_2", "ws-1", "key-2");

    private Store store;
    private Generations generations;
    private Book book;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
        book = TestGenerations.book(store);
        generations = new Generations(store, () -> NOON); // a Wednesday
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void settle(Generation... group) {
        TestGenerations.settle(store, book, group);
    }

    private static Generation plain(String id, Generation.Owner owner, Instant at, long nanos) {
        return TestGenerations.plain(id, owner, at, nanos);
    }

    @Test
    void givesBackWhatWasRecorded() {
        var full = TestGenerations.full("gen-1-a", OWNER, NOON);
        var plain = plain("gen-1-b", OWNER, NOON, 0);
        settle(full, plain);
        assertThat(generations.find("acc_1", "gen-1-a")).contains(full);
        assertThat(generations.find("acc_1", "gen-1-b")).contains(plain);
    }

    @Test
    void showsAGenerationOnlyToItsAccount() {
        settle(plain("gen-1-a", OWNER, NOON, 1));
        assertThat(generations.find("acc_2", "gen-1-a")).isEmpty();
        assertThat(generations.find("acc_1", "gen-1-x")).isEmpty();
    }

    @Test
    void listsTheNewestFirstInPagesWithTheCostOfAll() {
        for (int i = 0; i < 130; i++) {
            settle(plain("gen-1-%03d".formatted(i), OWNER, NOON.minusSeconds(1_000 - i), 2));
        }
        settle(plain("gen-1-other", OTHER, NOON, 1_000));
        var first = generations.list("acc_1", Page.FIRST);
        assertThat(first.page()).hasSize(100);
        assertThat(first.page().getFirst())
                .isEqualTo(new GenerationSummary("gen-1-129", "acme/small", NOON.minusSeconds(871), 7, new Money(2)));
        assertThat(first.totalCost()).isEqualTo(new Money(260));
        var second = generations.list("acc_1", new Page(100, 100));
        assertThat(second.page()).hasSize(30);
        assertThat(second.page().getLast().id()).isEqualTo("gen-1-000");
        assertThat(generations.list("acc_1", new Page(129, 1)).page()).hasSize(1);
    }

    @Test
    void listsThirtyDays() {
        settle(plain("gen-1-in", OWNER, NOON.minus(Duration.ofDays(30)), 3),
                plain("gen-1-out", OWNER, NOON.minus(Duration.ofDays(31)), 5));
        var list = generations.list("acc_1", Page.FIRST);
        assertThat(list.page()).extracting(GenerationSummary::id).containsExactly("gen-1-in");
        assertThat(list.totalCost()).isEqualTo(new Money(3));
    }

    @Test
    void sumsUpDaysWeeksFromMondayAndMonthsInUtc() {
        settle(plain("gen-1-a", OWNER, Instant.parse("2026-03-04T00:00:00Z"), 1),
                plain("gen-1-b", OWNER, Instant.parse("2026-03-03T23:59:59Z"), 10),
                plain("gen-1-c", OWNER, Instant.parse("2026-03-02T00:00:00Z"), 100),
                plain("gen-1-d", OWNER, Instant.parse("2026-03-01T23:59:59Z"), 1_000),
                plain("gen-1-e", OWNER, Instant.parse("2026-02-28T23:59:59Z"), 10_000),
                plain("gen-1-f", OTHER, NOON, 100_000));
        var spending = generations.spending("key-1");
        assertThat(spending.today().charged()).isEqualTo(new Money(1));
        assertThat(spending.week().charged()).isEqualTo(new Money(111));
        assertThat(spending.month().charged()).isEqualTo(new Money(1_111));
        assertThat(spending.ever().charged()).isEqualTo(new Money(11_111));
        assertThat(generations.spending()).containsOnlyKeys("key-1", "key-2").containsEntry("key-1", spending);
        assertThat(generations.spending("key-3")).isEqualTo(KeySpending.NOTHING);
    }

    @Test
    void tellsOwnAccountsAtProvidersApart() {
        settle(TestGenerations.full("gen-1-a", OWNER, NOON), plain("gen-1-b", OWNER, NOON, 1));
        assertThat(generations.spending("key-1").today())
                .isEqualTo(new Spent(new Money(1_500_001), new Money(1_200_000)));
    }

    @Test
    void keepsFeedbackOnGenerationsOfTheAccount() {
        settle(plain("gen-1-a", OWNER, NOON, 1));
        generations.add("acc_1", new Feedback("gen-1-a", Feedback.Category.API_ERROR, Optional.of("It's \u2603")));
        generations.add("acc_1", new Feedback("gen-1-a", Feedback.Category.OTHER, Optional.empty()));
        assertThatThrownBy(
                () -> generations.add("acc_2", new Feedback("gen-1-a", Feedback.Category.OTHER, Optional.empty())))
                .isInstanceOf(Rejected.class).hasMessageContaining("Generation gen-1-a not found");
        var kept = store.read(sql -> sql.list("select * from feedback order by category",
                row -> row.text("account") + " " + row.text("generation") + " " + row.text("category") + " "
                        + row.text("comment") + " " + row.instant("created_at")));
        assertThat(kept)
                .containsExactly("acc_1 gen-1-a api_error It's \u2603 " + NOON, "acc_1 gen-1-a other  " + NOON);
    }
}
