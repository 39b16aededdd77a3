package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Entry;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who pays. Every change of an account's credits is an entry in the book, with who and why. */
public final class Accounts {
    static final int LONGEST_NOTE = 500;

    private final Changes changes;
    private final Ids ids;

    Accounts(Changes changes, Ids ids) {
        this.changes = changes;
        this.ids = ids;
    }

    /** Makes an account and its default workspace; without credits it is unmetered. */
    public Account create(String name, Optional<Money> credits, Actor by) {
        Rules.name("the name of an account", name);
        credits.ifPresent(amount -> Rules.notNegative("the credits of an account", amount));
        return changes.make((sql, now) -> insert(sql, now, name, credits, by), this::tell).account();
    }

    record Made(Account account, Workspace workspace) {}

    /** Told by {@link #tell} once it is durable. */
    Made insert(Sql sql, Instant now, String name, Optional<Money> credits, Actor by) throws SQLException {
        if (AccountStore.find(sql, name).isPresent()) {
            throw Refusal.invalid("account \"" + name + "\" exists already; choose another name");
        }
        var account = new Account(ids.withPrefix("acc_"), name, credits, Money.ZERO, now);
        var workspace = WorkspaceStore.first(ids, account.id(), now);
        changes.book().append(sql, List.of(new Entry(account.id(), Entry.Kind.OPENING, credits.orElse(Money.ZERO), "",
                by.name(), "what the account begins with")));
        AccountStore.insert(sql, account);
        WorkspaceStore.insert(sql, workspace);
        AuditStore.add(sql, now, by, new AuditEntry("account.create", account.id(),
                name + ", " + credits.map(Money::toString).orElse("unmetered")));
        return new Made(account, workspace);
    }

    void tell(Made made) {
        changes.ledger().account(made.account().id(), made.account().credits(), Money.ZERO);
        changes.ledger().workspace(made.account().id(), made.workspace().id(), List.of());
    }

    public List<Account> list() {
        return changes.read(AccountStore::list);
    }

    /**
     * The account of this id or name.
     *
     * @throws dev.interline.exchange.Rejected if there is none
     */
    public Account get(String idOrName) {
        return changes.read(sql -> AccountStore.get(sql, idOrName));
    }

    /**
     * Adds to an account's credits, or takes away if the amount is negative.
     *
     * @param note why, in words
     */
    public Account credit(String idOrName, Money amount, String note, Actor by) {
        Rules.text("a note", note, LONGEST_NOTE);
        return add(by, (sql, _) -> new Entry(AccountStore.get(sql, idOrName).id(), Entry.Kind.CREDIT, amount, "",
                by.name(), note)).account();
    }

    /** What was added to the credits of an account, and the account as it is with that. */
    public record Credited(Money amount, Account account) {}

    /** Makes an entry of the book true; what makes the entry may change more in the same transaction. */
    Credited add(Actor by, Changes.Work<Entry> made) {
        return changes.make((sql, now) -> {
            var entry = made.run(sql, now);
            var account = AccountStore.get(sql, entry.account());
            var credits = account.credits().orElseThrow(() -> Refusal.invalid(
                    "account \"" + account.name() + "\" is unmetered; it has no credits to add to"));
            var sum = sum(credits, entry.amount());
            changes.book().append(sql, List.of(entry));
            AccountStore.setCredits(sql, account.id(), sum);
            AuditStore.add(sql, now, by, new AuditEntry("account." + Words.of(entry.kind()), account.id(),
                    entry.amount() + ", credits now " + sum + (entry.note().isEmpty() ? "" : ", " + entry.note())));
            return new Credited(entry.amount(), account.withCredits(sum));
        }, done -> changes.ledger().account(done.account().id(), done.account().credits(),
                done.account().charged()));
    }

    private static Money sum(Money credits, Money amount) {
        try {
            return credits.plus(amount);
        } catch (ArithmeticException e) {
            throw Refusal.invalid("credits of " + credits + " and " + amount + " do not fit");
        }
    }
}
