package dev.interline.generations.activity;

import dev.interline.generations.Generation;
import dev.interline.generations.TestGenerations;
import dev.interline.ledger.Book;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.time.Instant;

/**
 * A database with two accounts. Account {@code acc_1} has the workspaces {@code ws-1}, its default, and {@code ws-2}, and
 * the keys {@code key-1} and {@code key-2}, which the member {@code user_1} made; {@code acc_2} has {@code key-3}.
 */
final class Recorded implements AutoCloseable {
    static final Generation.Owner FIRST = new Generation.Owner("acc_1", "ws-1", "key-1");
    static final Generation.Owner SECOND = new Generation.Owner("acc_1", "ws-2", "key-2");
    static final Generation.Owner FOREIGN = new Generation.Owner("acc_2", "ws-3", "key-3");

    private final Store store;
    private final Book book;
    private int count;

    Recorded(Database database) {
        store = Store.open(database);
        book = TestGenerations.book(store);
        store.write(sql -> {
            sql.update("insert into account (id, name, created_at) values ('acc_1', 'a', 1), ('acc_2', 'b', 1)");
            sql.update("""
                    insert into workspace (id, account, slug, name, is_default, created_at, updated_at) values
                    ('ws-1', 'acc_1', 'default', 'D', 1, 1, 1), ('ws-2', 'acc_1', 'lab', 'L', 0, 1, 1),
                    ('ws-3', 'acc_2', 'default', 'D', 1, 1, 1)
                    """);
            return sql
                    .update("""
                            insert into api_key (hash, account, workspace, name, label, creator, created_at, updated_at) values
                            ('key-1', 'acc_1', 'ws-1', 'n', 'l', null, 1, 1), ('key-2', 'acc_1', 'ws-2', 'n', 'l', 'user_1', 1, 1),
                            ('key-3', 'acc_2', 'ws-3', 'n', 'l', 'user_1', 1, 1)
                            """);
        });
    }

    Store store() {
        return store;
    }

    /** One of the model {@code acme/small} that no provider accepted: 3 tokens in, 4 out. */
    Recorded small(Generation.Owner owner, String at, long nanos) {
        return add(TestGenerations.plain(id(), owner, Instant.parse(at), nanos));
    }

    /**
     * One of the model {@code acme/large} that {@code Acme} served: 100 tokens in, 50 out, of them 10 of reasoning; it cost
     * 1,500,000 nano-dollars, and 1,200,000 on an own account.
     */
    Recorded large(Generation.Owner owner, String at) {
        return add(TestGenerations.full(id(), owner, Instant.parse(at)));
    }

    /** One of a model of any name, that no provider accepted: 3 tokens in, 4 out. */
    Recorded named(Generation.Owner owner, String at, String model) {
        return add(TestGenerations.withModel(TestGenerations.plain(id(), owner, Instant.parse(at), 1), model));
    }

    private Recorded add(Generation generation) {
        TestGenerations.settle(store, book, generation);
        return this;
    }

    private String id() {
        return "gen-1-" + count++;
    }

    @Override
    public void close() {
        store.close();
    }
}
