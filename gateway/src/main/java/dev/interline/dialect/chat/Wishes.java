package dev.interline.dialect.chat;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Wire;

/**
 * What a client wants of the form of its answer.
 *
 * @param text whether choices also have {@code text}, since the client sent {@code prompt}
 * @param withoutReasoning whether reasoning is kept from the client ({@code reasoning.exclude})
 */
record Wishes(boolean text, boolean withoutReasoning) {
    static Wishes of(Exchange exchange) {
        JsonFields fields = exchange.fields();
        if (exchange.wire() != Wire.CHAT) {
            return new Wishes(false, false);
        }
        boolean prompt = !fields.hasValue("messages") && fields.hasValue("prompt");
        boolean mayExclude = fields.hasValue("reasoning") || fields.hasValue("include_reasoning");
        return new Wishes(prompt, mayExclude && Meaning.thinking(fields).exclude());
    }
}
