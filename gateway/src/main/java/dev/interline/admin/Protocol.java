package dev.interline.admin;

import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines that command and server exchange over the socket: one JSON object asks, one answers.
 *
 * <pre>
 * {"version":1,"do":"keys.create","name":"laptop","account":"default"}
 * {"version":1,"answer":{"data":{...},"key":"sk-or-v1-..."}}
 * {"version":1,"error":{"code":404,"message":"no account \"x\""}}
 * </pre>
 */
final class Protocol {
    /** Longest line, in bytes. */
    static final int MAX_LINE = 64 * 1024;

    private static final int VERSION = 1;

    private Protocol() {}

    static String encode(Request request) {
        var line = line();
        switch (request) {
            case Request.CreateAccount(var name, var credits) -> {
                line.put("do", "accounts.create").put("name", name);
                credits.ifPresent(money -> line.put("credits", money.json()));
            }
            case Request.ListAccounts() -> line.put("do", "accounts.list");
            case Request.CreditAccount(var account, var amount) ->
                line.put("do", "accounts.credit").put("account", account).put("amount", amount.json());
            case Request.CreateKey(var name, var account, var expiresAt) -> {
                line.put("do", "keys.create").put("name", name).put("account", account);
                expiresAt.ifPresent(time -> line.put("expires_at", time.toString()));
            }
            case Request.ListKeys() -> line.put("do", "keys.list");
            case Request.DisableKey(var key) -> line.put("do", "keys.disable").put("key", key);
            case Request.DeleteKey(var key) -> line.put("do", "keys.delete").put("key", key);
        }
        return Json.mapper().writeValueAsString(line);
    }

    static Request decode(String text) {
        var line = parse(text);
        var what = text(line, "do");
        return switch (what) {
            case "accounts.create" ->
                new Request.CreateAccount(text(line, "name"), optional(line, "credits").map(Protocol::money));
            case "accounts.list" -> new Request.ListAccounts();
            case "accounts.credit" ->
                new Request.CreditAccount(text(line, "account"), money(text(line, "amount")));
            case "keys.create" -> new Request.CreateKey(text(line, "name"), text(line, "account"),
                    optional(line, "expires_at").map(Protocol::instant));
            case "keys.list" -> new Request.ListKeys();
            case "keys.disable" -> new Request.DisableKey(text(line, "key"));
            case "keys.delete" -> new Request.DeleteKey(text(line, "key"));
            default -> throw invalid("the server cannot do \"" + what + "\"");
        };
    }

    static String answer(JsonNode answer) {
        return Json.mapper().writeValueAsString(line().set("answer", answer));
    }

    static String error(Problem problem) {
        var line = line();
        line.putObject("error").put("code", problem.status()).put("message", problem.message());
        return Json.mapper().writeValueAsString(line);
    }

    /** The answer in a line, or the problem that it tells. */
    static JsonNode result(String text) {
        var line = parse(text);
        if (line.has("error")) {
            var error = line.path("error");
            throw new Rejected(Problem.of(ErrorType.INVALID_REQUEST, error.path("message").asString("no message"))
                    .withStatus(error.path("code").asInt(400)));
        }
        return line.path("answer");
    }

    private static ObjectNode line() {
        return Json.mapper().createObjectNode().put("version", VERSION);
    }

    private static JsonNode parse(String text) {
        JsonNode line;
        try {
            line = Json.mapper().readTree(text);
        } catch (JacksonException e) {
            throw invalid("not a line of JSON");
        }
        int version = line.path("version").asInt(0);
        if (version != VERSION) {
            throw invalid("the other side speaks version " + version + " of this protocol, this one " + VERSION
                    + "; use the same version of interline for both");
        }
        return line;
    }

    private static String text(JsonNode line, String name) {
        return optional(line, name).orElseThrow(() -> invalid("\"" + name + "\" is missing"));
    }

    private static Optional<String> optional(JsonNode line, String name) {
        return line.path(name).asStringOpt();
    }

    private static Money money(String dollars) {
        try {
            return Money.ofDollars(new BigDecimal(dollars));
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalid("\"" + dollars + "\" is not an amount of dollars");
        }
    }

    private static Instant instant(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw invalid("\"" + time + "\" is not a time");
        }
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}
