package dev.interline.ledger;

import dev.interline.exchange.Money;
import dev.interline.store.Sql;
import dev.interline.store.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through the whole book: whether every signature holds, none is missing, and the sums are what accounts have. */
public final class Verification {
    private static final int PAGE = 10_000;
    private static final int MOST_FAULTS = 100;

    private final Chain chain;
    private final Map<String, Long> sums = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long entries;
    private String writer = "";
    private long seq;
    private String mac = Chain.BEGINNING;

    /**
     * What was found.
     *
     * @param entries how many there are
     * @param faults what is wrong, a line each, at most a hundred; none if the book is sound
     */
    public record Outcome(long entries, List<String> faults) {}

    private Verification(byte[] key) {
        this.chain = new Chain(key);
    }

    /** Reads everything in one transaction, so that nothing changes meanwhile. */
    public static Outcome of(Store store, byte[] key) {
        return store.read(sql -> new Verification(key).run(sql));
    }

    private Outcome run(Sql sql) throws SQLException {
        var page = LedgerStore.after(sql, "", 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(this::entry);
            page = LedgerStore.after(sql, writer, seq, PAGE);
        }
        for (var balance : LedgerStore.balances(sql)) {
            long sum = sums.getOrDefault(balance.account(), 0L);
            if (sum != balance.amount().nanos()) {
                fault("account " + balance.account() + " has " + balance.amount() + ", but its entries sum up to "
                        + new Money(sum));
            }
        }
        return new Outcome(entries, List.copyOf(faults));
    }

    private void entry(LedgerStore.Written written) {
        entries++;
        boolean first = !written.writer().equals(writer);
        if (first) {
            writer = written.writer();
            seq = 0;
            mac = Chain.BEGINNING;
        }
        var entry = written.entry();
        if (written.seq() != seq + 1) {
            fault("chain " + writer + ": " + (written.seq() - seq - 1) + " entries are missing before "
                    + written.seq());
        } else if (!chain.sign(mac, writer, written.seq(), written.at(), entry).equals(written.mac())) {
            fault("chain " + writer + ": entry " + written.seq() + " (" + entry.kind() + " " + entry.amount() + " for "
                    + entry.account() + ") is not what was signed");
        }
        long sum = Math.addExact(sums.getOrDefault(entry.account(), 0L), entry.amount().nanos());
        sums.put(entry.account(), sum);
        if (entry.kind() == Entry.Kind.CLOSING && !entry.note().equals(Long.toString(sum))) {
            fault("account " + entry.account() + " closed " + entry.reference() + " with " + entry.note()
                    + " nano-dollars, but its entries sum up to " + sum);
        }
        seq = written.seq();
        mac = written.mac();
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }
}
