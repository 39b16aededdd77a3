package dev.interline.dialect.chat;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads and checks a request body in one pass. */
final class RequestScan {
    private RequestScan() {
    }

    static Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        try {
            JsonFields fields = JsonFields.scan(body, 0, length);
            int stream = fields.find("stream");
            var facts = new Facts(operation, fields.string("model").orElse(""), List.of(),
                    stream >= 0 && body[fields.valueStart(stream)] == 't', OptionalLong.empty(), Set.of(), Set.of(),
                    Preferences.NONE, Optional.empty(), Optional.empty(), length);
            return new Parsed.Accepted(new Exchange(Wire.CHAT, facts, fields, headers, RequestScan::meaning));
        } catch (MalformedJson e) {
            return new Parsed.Refused(Problem.invalid(e.getMessage()));
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    private static Conversation meaning(JsonFields fields) {
        throw new Rejected(Problem.invalid("This request cannot be sent to a provider of another wire"));
    }
}
