package dev.interline.admin;

import static java.util.Map.entry;

import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines that command and server exchange over the socket: one JSON object asks, one answers.
 *
 * <pre>
 * {"version":1,"do":"keys.disable","key":"sk-or-v1-abc...123"}
 * {"version":1,"answer":{"data":{...}}}
 * {"version":1,"error":{"code":404,"message":"no account \"x\""}}
 * </pre>
 */
final class Protocol {
    /** Longest line, in bytes. */
    static final int MAX_LINE = 64 * 1024;

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER =
            Json.mapper().rebuild().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();
    private static final Map<String, Class<? extends Request>> WORDS = Map.ofEntries(
            entry("accounts.create", Request.CreateAccount.class), entry("accounts.list", Request.ListAccounts.class),
            entry("accounts.credit", Request.CreditAccount.class), entry("keys.create", Request.CreateKey.class),
            entry("codes.create", Request.CreateCode.class), entry("codes.list", Request.ListCodes.class),
            entry("backup", Request.Backup.class), entry("ledger.verify", Request.VerifyLedger.class),
            entry("members.add", Request.AddMember.class),
            entry("members.list", Request.ListMembers.class), entry("members.remove", Request.RemoveMember.class),
            entry("keys.list", Request.ListKeys.class), entry("keys.disable", Request.DisableKey.class),
            entry("keys.delete", Request.DeleteKey.class));

    private Protocol() {}

    static String encode(Request request) {
        var line = line().put("do", WORDS.entrySet().stream()
                .filter(word -> word.getValue().isInstance(request)).findFirst().orElseThrow().getKey());
        MAPPER.<ObjectNode>valueToTree(request).properties()
                .forEach(field -> line.set(field.getKey(), field.getValue()));
        return MAPPER.writeValueAsString(line);
    }

    static Request decode(String text) {
        var line = parse(text);
        var what = line.path("do").asString("");
        var type = WORDS.get(what);
        if (type == null) {
            throw invalid("the server cannot do \"" + what + "\"");
        }
        try {
            return MAPPER.treeToValue(line, type);
        } catch (JacksonException e) {
            throw invalid("what \"" + what + "\" needs is not in the line, or not as it should be");
        }
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

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}
