package dev.interline.generations;

import dev.interline.ledger.Book;
import dev.interline.store.Store;
import java.time.Duration;
import java.util.function.Consumer;

/** A settlement that also keeps notes of running answers, and first settles those that a killed process has left. */
final class CheckpointedSettlement implements Bookkeeper {
    private final Bookkeeper settlement;
    private final Checkpoints checkpoints;

    CheckpointedSettlement(Bookkeeper settlement, Checkpoints checkpoints, Store store, Book book) {
        this.settlement = settlement;
        this.checkpoints = checkpoints;
        var left = checkpoints.left();
        if (!left.isEmpty()) {
            new GroupWriter(store, book).commit(left.stream().map(Left::new).toList());
        }
        checkpoints.begin();
    }

    /** What settles. */
    Bookkeeper under() {
        return settlement;
    }

    @Override
    public void settle(Generation generation, Consumer<Recorded> done) {
        settlement.settle(generation, done);
    }

    @Override
    public void checkpoint(Generation generation) {
        checkpoints.note(generation);
    }

    @Override
    public boolean healthy(Duration outage) {
        return settlement.healthy(outage);
    }

    @Override
    public void close() {
        settlement.close();
        checkpoints.close();
    }
}
