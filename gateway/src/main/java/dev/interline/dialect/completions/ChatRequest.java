package dev.interline.dialect.completions;

import dev.interline.bytes.Json;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Part;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Turn;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A legacy completion request as a chat completion request. What is not known goes along. */
final class ChatRequest {
    private static final int MOST_LOGPROBS = 5;
    private static final List<String> OWN = List.of("prompt", "echo", "best_of", "suffix", "logprobs");
    /** Says in the request that the answer begins with the prompt; upstreams never see it. */
    private static final String ECHO = "echo";

    private ChatRequest() {}

    /** @throws Rejected when the prompt is missing, or something is asked that chat models cannot do */
    static byte[] of(byte[] body, int length) {
        ObjectNode request = object(body, length);
        String prompt = prompt(request.path("prompt"));
        JsonNode best = request.path("best_of");
        if (best.isNumber() && best.asInt() > Math.max(1, request.path("n").asInt(1))) {
            throw wrong("best_of", "more answers than n cannot be asked for here; leave it out");
        }
        if (!request.path("suffix").asString("").isEmpty()) {
            throw wrong("suffix", "text cannot be inserted before a suffix here; leave it out");
        }
        logprobs(request);
        boolean echo = request.path(ECHO).asBoolean(false);
        request.remove(OWN.stream().filter(name -> !name.equals("logprobs")).toList());
        request.putArray("messages").addObject().put("role", "user").put("content", prompt);
        if (echo) {
            request.put(ECHO, true);
        }
        return Json.mapper().writeValueAsBytes(request);
    }

    private static ObjectNode object(byte[] body, int length) {
        try {
            if (Json.mapper().readTree(body, 0, length) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Rejected(Problem.invalid("The body is not valid JSON: " + e.getOriginalMessage()));
        }
        throw new Rejected(Problem.invalid("The body must be a JSON object"));
    }

    private static String prompt(JsonNode prompt) {
        JsonNode one = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
        if (one.isString() && !one.asString().isEmpty()) {
            return one.asString();
        }
        throw wrong("prompt", one.isArray() || one.isNumber()
                ? "expected one text; tokens and several prompts in one request are not taken, send a request for each"
                : "missing; expected a text");
    }

    /** The old form says how many; the new one whether, and how many. */
    private static void logprobs(ObjectNode request) {
        JsonNode count = request.path("logprobs");
        if (count.isIntegralNumber()) {
            if (count.asInt() < 0 || count.asInt() > MOST_LOGPROBS) {
                throw wrong("logprobs", count + " is not allowed; expected from 0 to " + MOST_LOGPROBS);
            }
            request.put("logprobs", true).put("top_logprobs", count.asInt());
        } else if (!count.isMissingNode() && !count.isNull()) {
            throw wrong("logprobs", count + " is not allowed; expected a whole number");
        }
    }

    /** What an answer begins with. */
    static String echo(Exchange exchange) {
        if (!exchange.fields().has(ECHO)) {
            return "";
        }
        return exchange.meaning().turns().stream().map(Turn::parts).flatMap(List::stream)
                .filter(Part.Text.class::isInstance).map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining());
    }

    private static Rejected wrong(String path, String why) {
        return new Rejected(Problem.invalid(path + ": " + why).with("param", path));
    }
}
