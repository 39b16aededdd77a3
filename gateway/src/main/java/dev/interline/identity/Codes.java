package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Codes that add to the credits of whoever redeems them first. Only their hashes are kept. */
public final class Codes {
    private final Changes changes;
    private final Accounts accounts;
    private final Ids ids;

    Codes(Changes changes, Accounts accounts, Ids ids) {
        this.changes = changes;
        this.accounts = accounts;
        this.ids = ids;
    }

    /**
     * Makes a code.
     *
     * @param note what it is for; it will be the note of the ledger's entry
     * @param expiresAt first instant at which it will no longer be worth anything
     */
    public NewCode create(Money amount, String note, Optional<Instant> expiresAt, Actor by) {
        Rules.positive("the amount of a code", amount);
        Rules.text("a note", note, Accounts.LONGEST_NOTE);
        expiresAt.filter(at -> !at.isAfter(changes.now())).ifPresent(at -> {
            throw Refusal.invalid("the code would expire at " + at + ", which has passed; give a time in the future");
        });
        var secret = CodeFormat.fresh(ids.random());
        return new NewCode(changes.make((sql, now) -> {
            var code = new CreditCode(CodeFormat.hash(secret), amount, note, now,
                    expiresAt.map(time -> time.truncatedTo(ChronoUnit.MILLIS)), Optional.empty(), Optional.empty());
            CodeStore.insert(sql, code);
            AuditStore.add(sql, now, by, new AuditEntry("code.create", code.hash(),
                    amount + (note.isEmpty() ? "" : ", " + note)));
            return code;
        }), secret);
    }

    /** All of them, redeemed or not. */
    public List<CreditCode> list() {
        return changes.read(CodeStore::list);
    }

    /**
     * Adds what a code is worth to an account's credits.
     *
     * @param account id of the account
     * @throws dev.interline.exchange.Rejected if there is no such code, or it is not worth anything any more
     */
    public Accounts.Credited redeem(String account, String secret, Actor by) {
        var hash = CodeFormat.hash(secret);
        return accounts.add(by, (sql, now) -> {
            var code = CodeStore.find(sql, hash).orElseThrow(() -> Refusal.notFound("There is no such code"));
            if (code.redeemedAt().isPresent()) {
                throw Refusal.invalid("The code was redeemed already");
            }
            if (code.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
                throw Refusal.invalid("The code has expired");
            }
            CodeStore.redeem(sql, hash, account, now);
            return new Entry(account, Entry.Kind.CODE, code.amount(), hash, by.name(), code.note());
        });
    }
}
