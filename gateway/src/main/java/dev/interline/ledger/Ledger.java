package dev.interline.ledger;

import dev.interline.exchange.Money;
import dev.interline.ledger.Limit.Scope;
import dev.interline.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Everybody's money, in memory: what each key, workspace and account has spent and may spend.
 *
 * <p>The data plane asks for a {@link Spender}; whoever changes an account, a budget or a key tells it here, after the
 * change is durable, and the next request sees it. Changes keep what was spent and is held.
 */
public final class Ledger {
    private static final long MILLIS_OF_DAY = 86_400_000;

    private final LongSupplier today;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Money> credits = new ConcurrentHashMap<>();
    private final Map<String, Spender> keys = new ConcurrentHashMap<>();
    /** What was spent before this process began, until somebody comes for it. */
    private final Map<String, Spending> spentByKey;
    private final Map<String, Spending> spentByWorkspace;

    private record Account(Purse purse, Meter meter, Map<String, Meter> workspaces) {}

    private Ledger(LongSupplier today, Map<String, Spending> spentByKey, Map<String, Spending> spentByWorkspace) {
        this.today = today;
        this.spentByKey = new ConcurrentHashMap<>(spentByKey);
        this.spentByWorkspace = new ConcurrentHashMap<>(spentByWorkspace);
    }

    /** Reads what was spent so far; who may spend what is told by the calls that follow. */
    public static Ledger open(Store store, InstantSource clock) {
        LongSupplier today = () -> Math.floorDiv(clock.millis(), MILLIS_OF_DAY);
        return store.write(sql -> new Ledger(today, LedgerStore.spending(sql, "key_hash", today.getAsLong()),
                LedgerStore.spending(sql, "workspace", today.getAsLong())));
    }

    /**
     * Tells of an account.
     *
     * @param credits everything that was ever credited; empty if nothing bounds the account
     * @param charged everything that was ever charged, for an account that is told of for the first time
     */
    public void account(String id, Optional<Money> credits, Money charged) {
        var limits = credits.map(amount -> new Limit(Scope.ACCOUNT, Period.EVER, amount, false)).stream().toList();
        var known = accounts.get(id);
        if (known == null) {
            var purse = new Purse(today);
            var spent = new Spending(Map.of(Period.EVER, charged), Map.of());
            accounts.put(id, new Account(purse, purse.meter(spent, limits), new ConcurrentHashMap<>()));
        } else {
            known.purse().limit(known.meter(), limits);
        }
        credits.ifPresentOrElse(amount -> this.credits.put(id, amount), () -> this.credits.remove(id));
    }

    /** Everything that was ever credited to an account; empty if nothing bounds it. */
    public Optional<Money> credits(String account) {
        return Optional.ofNullable(credits.get(account));
    }

    /** Tells of a workspace of an account that was told of, and its budgets. */
    public void workspace(String account, String id, List<Limit> budgets) {
        var owner = of(account);
        var known = owner.workspaces().get(id);
        if (known == null) {
            owner.workspaces().put(id, owner.purse().meter(taken(spentByWorkspace, id), budgets));
        } else {
            owner.purse().limit(known, budgets);
        }
    }

    /** Tells of a key of a workspace that was told of, and its limits. */
    public void key(String account, String workspace, String hash, List<Limit> limits) {
        var owner = of(account);
        var known = keys.get(hash);
        var meter = known == null ? owner.purse().meter(taken(spentByKey, hash), limits) : known.key();
        owner.purse().limit(meter, limits);
        var shared = owner.workspaces().get(workspace);
        if (shared == null) {
            throw new IllegalArgumentException("nobody told of workspace " + workspace);
        }
        keys.put(hash, new Spender(owner.purse(), account, meter, shared, owner.meter()));
    }

    /** A key is gone; what it holds is settled all the same. */
    public void forgetKey(String hash) {
        keys.remove(hash);
    }

    /** Whoever spends with this key; empty if nobody told of it. */
    public Optional<Spender> spender(String keyHash) {
        return Optional.ofNullable(keys.get(keyHash));
    }

    /** What a workspace has spent in each current period. */
    public Spending spentByWorkspace(String account, String id) {
        var owner = of(account);
        var meter = owner.workspaces().get(id);
        return meter == null ? Spending.NOTHING : owner.purse().spent(meter);
    }

    /** How far every limit is used: of accounts, workspaces and keys. */
    public List<Level> levels() {
        var all = new ArrayList<Level>();
        accounts.forEach((id, account) -> {
            all.addAll(account.purse().levels(account.meter(), id, id));
            account.workspaces().forEach(
                    (workspace, meter) -> all.addAll(account.purse().levels(meter, workspace, id)));
        });
        keys.forEach((hash, key) -> all.addAll(key.levels(hash)));
        return all;
    }

    private Account of(String account) {
        var known = accounts.get(account);
        if (known == null) {
            throw new IllegalArgumentException("nobody told of account " + account);
        }
        return known;
    }

    private static Spending taken(Map<String, Spending> spent, String id) {
        var found = spent.remove(id);
        return found == null ? Spending.NOTHING : found;
    }
}
