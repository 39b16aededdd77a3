package dev.interline.dialect.embeddings;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.PreferencesReader;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.RequestValues;
import dev.interline.exchange.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads and checks a request body in one pass (OpenRouter: embeddings). Fields that are not known pass. */
final class RequestScan implements JsonFields.Visitor {
    private static final Names MEMBERS = Names.of("model", "input", "encoding_format", "dimensions", "user",
            "provider", "input_type", "session_id");
    private static final Names FORMATS = Names.of("float", "base64");
    private static final int SESSION_LENGTH = 256;

    private final byte[] body;
    private final InputScan input = new InputScan();
    private String model = "";
    private int inputBytes;
    private Preferences preferences = Preferences.NONE;
    private Optional<String> sessionId = Optional.empty();
    private Optional<String> user = Optional.empty();

    private RequestScan(byte[] body) {
        this.body = body;
    }

    static Parsed parse(Operation operation, byte[] body, int length, Headers headers) {
        var scan = new RequestScan(body);
        try {
            JsonFields fields = JsonFields.scan(body, 0, length, MEMBERS, scan);
            return new Parsed.Accepted(
                    new Exchange(Wire.EMBEDDINGS, scan.facts(operation, headers), fields, headers, Meaning::decode));
        } catch (MalformedJson e) {
            return new Parsed.Refused(Problem.invalid(e.getMessage()));
        } catch (Rejected e) {
            return new Parsed.Refused(e.problem());
        }
    }

    private Facts facts(Operation operation, Headers headers) {
        if (input.count() == 0) {
            throw new Rejected(Problem.invalid("input: missing; expected " + InputScan.EXPECTED)
                    .with("param", "input"));
        }
        Optional<String> session = sessionId.isPresent() ? sessionId
                : headers.first("x-session-id").filter(id -> !id.isEmpty() && id.length() <= SESSION_LENGTH);
        return new Facts(operation, model, List.of(), false, OptionalLong.empty(), input.needs(), Set.of(),
                preferences, session, user, input.prompt(inputBytes), new Output(input.count(), 0));
    }

    @Override
    public void value(String name, JsonScanner in) throws MalformedJson {
        var values = new RequestValues(in, body);
        switch (name) {
            case "model" -> model = values.string(name).orElse("");
            case "input" -> {
                int from = in.position();
                input.read(values);
                inputBytes = in.position() - from;
            }
            case "encoding_format" -> values.word(name, FORMATS, "float, base64");
            case "dimensions" -> values.integer(name, 1, Integer.MAX_VALUE);
            case "user" -> user = values.string(name).filter(id -> !id.isEmpty());
            case "provider" -> preferences = PreferencesReader.read(values);
            case "input_type" -> values.string(name);
            case "session_id" -> sessionId = values.string(name, SESSION_LENGTH).filter(id -> !id.isEmpty());
            default -> in.skip();
        }
    }
}
