package dev.interline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.ledger.Verification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What accounts and their credits do on every database. */
abstract class AccountsContract extends IdentityContract {
    private Accounts accounts() {
        return identity().accounts();
    }

    private List<String> entries(String account) {
        return store().read(sql -> sql.list("select * from ledger_entry where account = ? order by seq",
                row -> row.text("kind") + " " + row.number("amount") + " " + row.text("actor") + " " + row.text("note"),
                account));
    }

    @Test
    void areCreditedExactlyWithWhoAndWhy() {
        var team = accounts().create("team", Optional.of(new Money(1)), ADMIN);
        assertThat(accounts().credit("team", new Money(2), "gift", ADMIN).credits()).contains(new Money(3));
        assertThat(accounts().credit("team", new Money(-5), "", ADMIN).remaining()).contains(new Money(-2));
        refuses(400, "do not fit", () -> accounts().credit("team", new Money(Long.MIN_VALUE), "", ADMIN));
        assertThat(accounts().get("team").credits()).contains(new Money(-2));
        assertThat(entries(team.id())).containsExactly("OPENING 1 test what the account begins with",
                "CREDIT 2 test gift", "CREDIT -5 test ");
        assertThat(Verification.of(store(), TestIdentity.KEY).faults()).isEmpty();
    }

    @Test
    void maySpendWhatTheyHaveAtOnce() {
        accounts().create("team", Optional.of(new Money(1)), ADMIN);
        var key = key(KeyRequest.of("team", "x"));
        var spender = ledger().spender(key.key().hash()).orElseThrow();
        assertThat(spender.left()).contains(new Money(1));
        accounts().credit("team", new Money(2), "", ADMIN);
        assertThat(spender.left()).contains(new Money(3));
        restart();
        assertThat(ledger().spender(key.key().hash()).orElseThrow().left()).contains(new Money(3));
    }

    @Test
    void refuseWhatMakesNoSense() {
        accounts().create("team", Optional.empty(), ADMIN);
        refuses(400, "exists already", () -> accounts().create("team", CREDITS, ADMIN));
        refuses(400, "the name of an account", () -> accounts().create(" ", CREDITS, ADMIN));
        refuses(400, "negative", () -> accounts().create("debt", Optional.of(new Money(-1)), ADMIN));
        refuses(400, "unmetered", () -> accounts().credit("team", new Money(1), "", ADMIN));
        refuses(404, "nobody", () -> accounts().credit("nobody", new Money(1), "", ADMIN));
        refuses(400, "a note", () -> accounts().credit(Account.DEFAULT, new Money(1), "x".repeat(501), ADMIN));
        assertThat(accounts().list()).extracting(Account::name).containsExactlyInAnyOrder("default", "team");
    }

    @Test
    void areAuditedInOrder() {
        var key = key();
        accounts().credit(Account.DEFAULT, new Money(5), "", ADMIN);
        identity().apiKeys().change(key.key().hash(), settings -> settings.withDisabled(true), ADMIN);
        identity().apiKeys().delete(key.key().hash(), ADMIN);
        assertThat(audit()).extracting(AuditEntry::action).containsExactly("account.create", "key.create",
                "account.credit", "key.change", "key.delete");
    }

    @Test
    void redeemACodeOnce() {
        var code = identity().codes().create(new Money(7), "spring", Optional.of(START.plusSeconds(60)), ADMIN);
        assertThat(code.secret()).matches("[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}");
        assertThat(code).asString().doesNotContain(code.secret());
        assertThat(audit()).asString().doesNotContain(code.secret());
        var team = accounts().create("team", Optional.of(Money.ZERO), ADMIN);
        var typed = " " + code.secret().toLowerCase(Locale.ROOT).replace("-", " ");
        var redeemed = identity().codes().redeem(team.id(), typed, new Actor("key x"));
        assertThat(redeemed.amount()).isEqualTo(new Money(7));
        assertThat(redeemed.account().remaining()).contains(new Money(7));
        assertThat(entries(team.id())).last().isEqualTo("CODE 7 key x spring");
        refuses(400, "redeemed already", () -> identity().codes().redeem(team.id(), code.secret(), ADMIN));
        assertThat(identity().codes().list()).singleElement().satisfies(
                listed -> assertThat(listed.redeemedBy()).contains(team.id()));
    }

    @Test
    void redeemNothingElse() {
        var code = identity().codes().create(new Money(7), "", Optional.of(START.plusSeconds(60)), ADMIN);
        var free = accounts().create("free", Optional.empty(), ADMIN);
        refuses(404, "no such code", () -> identity().codes().redeem(account(), "ABCDE", ADMIN));
        refuses(400, "unmetered", () -> identity().codes().redeem(free.id(), code.secret(), ADMIN));
        clockShows(START.plusSeconds(60));
        refuses(400, "expired", () -> identity().codes().redeem(account(), code.secret(), ADMIN));
        refuses(400, "more than 0", () -> identity().codes().create(Money.ZERO, "", Optional.empty(), ADMIN));
        refuses(400, "passed", () -> identity().codes().create(new Money(1), "",
                Optional.of(START.plusSeconds(60)), ADMIN));
        assertThat(identity().codes().list()).singleElement()
                .satisfies(listed -> assertThat(listed.redeemedAt()).isEmpty());
    }

    @Test
    void beginWithOneAndItsKeyOnce() {
        var first = identity().begin(CREDITS, Optional.empty());
        assertThat(first).isPresent();
        assertThat(accounts().get(Account.DEFAULT).remaining()).isEqualTo(CREDITS);
        assertThat(find(first.get())).isInstanceOf(Lookup.Known.class);
        assertThat(identity().begin(CREDITS, Optional.empty())).isEmpty();
        identity().apiKeys().delete(first.get().key().hash(), ADMIN);
        restart();
        assertThat(identity().begin(CREDITS, Optional.empty())).isEmpty();
        assertThat(identity().apiKeys().list()).isEmpty();
    }

    @Test
    void beginWithTheKeyThatTheOperatorChose() {
        var chosen = "sk-for-scripts-0001";
        assertThat(identity().begin(Optional.empty(), Optional.of(chosen)).map(NewKey::secret)).contains(chosen);
        assertThat(identity().begin(Optional.empty(), Optional.of(chosen))).isEmpty();
        restart();
        assertThat(identity().begin(Optional.empty(), Optional.of(chosen))).isEmpty();
        assertThat(identity().begin(Optional.empty(), Optional.of(chosen + "x"))).isPresent();
        assertThat(identity().keys().find(chosen)).isInstanceOf(Lookup.Known.class);
        assertThat(identity().keys().find(chosen + "x")).isInstanceOf(Lookup.Known.class);
    }

    @Test
    void refuseAChosenKeyThatIsTooShortAndDoNotRepeatIt() {
        assertThatThrownBy(() -> identity().begin(CREDITS, Optional.of("sk-short"))).isInstanceOf(Rejected.class)
                .hasMessageContaining("bootstrap key").message().doesNotContain("sk-short");
    }
}
