package dev.interline.admin.api;

import static dev.interline.admin.api.Role.ANYONE;
import static dev.interline.admin.api.Role.KEY;
import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.Account;
import dev.interline.identity.Accounts;
import dev.interline.identity.Codes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /credits}: what an account may spend (OpenRouter: credits), and how it gets more. */
public final class CreditRoutes {
    private final Accounts accounts;
    private final Codes codes;

    public CreditRoutes(Accounts accounts, Codes codes) {
        this.accounts = accounts;
        this.codes = codes;
    }

    public List<Route> routes() {
        return List.of(Route.get("credits", KEY, call -> Answer.data(credits(accounts.get(call.account())))),
                Route.post("credits", MANAGEMENT, this::add), Route.post("credits/redeem", MANAGEMENT, this::redeem),
                Route.post("credits/coinbase", ANYONE, _ -> {
                    throw new Rejected(Problem.of(ErrorType.INVALID_REQUEST,
                            "The Coinbase APIs used by this endpoint have been deprecated").withStatus(410));
                }));
    }

    /** What was credited and used; an unmetered account has what it used, and nobody counts what is left. */
    private static ObjectNode credits(Account account) {
        var object = Json.mapper().createObjectNode();
        Fields.money(object, "total_credits", account.credits().orElse(account.charged()));
        Fields.money(object, "total_usage", account.charged());
        Fields.money(object, "remaining_credits", account.remaining());
        return object;
    }

    /** Adds to any account's credits; only the operator's account may, since nobody else pays for what it gives. */
    private Answer add(Call call) {
        var operators = accounts.get(Account.DEFAULT);
        if (!operators.id().equals(call.account())) {
            throw new Rejected(Problem.of(ErrorType.PERMISSION_DENIED, "Only management keys of the account \""
                    + Account.DEFAULT + "\" add credits; redeem a code at /credits/redeem"));
        }
        var input = call.input();
        Money amount = input.requiredMoney("amount");
        var note = input.optionalText("note").orElse("");
        var account = input.optionalText("account").orElse(call.account());
        input.done();
        return Answer.data(credits(accounts.credit(account, amount, note, call.actor())));
    }

    private Answer redeem(Call call) {
        var input = call.input();
        var code = input.text("code");
        input.done();
        var done = codes.redeem(call.account(), code, call.actor());
        var object = credits(done.account());
        Fields.money(object, "redeemed", done.amount());
        return Answer.data(object);
    }
}
