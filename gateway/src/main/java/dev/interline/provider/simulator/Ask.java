package dev.interline.provider.simulator;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Target;
import dev.interline.exchange.Wire;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one request asks of the simulator.
 *
 * @param model the name under which it answers
 * @param choices how many answers are wanted ({@code n})
 * @param alternatives how many likely tokens to list beside each token ({@code top_logprobs}); empty without
 *        {@code logprobs}
 * @param limit most output tokens of a choice, reasoning included
 */
record Ask(Conversation conversation, String model, boolean stream, int choices, OptionalInt alternatives, int limit) {
    private static final int MOST_CHOICES = 16;
    private static final int MOST_ALTERNATIVES = 20;

    static Ask of(Exchange exchange, Target target) {
        Conversation conversation = exchange.meaning();
        long limit = target.maxTokens(conversation.sampling().maxTokens()).orElse(Long.MAX_VALUE);
        if (target.maxCompletionTokens() > 0) {
            limit = Math.min(limit, target.maxCompletionTokens());
        }
        return new Ask(conversation, target.upstreamModel(), exchange.facts().stream(), choices(exchange),
                alternatives(exchange), (int) Math.min(Integer.MAX_VALUE, limit));
    }

    // What only the chat wire knows is read from its fields; on other wires it cannot be asked for.

    private static int choices(Exchange exchange) {
        return Math.clamp(number(exchange, "n", 1), 1, MOST_CHOICES);
    }

    private static OptionalInt alternatives(Exchange exchange) {
        int listed = Math.clamp(number(exchange, "top_logprobs", 0), 0, MOST_ALTERNATIVES);
        return listed > 0 || isTrue(exchange, "logprobs") ? OptionalInt.of(listed) : OptionalInt.empty();
    }

    private static int number(Exchange exchange, String name, int otherwise) {
        JsonFields fields = exchange.fields();
        if (exchange.wire() != Wire.CHAT || !fields.has(name)) {
            return otherwise;
        }
        try (JsonParser value = fields.value(name).orElseThrow()) {
            return value.nextToken() == JsonToken.VALUE_NUMBER_INT ? value.getValueAsInt(otherwise) : otherwise;
        }
    }

    private static boolean isTrue(Exchange exchange, String name) {
        JsonFields fields = exchange.fields();
        if (exchange.wire() != Wire.CHAT || !fields.has(name)) {
            return false;
        }
        try (JsonParser value = fields.value(name).orElseThrow()) {
            return value.nextToken() == JsonToken.VALUE_TRUE;
        }
    }
}
